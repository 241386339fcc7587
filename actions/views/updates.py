"""My actions, an action's page, and the update form."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from accounts.views import person
from actions.enums import CompletionState, Source
from actions.forms.update import NEXT, UpdateForm
from actions.models import Action
from actions.permissions import abilities, updates_by
from actions.queries.detail import ActionDetail, action_detail, latest_update
from actions.queries.evidence import evidence_by_update, kept_evidence
from actions.queries.my_actions import (
    OpenedAction,
    Place,
    held_by,
    my_actions,
    opened_action,
    place_of,
)
from actions.queries.status_tags import understood
from actions.services import record_update
from actions.views.drafts import (
    NOT_YOURS,
    drafted,
    keep_evidence,
    own_draft,
    put_aside,
    show_refused,
)
from actions.views.scope import action_crumbs, action_in_scope
from committees.permissions import may_anywhere
from documents.enums import Canonical
from web.form_page import opened, saved
from web.kept_text import kept

CLAIMED = "Somebody else now verifies that it is complete."


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What is asked of this person first."""
    user = person(request)
    if not any(may_anywhere(user, one) for one in (Permission.UPDATE_OWN, Permission.UPDATE_GROUP)):
        raise PermissionDenied("Your role here does not lead actions.")
    return render(
        request, "actions/my_actions.html", {"mine": my_actions(user, timezone.localdate())}
    )


@require_safe
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """One action: what the plan says, how it stands, and its story."""
    row = action_in_scope(request, pk)
    user, detail = person(request), action_detail(row, timezone.localdate())
    held = held_by(user, detail.record)
    context = {
        "action": row,
        "detail": detail,
        "understood": understood(row),
        "may": abilities(user, row, updates_by(user, row, held)),
        "why_closed": why_closed(detail),
        "evidence": evidence_by_update(row),
        "breadcrumbs": action_crumbs(row),
    }
    return render(request, "actions/action.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def update(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how an action is going. What was typed outlives errors, conflicts and lost sessions."""
    row = action_in_scope(request, pk)
    now = opened_action(person(request), row, timezone.localdate())
    source = updates_by(person(request), row, now.held)
    if source is None:
        raise PermissionDenied(NOT_YOURS)
    posted = request.method == "POST"
    if posted and put_aside(request, row):
        return redirect(request.get_full_path())
    refused = keep_evidence(request, row) if posted else []
    detail, place = now.detail, _place(request, now, source)
    form = _update_form(request, detail, source, place)
    show_refused(form, refused)
    if _recorded(request, row, form):
        return _onward(request, row, form, place)
    return _update_page(request, row, detail, form, place)


def _recorded(request: HttpRequest, row: Action, form: UpdateForm) -> bool:
    """Whether what the form says is in the record now, by this press or by the one before it."""
    if saved(request, form, partial(record_update, action=row)):
        return True
    latest = latest_update(row) if form.is_bound and form.conflict else None
    return latest is not None and latest.author_id == person(request).pk and form.is_said(latest)


def _onward(request: HttpRequest, row: Action, form: UpdateForm, place: Place) -> HttpResponse:
    """To the next that waits, when that was pressed; else back to where the form was opened."""
    if NEXT not in form.data:
        messages.success(request, _said(row, form))
        lead = form.source == Source.LEAD
        return redirect("my_actions") if lead else redirect("action_detail", row.pk)
    claim = f" {_claims(form)}".rstrip()
    if place.next is None:
        messages.success(request, f"Saved {row.reference}.{claim} You have answered everything.")
        return redirect("my_actions")
    waits = "1 more waits" if place.left == 1 else f"{place.left} more wait"
    messages.success(request, f"Saved {row.reference}.{claim} {waits} for your answer.")
    return redirect(f"{reverse('action_update', args=[place.next])}?of={place.total}")


def _place(request: HttpRequest, now: OpenedAction, source: Source) -> Place:
    """Where the action stands among those that wait for this lead; nowhere on their behalf."""
    if source != Source.LEAD:
        return Place(0, 0, None, 0)
    begun = request.GET.get("of", "")
    known = int(begun) if begun.isascii() and begun.isdigit() and len(begun) < 4 else 0
    return place_of(now.waiting, now.detail.action.pk, known)


def why_closed(detail: ActionDetail) -> str:
    """Why nothing can be said about this action now; "" when it can."""
    completion = detail.standing.completion
    if detail.action.withdrawn_on:
        return "This action was withdrawn from the plan."
    if completion and completion.state == CompletionState.VERIFIED:
        return "This action is complete and verified."
    return "It was reported complete and is waiting to be verified." if completion else ""


def _update_form(
    request: HttpRequest, detail: ActionDetail, source: Source, place: Place
) -> UpdateForm:
    last, row = detail.last, detail.action
    today = timezone.localdate()
    begun = None if request.method == "POST" or kept(request) else own_draft(request, row)
    first = {"expected": row.row_version, "seen": last.pk if last else "", "as_at": today}
    form = opened(
        UpdateForm,
        request,
        entries=detail.entries,
        last=last,
        last_entry=detail.entry,
        source=source,
        today=today,
        items=kept_evidence(person(request), row),
        more_wait=place.next is not None,
        initial=first | drafted(begun),
    )
    form.helper.attrs = {"data-draft": reverse("action_draft", args=[row.pk])}
    if begun:
        form.draft = begun
        form.conflict = row if begun.base_version != row.row_version else None
    return form


def _update_page(
    request: HttpRequest, row: Action, detail: ActionDetail, form: UpdateForm, place: Place
) -> HttpResponse:
    if form.conflict:
        form.last = latest_update(row)
    context = {
        "action": row,
        "detail": detail,
        "form": form,
        "place": place,
        "on_behalf": form.source == Source.ON_BEHALF,
        "why_closed": why_closed(detail),
        "breadcrumbs": action_crumbs(row, "Update"),
    }
    return render(request, "actions/update.html", context)


def _claims(form: UpdateForm) -> str:
    """What happens next to a claim that an action is complete; "" for any other rating."""
    entry = form.chosen()
    return CLAIMED if entry and entry.canonical == Canonical.COMPLETE else ""


def _said(row: Action, form: UpdateForm) -> str:
    if form.pressed_nothing:
        return f"“Nothing to report” is recorded for action {row.reference}. It counts as answered."
    return f"Your update of action {row.reference} is recorded. {_claims(form)}".strip()
