"""My actions, an action's page, and the update form."""

from collections.abc import Iterator, Mapping
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
from actions.enums import CompletionState, Source
from actions.models import Action, Evidence, Tie, UpdateDraft
from actions.models.action import WITHDRAWN
from actions.permissions import Abilities, abilities, updates_as, updates_by
from actions.queries.interests import own_decisions
from actions.queries.lineage import first_lines, lineage_of
from actions.queries.occurrences import fell_due_of
from actions.queries.origins import provenance_of
from actions.queries.record import action_detail
from actions.queries.word_changes import last_change, reworded
from actions.rules.detail import ActionDetail
from actions.rules.status_tags import understood
from actions.rules.word_changes import told
from actions.views.scope import action_crumbs, action_in_scope
from committees.permissions import may_anywhere
from committees.querysets import Actor
from committees.rules.interests import Matter
from documents.enums import Canonical
from outcomes.queries import Measured, measured
from plans.models import LegendEntry
from updates.forms.readings import NAME, reading_names
from updates.forms.update import DRAFTED, NEXT, NOTHING, UpdateForm
from updates.queries.evidence import evidence_by_update
from updates.queries.my_actions import (
    OpenedAction,
    Place,
    asked_measures,
    held_by,
    my_actions,
    opened_action,
    place_of,
    together_with,
)
from updates.services import record_update
from updates.views.drafts import NOT_YOURS, PRESSES, keep_evidence, put_aside, show_refused
from web.form_page import opened, saved
from web.kept_text import kept

# how many waited when the person began to answer one after the other
THROUGH = "of"
# of a regional action, this area's part by itself
ALONE = "alone"
CLAIMED = "Somebody else now verifies that it is complete."


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What is asked of this person first."""
    user = request.user
    if not any(may_anywhere(user, one) for one in (Permission.UPDATE_OWN, Permission.UPDATE_GROUP)):
        raise PermissionDenied("Your role here does not lead actions.")
    return render(
        request, "actions/my_actions.html", {"mine": my_actions(user, timezone.localdate())}
    )


@require_safe
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """One action: what the plan says, how it stands, and its story."""
    row = action_in_scope(request, pk)
    user, detail = request.user, action_detail(row, timezone.localdate())
    held = held_by(user, detail.record)
    may = abilities(user, row, updates_by(user, row, held))
    changes = reworded(row)
    exact = may.updates_as is not None or may.edit
    decides = may.verify or may.decide_date or may.challenge or may.check or may.edit
    own = own_decisions(user, detail, row.plan, timezone.localdate()) if decides else {}
    context = {
        "action": row,
        "detail": detail,
        "story": told(changes, detail.story),
        "last_change": last_change(row, changes) if may.edit else None,
        "understood": understood(row),
        "indicators": row.indicator_links.standing().select_related("indicator"),
        "origins": provenance_of(user, [row.pk])[row.pk],
        "lineage": lineage_of(row),
        "carried": first_lines(row) if row.carried_from_id else [],
        "shared": Tie.objects.shared([row.pk], timezone.localdate()).get(row.pk),
        "fell": fell_due_of([row], timezone.localdate()).get(row.pk),
        "measures": measured(row.measures.all(), timezone.localdate(), exact=exact),
        "exact": exact and not row.withdrawn_on,
        "may": may,
        "own": own,
        "why_own": list(filter(None, dict.fromkeys(_told(own, detail, may)))),
        "why_closed": why_closed(detail),
        "evidence": evidence_by_update(row),
        "breadcrumbs": action_crumbs(row),
    }
    return render(request, "actions/action.html", context)


def _told(own: Mapping[str, str], detail: ActionDetail, may: Abilities) -> Iterator[str]:
    """Why a button is not there that would be, were it not this person's own."""
    standing = detail.standing
    if may.verify and standing.claimed:
        yield own.get(Matter.COMPLETION, "")
    if may.decide_date and standing.open_revision:
        yield own.get(Matter.DATE, "")
    if may.check and detail.to_check:
        yield own.get(Matter.CHECK, "")
    if may.edit and not detail.action.withdrawn_on:
        yield own.get(Matter.WITHDRAWAL, "")


