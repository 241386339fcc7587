"""The coordinator's pages: add, edit and withdraw an action, and name its leads."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Permission
from actions.forms.action import ActionForm, LeadsForm, LinksForm, NewActionForm, WithdrawForm
from actions.models import Action
from actions.queries.interests import of_change
from actions.queries.numbers import number_for, numbered
from actions.rules.status_tags import understood
from actions.services import (
    add_action,
    edit_action,
    set_leads,
    set_links,
    undo_change,
    withdraw_action,
)
from actions.views.scope import action_form, action_in_scope, in_outline
from committees.models import Post
from committees.queries.interests import why_not_theirs
from committees.rules.interests import Matter
from plans.models import Heading, Plan
from plans.queries import plan_tree
from plans.views.scope import plan_crumbs, plan_in_scope, wording_notice
from web.form_page import FormPage, ask, opened, pressed


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Put an action last in the plan."""
    plan = plan_in_scope(request, slug, Permission.PLAN_EDIT)
    posts = Post.objects.filter(area=plan.area_id)
    initial = _proposed(plan, request.GET.get("heading"))
    known = {"branches": plan_tree(plan), "numbers": numbered(plan)}
    form = opened(NewActionForm, request, posts=posts, initial=initial, **known)
    page = FormPage(
        heading="Add an action",
        caption=plan.title,
        back=reverse("plan_outline", args=[slug]),
        leave="",
        notice=partial(wording_notice, plan, request.get_full_path()),
        done=lambda row: f"The action is added. {_understood(row)}",
        breadcrumbs=plan_crumbs(
            plan,
            ("Edit the plan", reverse("plan_outline", args=[slug])),
            ("Add an action", ""),
        ),
        template="actions/form_page.html",
    )
    write = partial(add_action, plan=plan, added_on=timezone.localdate())
    return ask(request, form, page, write, onward=in_outline)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the plan's words about an action; somebody else's change in between is shown."""
    row = action_in_scope(request, pk, Permission.PLAN_EDIT)
    form = opened(
        ActionForm, request, branches=plan_tree(row.plan), numbers=numbered(row.plan), row=row
    )
    page = action_form(
        row,
        "Edit the action",
        notice=partial(wording_notice, row.plan, request.path),
        done=lambda row: f"Action {row.reference} is saved. {_understood(row)}",
    )
    return ask(request, form, page, partial(edit_action, action=row))


@require_http_methods(["GET", "POST"])
def leads(request: HttpRequest, pk: int) -> HttpResponse:
    """Name who leads an action."""
    row = action_in_scope(request, pk, Permission.PLAN_EDIT)
    form = opened(LeadsForm, request, posts=Post.objects.filter(area=row.plan.area_id), row=row)
    done = f"The leads of action {row.reference} are saved."
    page = action_form(row, "Change the leads", done=done)
    return ask(request, form, page, partial(set_leads, action=row))


@require_http_methods(["GET", "POST"])
def links(request: HttpRequest, pk: int) -> HttpResponse:
    """Say to which high-level outcomes an action contributes, and by what it is measured."""
    row = action_in_scope(request, pk, Permission.PLAN_EDIT)
    form = opened(LinksForm, request, plan=row.plan, row=row)
    page = action_form(
        row,
        "Outcomes and measures",
        done=f"The links of action {row.reference} are saved.",
        template="actions/links.html",
        why_not="This plan has no high-level outcomes and no measures yet." if form.empty else "",
    )
    return ask(request, form, page, partial(set_links, action=row))


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an action out of the plan, with the reason."""
    row = action_in_scope(request, pk, Permission.PLAN_EDIT)
    done = f"Action {row.reference} is withdrawn. It stays in the record."
    notice = partial(wording_notice, row.plan, request.path)
    why_not = partial(_why_not_withdraw, request, row)
    page = action_form(row, "Withdraw the action", done=done, why_not=why_not, notice=notice)
    write = partial(withdraw_action, action=row, on=timezone.localdate())
    return ask(request, opened(WithdrawForm, request), page, write)


def _why_not_withdraw(request: HttpRequest, row: Action) -> str:
    return why_not_theirs(
        Matter.WITHDRAWAL,
        request.user,
        of_change(row),
        area_id=row.plan.area_id,
        permissions=(Permission.PLAN_EDIT,),
        today=timezone.localdate(),
    )


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the last change of the plan's words about an action; it stays in the record."""
    row = action_in_scope(request, pk, Permission.PLAN_EDIT)
    sent = request.POST.get("change", "")
    change = int(sent) if sent.isdecimal() and len(sent) < 19 else 0
    write = partial(undo_change, action=row, change=change)
    pressed(
        request, write, f"Action {row.reference} is as it was. Both changes stay in its history."
    )
    return redirect("action_detail", pk)


def _proposed(plan: Plan, heading: str | None) -> dict[str, Any]:
    """The place of a new action, where the address names one, and its most likely number."""
    if heading is None:
        return {}
    rows = Heading.objects.filter(plan=plan)
    known = heading.isascii() and heading.isdigit() and len(heading) < 19
    over = rows.filter(pk=heading).first() if known else None
    return {"heading": str(over.pk) if over else "", "number": number_for(plan, over)}


def _understood(row: Action) -> str:
    return f"Its timescale is understood as: {understood(row).lower()}."
