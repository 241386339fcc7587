"""The plan as a tree that is edited: choose a line, say what is to be done with it."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.roles import Permission
from outline.rules.lines import Line, above, line_of
from outline.services import step_line
from outline.views.scope import outline_address, outline_crumbs, outline_today
from plans.models import Heading, Plan
from plans.queries import levels_of
from plans.services import remove_heading
from plans.views.scope import plan_in_scope, wording_notice
from web.form_page import pressed

CHOOSE = "Choose a line of the plan first, then what is to be done with it."
ONLY_ACTIONS = "Only an action can be split or merged. Choose an action."


@require_http_methods(["GET", "POST"])
def tree(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan's lines with what can be done to each; POST does it, or leads to where it is."""
    plan = plan_in_scope(request, slug, Permission.PLAN_EDIT)
    if request.method == "POST":
        return redirect(_done(request, plan))
    outline = outline_today(plan)
    rows = outline.rows
    chosen = request.GET.get("line", "")
    known = chosen if outline.line(chosen) else ""
    levels = levels_of(plan)
    context = {
        "plan": plan,
        "notice": wording_notice(plan),
        "outline": outline,
        "levels": levels,
        "chosen": known or (rows[0].key if rows else ""),
        "focused": known,
        "counted": sum(line.is_action for line in rows),
        "breadcrumbs": outline_crumbs(plan),
    }
    return render(request, "outline/tree.html", context)


def _done(request: HttpRequest, plan: Plan) -> str:
    """What was pressed is done; the next address."""
    do, key = request.POST.get("do", ""), request.POST.get("line", "")
    line = outline_today(plan).line(key)
    if line is None:
        messages.error(request, CHOOSE)
        return outline_address(plan)
    if do in ("split", "merge") and not line.is_action:
        messages.error(request, ONLY_ACTIONS)
        return outline_address(plan, key)
    if do in ("up", "down"):
        seen, up = request.POST.get("seen", ""), do == "up"
        write = partial(step_line, plan=plan, line=key, up=up, seen=seen)
        pressed(request, write, f"{line.title}: moved {do}.")
        return outline_address(plan, key)
    if do == "out" and not line.is_action:
        heading = Heading.objects.visible_to(request.user).get(pk=line.pk)
        write_out = partial(remove_heading, heading=heading)
        pressed(request, write_out, f"{line.title}: removed.")
        return outline_address(plan)
    return _onward(request, plan, line, do)


def _onward(request: HttpRequest, plan: Plan, line: Line, do: str) -> str:
    """The address of what is done on a page of its own."""
    kind = "action" if line.is_action else "heading"
    if do == "move":
        return reverse("outline_move", args=[plan.slug, line.key])
    if do in ("heading", "action"):
        return _adding(plan, line, do)
    if do in ("split", "merge"):
        return reverse(f"outline_{do}", args=[line.pk])
    if do == "out":
        return reverse("action_withdraw", args=[line.pk])
    return reverse(f"{kind}_edit", args=[line.pk])


def _adding(plan: Plan, line: Line, what: str) -> str:
    """A form to add something under a heading, or beside an action under its heading."""
    lines = outline_today(plan).lines
    over = line if not line.is_action else line_of(lines, above(lines, line.key))
    key = str(over.pk) if over and over.is_row else ""
    name = {"heading": "parent", "action": "heading"}[what]
    return f"{reverse(f'{what}_add', args=[plan.slug])}?{urlencode({name: key})}"