@never_cache
@require_http_methods(["GET", "POST"])
def update(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how an action is going. What was typed outlives errors, conflicts and lost sessions."""
    row = action_in_scope(request, pk)
    if request.method == "POST":
        return _sent(request, row)
    if together := _together(request, row):
        return redirect("regional_update", together)
    now = opened_action(request.user, row, timezone.localdate())
    source = _allowed(updates_by(request.user, row, now.held))
    return _update_page(request, row, _opened_form(request, row, source, now), now)


def _together(request: HttpRequest, row: Action) -> int | None:
    """The regional action that is updated for all areas at once, where this person leads several
    of them and has not asked for this one alone. No query where the action is one area's alone."""
    if ALONE in request.GET or getattr(row, "tied_to", None) is None:
        return None
    return together_with(request.user, row, timezone.localdate())


def _allowed(source: Source | None) -> Source:
    if source is None:
        raise PermissionDenied(NOT_YOURS)
    return source


def _sent(request: HttpRequest, row: Action) -> HttpResponse:
    """What was sent is put aside, written, or shown again with what is wrong with it."""
    user, today = request.user, timezone.localdate()
    source = _allowed(updates_as(user, row, today))
    if press := next((name for name in PRESSES if name in request.POST), ""):
        if put_aside(request, row, press):
            return redirect(request.get_full_path())
        return _not_put_aside(request, row, source)
    brought = bool(request.FILES.getlist("papers") or request.POST.get("link", "").strip())
    refused = keep_evidence(request, row) if brought else []
    # what was said last is said again, and who goes on goes to the next: else neither is loaded
    wanted = not request.POST.keys().isdisjoint((NOTHING, NEXT)) or THROUGH in request.GET
    now = opened_action(user, row, today) if wanted else None
    form = _sent_form(request, row, source, now)
    if brought:
        show_refused(form, refused)
    if _recorded(request, row, form):
        return _onward(request, row, form, now)
    return _update_page(request, row, form, now or opened_action(user, row, today))


def _not_put_aside(request: HttpRequest, row: Action, source: Source) -> HttpResponse:
    """What was typed, in the form it was typed in, with what stands in its way."""
    now = opened_action(request.user, row, timezone.localdate())
    form = _sent_form(request, row, source, now)
    form.full_clean()
    return _update_page(request, row, form, now)


def _recorded(request: HttpRequest, row: Action, form: UpdateForm) -> bool:
    """Whether what the form says is in the record now, by this press or by the one before it."""
    if saved(request, form, partial(record_update, action=row)):
        return True
    latest = row.updates.last() if form.is_bound and form.conflict else None
    return latest is not None and latest.author_id == request.user.pk and form.is_said(latest)


def _onward(
    request: HttpRequest, row: Action, form: UpdateForm, now: OpenedAction | None
) -> HttpResponse:
    """To the next that waits, when that was pressed; else back to where the form was opened."""
    place = _place(request, row, form.source, now) if now else None
    if place is None or not _goes_on(request, form, place):
        messages.success(request, _said(row, form))
        lead = form.source == Source.LEAD
        return redirect("my_actions") if lead else redirect("action_detail", row.pk)
    claim = f" {_claims(form)}".rstrip()
    if place.next is None:
        messages.success(request, f"Saved {row.reference}.{claim} You have answered everything.")
        return redirect("my_actions")
    waits = "1 more waits" if place.left == 1 else f"{place.left} more wait"
    messages.success(request, f"Saved {row.reference}.{claim} {waits} for your answer.")
    return redirect(f"{reverse('action_update', args=[place.next])}?{THROUGH}={place.total}")


def _goes_on(request: HttpRequest, form: UpdateForm, place: Place) -> bool:
    """Whether the person is going through all that waits for them: they pressed "Save and next", or
    came from one and said that there is nothing to report, or answered the last."""
    if NEXT in form.data:
        return True
    through = THROUGH in request.GET and form.source == Source.LEAD
    return through and (form.pressed_nothing or place.next is None)


def _place(request: HttpRequest, row: Action, source: Source, now: OpenedAction) -> Place:
    """Where the action stands among those that wait for this lead; nowhere on their behalf."""
    if source != Source.LEAD:
        return Place(0, 0, None, 0)
    begun = request.GET.get(THROUGH, "")
    known = int(begun) if begun.isascii() and begun.isdigit() and len(begun) < 4 else 0
    return place_of(now.waiting, row.pk, known)


def why_closed(detail: ActionDetail) -> str:
    """Why nothing can be said about this action now; "" when it can."""
    completion = detail.standing.completion
    if detail.action.withdrawn_on:
        return WITHDRAWN
    if completion and completion.state == CompletionState.VERIFIED:
        return "This action is complete and verified."
    return "It was reported complete and is waiting to be verified." if completion else ""


def _opened_form(
    request: HttpRequest, row: Action, source: Source, now: OpenedAction
) -> UpdateForm:
    """The form as it is opened: empty, or with what was begun and not sent."""
    user, today, last = request.user, timezone.localdate(), now.detail.last
    drafts = UpdateDraft.objects.visible_to(user).filter(action=row)
    begun = None if kept(request) else drafts.first()
    first = {"expected": row.row_version, "seen": last.pk if last else "", "as_at": today}
    form = opened(
        UpdateForm,
        request,
        entries=now.detail.entries,
        last=last,
        last_entry=now.detail.entry,
        source=source,
        today=today,
        items=_items(user, row),
        initial=first
        | (begun.typed((*DRAFTED, "seen", *reading_names(begun.fields))) if begun else {}),
        measures=_counted(row),
    )
    if begun:
        form.draft = begun
        form.conflict = row if begun.base_version != row.row_version else None
    return form


def _sent_form(
    request: HttpRequest, row: Action, source: Source, now: OpenedAction | None
) -> UpdateForm:
    legend = LegendEntry.objects.filter(legend__plan=row.plan_id).select_related("legend")
    return opened(
        UpdateForm,
        request,
        entries=now.detail.entries if now else list(legend),
        last=now.detail.last if now else None,
        last_entry=now.detail.entry if now else None,
        source=source,
        today=timezone.localdate(),
        items=_items(request.user, row),
        # whoever was asked for none sent none
        measures=_counted(row) if any(map(NAME.fullmatch, request.POST)) else [],
    )


def _counted(row: Action) -> list[Measured]:
    return asked_measures([row], timezone.localdate()).get(row.pk, [])


def _items(user: Actor, row: Action) -> list[Evidence]:
    """Files and links that were kept for this update."""
    return list(Evidence.objects.kept_by(user).filter(action=row))


def _update_page(
    request: HttpRequest, row: Action, form: UpdateForm, now: OpenedAction
) -> HttpResponse:
    detail, place = now.detail, _place(request, row, form.source, now)
    form.last = row.updates.last() if form.conflict else detail.last
    form.more_wait = place.next is not None
    form.helper.attrs = {"data-draft": reverse("action_draft", args=[row.pk])}
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
