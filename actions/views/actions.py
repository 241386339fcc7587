"""The coordinator's pages: add, edit and withdraw an action, and name its leads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.permissions import person
from accounts.roles import Permission
from actions.forms.action import ActionForm, LeadsForm, NewActionForm, WithdrawForm
from actions.models import Action
from actions.queries.status_tags import understood
from actions.services import add_action, edit_action, set_leads, withdraw_action
from actions.views.scope import action_crumbs, action_in_scope
from committees.models import Post
from committees.permissions import require
from plans.queries import plan_tree
from plans.views.scope import plan_crumbs, plan_in_scope
from web.form_page import saved, sent, today


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Put an action last in the plan."""
    plan = plan_in_scope(request, slug)
    require(person(request), Permission.PLAN_EDIT, plan.area_id)
    posts = Post.objects.filter(area=plan.area_id)
    form = NewActionForm(**sent(request), branches=plan_tree(plan), posts=posts)
    added: list[Action] = []
    if form.is_valid() and saved(
        request,
        form,
        lambda: added.append(
            add_action(by=person(request), plan=plan, added_on=today(), **form.values())
        ),
    ):
        messages.success(request, f"The action is added. {_understood(added[0])}")
        return redirect("action_detail", added[0].pk)
    context = {
        "plan": plan,
        "form": form,
        "title": "Add an action",
        "breadcrumbs": plan_crumbs(plan, "Add an action"),
    }
    return render(request, "actions/edit.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the plan's words about an action; somebody else's change in between is shown."""
    row = _editable(request, pk)
    form = ActionForm(**sent(request), branches=plan_tree(row.plan), action=row)
    if form.is_valid() and saved(
        request,
        form,
        lambda: edit_action(
            by=person(request), action=row, expected=form.expected, **form.values()
        ),
    ):
        messages.success(request, f"Action {row.reference} is saved. {_understood(row)}")
        return redirect("action_detail", pk)
    return _page(request, row, form, "Edit the action")


@require_http_methods(["GET", "POST"])
def leads(request: HttpRequest, pk: int) -> HttpResponse:
    """Name who leads an action."""
    row = _editable(request, pk)
    now = list(row.leads.all())
    form = LeadsForm(
        **sent(request),
        posts=Post.objects.filter(area=row.plan.area_id),
        initial={
            "accountable": next((str(one.post_id) for one in now if one.accountable), ""),
            "contributing": [str(one.post_id) for one in now if not one.accountable],
            "version": row.row_version,
        },
    )
    if form.is_valid() and saved(
        request,
        form,
        lambda: set_leads(by=person(request), action=row, expected=form.expected, **form.leads()),
    ):
        messages.success(request, f"The leads of action {row.reference} are saved.")
        return redirect("action_detail", pk)
    return _page(request, row, form, "Change the leads")


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an action out of the plan, with the reason."""
    row = _editable(request, pk)
    form = WithdrawForm(**sent(request))
    if form.is_valid() and saved(
        request,
        form,
        lambda: withdraw_action(
            by=person(request), action=row, reason=form.cleaned_data["reason"], on=today()
        ),
    ):
        messages.success(request, f"Action {row.reference} is withdrawn. It stays in the record.")
        return redirect("action_detail", pk)
    return _page(request, row, form, "Withdraw the action")


def _editable(request: HttpRequest, pk: int) -> Action:
    row = action_in_scope(request, pk)
    require(person(request), Permission.PLAN_EDIT, row.plan.area_id)
    return row


def _page(
    request: HttpRequest, row: Action, form: ActionForm | LeadsForm | WithdrawForm, title: str
) -> HttpResponse:
    context = {
        "action": row,
        "plan": row.plan,
        "form": form,
        "title": title,
        "breadcrumbs": action_crumbs(row, title),
    }
    return render(request, "actions/edit.html", context)


def _understood(row: Action) -> str:
    return f"Its timescale is understood as: {understood(row).lower()}."
