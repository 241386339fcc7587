"""An action split into several, and several merged into one."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.roles import Permission
from actions.models import Action
from actions.models.action import WITHDRAWN
from actions.queries.numbers import number_for, numbered
from actions.views.scope import action_address, action_in_scope
from outline.forms.lineage import OTHERS, MergeForm, SplitForm
from outline.queries.tree import Outline
from outline.rules.lines import Line, neighbours, walk
from outline.services import merge_actions, split_action
from outline.views.scope import outline_address, outline_crumbs, outline_today
from plans.enums import PlanState
from plans.rules.numbers import joined
from plans.views.scope import wording_notice
from web.form_page import FormPage, ask, opened


@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, pk: int) -> HttpResponse:
    row = action_in_scope(request, pk, Permission.PLAN_EDIT)
    form = opened(SplitForm, request, action=row)
    page = FormPage(
        heading=f"Split action {row.reference}",
        caption=row.plan.title,
        back=action_address(row),
        done=lambda made: f"{row.reference} was split into {_named(made)}.",
        notice=partial(wording_notice, row.plan, request.path),
        leave="Leave it as it is",
        lead="Each part begins with the lead, the timescale, the dates that were agreed and the "
        "outcomes and measures of this action: change them afterwards on its own page. This one "
        "is withdrawn, and what was said of it stays with it.",
        why_not=WITHDRAWN if row.withdrawn_on else "",
        breadcrumbs=outline_crumbs(row.plan, f"Split {row.reference}"),
        template="outline/lineage.html",
        context={"actions": [row]},
    )
    write = partial(split_action, action=row, on=timezone.localdate())
    return ask(request, form, page, write, onward=lambda made: _chosen(made[0]))


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """First which actions; then, with the words of all of them, what they become."""
    row = action_in_scope(request, pk, Permission.PLAN_EDIT)
    sent = [*request.GET.getlist(OTHERS), *request.POST.getlist(OTHERS)]
    keys = {key for key in sent if key.isdecimal() and len(key) < 19}
    rows = Action.objects.filter(plan=row.plan_id, kind=row.kind, withdrawn_on=None)
    others = list(rows.filter(pk__in=keys - {str(pk)}).prefetch_related("leads__post"))
    if not others or row.withdrawn_on:
        return _which(request, row)
    actions = [row, *others]
    draft = row.plan.state == PlanState.DRAFT
    number = row.number if draft else number_for(row.plan, row.heading)
    known = {"actions": actions, "number": number, "numbers": numbered(row.plan)}
    page = FormPage(
        heading="Merge actions",
        caption=row.plan.title,
        back=action_address(row),
        done=lambda made: f"{_named(actions)} were merged into {made.reference}.",
        notice=partial(wording_notice, row.plan, request.get_full_path()),
        leave="Leave them as they are",
        lead="One action takes their place. They are withdrawn, and what was said of each stays "
        "with it.",
        breadcrumbs=outline_crumbs(row.plan, "Merge"),
        template="outline/lineage.html",
        context={"actions": actions},
    )
    write = partial(merge_actions, on=timezone.localdate())
    return ask(request, opened(MergeForm, request, **known), page, write, onward=_chosen)


def _which(request: HttpRequest, row: Action) -> HttpResponse:
    """Which actions an action is merged with: its neighbours first."""
    outline = outline_today(row.plan)
    line = outline.line(f"a{row.pk}")
    near, far = _choices(outline, line) if line else ([], [])
    context = {
        "action": row,
        "near": near,
        "far": far,
        "sent": OTHERS in request.GET or "go" in request.GET,
        "why_not": WITHDRAWN if row.withdrawn_on else "",
        "breadcrumbs": outline_crumbs(row.plan, f"Merge {row.reference}"),
    }
    return render(request, "outline/merge_with.html", context)


def _choices(outline: Outline, line: Line) -> tuple[list[Line], list[Line]]:
    """The other actions of its kind: those beside it, and those elsewhere in the plan."""
    beside = set(neighbours(outline.lines, line.key))
    rows = [one for one, _ in walk(outline.lines) if one.is_action and one.series == line.series]
    others = [one for one in rows if one.key != line.key]
    near = [one for one in others if one.key in beside]
    return near, [one for one in others if one.key not in beside]


def _named(rows: list[Action]) -> str:
    return joined(row.reference for row in rows)


def _chosen(row: Action) -> str:
    return outline_address(row.plan, f"a{row.pk}")
