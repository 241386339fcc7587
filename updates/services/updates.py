"""What leads say about an action, and the chair's challenge beside it."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from accounts.models import User
from actions.enums import CompletionState, Source
from actions.models import (
    Action,
    Challenge,
    Completion,
    Evidence,
    ProgressUpdate,
    UpdateDraft,
)
from actions.models.action import WITHDRAWN
from actions.queries.interests import of_update
from actions.rules.overdue import days_late, needs_reason, needs_recovery
from actions.rules.record import EntryState
from audit.services import record
from audit.services.edits import locked, raise_version
from committees.models import PostHolding
from committees.rules.interests import Matter, why_own
from documents.enums import Canonical
from outcomes.queries import Given
from plans.enums import OVER
from plans.models import LegendEntry
from plans.services import refuse_over, why_over
from timescales.date_format import long_day
from updates.services.evidence import bind_evidence
from updates.services.readings import add_reading_with_update

REQUIRED = {
    "reason": "Say why it is not on track.",
    "recovery": "Say what will be done to bring it back.",
    "evidence": "Say what shows that it is complete, or add a file or a link.",
    "difference": "Say what difference it made.",
    "what_happened": "Say what happened, or choose “Nothing to report”.",
}


@transaction.atomic
def record_update(  # noqa: PLR0913 – an update is what the form asks
    *,
    by: User,
    action: Action,
    expected: int,
    entry: LegendEntry | EntryState,
    as_at: date,
    what_happened: str = "",
    evidence: str = "",
    difference: str = "",
    reason: str = "",
    recovery: str = "",
    nothing_to_report: bool = False,
    blocked: bool = False,
    source: Source = Source.LEAD,
    evidence_items: Sequence[Evidence] = (),
    readings: Sequence[Given] = (),
) -> ProgressUpdate:
    """Append what `by` says about `action` as at a day; "complete" becomes a claim to be verified.

    `evidence_items` are the files and links that `by` kept for this update: they become part of it,
    and where no words say what shows it, their names do. `readings` are the newest of the action's
    measures, recorded with it. `by`'s draft is thrown away with the same write: what it held is
    sent. Raises ValidationError naming each field that is missing for this
    rating (rules 4 and 6), EditConflict when somebody else updated the action since version
    `expected`, and ValueError when `entry` is another plan's.
    """
    if _plan_of(entry) != action.plan_id:
        raise ValueError("A rating comes from the plan's own legend")
    rating = Canonical(entry.canonical)
    words = {
        "what_happened": what_happened.strip(),
        "evidence": evidence.strip() or _named(evidence_items),
        "difference": difference.strip(),
        "reason": reason.strip(),
        "recovery": recovery.strip(),
    }
    _check_words(rating, words, nothing_to_report)
    raise_version(action, expected=expected)
    _check_open(action, as_at)
    update = ProgressUpdate.objects.create(
        action=action,
        as_at=as_at,
        made_at=timezone.now(),
        author=by,
        author_label=str(by),
        source=source,
        entry_id=entry.pk,
        entry_code=entry.code,
        entry_label=entry.label,
        canonical=rating,
        nothing_to_report=nothing_to_report,
        blocked=blocked,
        **words,
    )
    _bring(by, update, evidence_items, readings)
    UpdateDraft.objects.filter(user=by, action=action).delete()
    _record_said(by, update)
    return update


def _bring(
    by: User, update: ProgressUpdate, items: Sequence[Evidence], readings: Sequence[Given]
) -> None:
    """What comes with an update: a claim of completion, evidence, readings of measures."""
    if update.canonical == Canonical.COMPLETE:
        _claim(by=by, update=update)
    if items:
        bind_evidence(update, items)
    for given in readings:
        add_reading_with_update(by=by, given=given)


def _plan_of(entry: LegendEntry | EntryState) -> int:
    return entry.plan_id if isinstance(entry, EntryState) else entry.legend.plan_id


@transaction.atomic
def challenge_rating(
    *, by: User, action: Action, update: ProgressUpdate, entry: LegendEntry, reason: str, on: date
) -> Challenge:
    """Put the chair's rating beside the lead's, with its reason; neither replaces the other (7).

    Raises ValidationError when no reason is given, when the rating is the same, when the update is
    `by`'s own, by account or by a post that leads the action, or they have said this already (a
    button pressed twice); ValueError when the rows do not belong together.
    """
    if update.action_id != action.pk or entry.legend.plan_id != action.plan_id:
        raise ValueError("A challenge is to this action's update, in its plan's legend")
    if not reason.strip():
        raise ValidationError({"reason": "Say why you rate it differently."})
    if entry.canonical == update.canonical:
        raise ValidationError({"entry": "That is the lead's own rating. Choose the one you give."})
    refuse_over(action.plan)
    if why := why_own(Matter.CHALLENGE, PostHolding.objects.party(by), of_update(update, on)):
        raise ValidationError(why)
    locked(action)
    if update.challenges.filter(made_by=by, entry=entry, reason=reason.strip()).exists():
        raise ValidationError("You have recorded this challenge already.")
    challenge = Challenge.objects.create(
        action=action,
        update_challenged=update,
        entry=entry,
        entry_label=entry.label,
        canonical=entry.canonical,
        reason=reason.strip(),
        made_on=on,
        made_by=by,
    )
    changes = {"rating": [update.entry_label, entry.label]}
    area_id = action.plan.area_id
    record(by=by, verb="challenged rating", target=action, area_id=area_id, changes=changes)
    return challenge


def _named(items: Sequence[Evidence]) -> str:
    """Files and links by name: what shows it, for every page and report that prints the words."""
    return "; ".join(item.title for item in items)


def _record_said(by: User, update: ProgressUpdate) -> None:
    action = update.action
    changes = {"rating": update.entry_label, "as_at": update.as_at, "source": update.source}
    area_id = action.plan.area_id
    record(by=by, verb="updated action", target=action, area_id=area_id, changes=changes)


def _check_words(rating: Canonical, words: dict[str, str], nothing_to_report: bool) -> None:
    wanted = []
    if needs_reason(rating):
        wanted.append("reason")
    if needs_recovery(rating):
        wanted.append("recovery")
    if rating == Canonical.COMPLETE:
        wanted += ["evidence", "difference"]
    if not nothing_to_report and rating != Canonical.COMPLETE:
        wanted.append("what_happened")
    missing = {name: REQUIRED[name] for name in wanted if not words[name]}
    if missing:
        raise ValidationError(missing)


def _check_open(action: Action, as_at: date) -> None:
    """One query, asked of the database: the row in memory may be older than its lock."""
    gone = (CompletionState.RETURNED, CompletionState.REOPENED)
    claims = Completion.objects.filter(action=OuterRef("pk")).exclude(state__in=gone)
    said = ProgressUpdate.objects.filter(action=OuterRef("pk")).order_by("-as_at")
    rows = Action.objects.filter(pk=action.pk).annotate(
        claim=Subquery(claims.values("state")[:1]), last=Subquery(said.values("as_at")[:1])
    )
    columns = ("plan__state", "withdrawn_on", "claim", "last")
    state, withdrawn, claim, last = rows.values_list(*columns).get()
    if state in OVER:
        raise ValidationError(f"Nothing is reported on it any more. {why_over(action.plan)}")
    if withdrawn:
        raise ValidationError(WITHDRAWN)
    if claim:
        raise ValidationError(
            "This action was reported complete and is waiting to be verified."
            if claim == CompletionState.CLAIMED
            else "This action is complete and verified. It has to be reopened first."
        )
    if last and last > as_at:
        raise ValidationError(
            {"as_at": f"There is a later update already, as at {long_day(last)}."}
        )


def _claim(*, by: User, update: ProgressUpdate) -> Completion:
    due = update.action.due
    return Completion.objects.create(
        action=update.action,
        update_claiming=update,
        completed_on=update.as_at,
        days_late=days_late(due, update.as_at),
        claimed_by=by,
    )
