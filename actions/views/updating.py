"""My actions, an action's page, and the update form."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from actions.detail import ActionDetail, action_detail, latest_update
from actions.enums import CompletionState, Source
from actions.forms.updating import UpdateForm
from actions.models import Action
from actions.permissions import abilities, updates_as
from actions.personal import my_actions
from actions.services import record_update
from actions.showing import understood
from actions.views.loading import action_crumbs, action_in_scope, person, saved, sent, today
from committees.permissions import may_anywhere
from plans.enums import Canonical

NOT_YOURS = "Only the lead of this action, or the coordinator on the lead’s behalf, may update it."


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What is asked of this person first."""
    user = person(request)
    if not any(may_anywhere(user, one) for one in (Permission.UPDATE_OWN, Permission.UPDATE_GROUP)):
        raise PermissionDenied("Your role here does not lead actions.")
    return render(request, "actions/my_actions.html", {"mine": my_actions(user, today())})


@require_safe
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """One action: what the plan says, how it stands, and its story."""
    row = action_in_scope(request, pk)
    detail = action_detail(row, today())
    context = {
        "action": row,
        "detail": detail,
        "understood": understood(row),
        "may": abilities(person(request), row, today()),
        "why_closed": why_closed(detail),
        "breadcrumbs": action_crumbs(row),
    }
    return render(request, "actions/action.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def update(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how an action is going. What was typed outlives errors, conflicts and lost sessions."""
    row = action_in_scope(request, pk)
    source = updates_as(person(request), row, today())
    if source is None:
        raise PermissionDenied(NOT_YOURS)
    detail = action_detail(row, today())
    form = _update_form(request, detail, source, today())
    if form.is_valid() and saved(
        request, form, lambda: record_update(by=person(request), action=row, **form.values())
    ):
        messages.success(request, _said(row, form))
        return redirect("my_actions") if source == Source.LEAD else redirect("action_detail", pk)
    return _update_page(request, row, detail, form)


def why_closed(detail: ActionDetail) -> str:
    """Why nothing can be said about this action now; "" when it can."""
    completion = detail.standing.completion
    if detail.action.withdrawn_on:
        return "This action was withdrawn from the plan."
    if completion and completion.state == CompletionState.VERIFIED:
        return "This action is complete and verified."
    return "It was reported complete and is waiting to be verified." if completion else ""


def _update_form(
    request: HttpRequest, detail: ActionDetail, source: Source, on: date
) -> UpdateForm:
    last = detail.last
    return UpdateForm(
        **sent(request),
        entries=detail.entries,
        last=last,
        last_entry=detail.entry,
        source=source,
        today=on,
        initial={
            "version": detail.action.row_version,
            "seen": last.pk if last else "",
            "as_at": on,
        },
    )


def _update_page(
    request: HttpRequest, row: Action, detail: ActionDetail, form: UpdateForm
) -> HttpResponse:
    if form.conflict:
        form.last = latest_update(row)
    context = {
        "action": row,
        "detail": detail,
        "form": form,
        "on_behalf": form.source == Source.ON_BEHALF,
        "why_closed": why_closed(detail),
        "breadcrumbs": action_crumbs(row, "Update"),
    }
    return render(request, "actions/update.html", context)


def _said(row: Action, form: UpdateForm) -> str:
    entry = form.chosen()
    said = f"Your update of action {row.reference} is recorded."
    if form.pressed_nothing or entry is None:
        return f"“Nothing to report” is recorded for action {row.reference}. It counts as answered."
    if entry.canonical == Canonical.COMPLETE:
        return f"{said} Somebody else now verifies that it is complete."
    return said
