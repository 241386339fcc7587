"""A meeting's decisions applied to the plan: together, once, by somebody who may."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.models import User
from actions.enums import CompletionState, DecidedAs, Origin, RevisionState, Source
from actions.models import Action, DeadlineRevision
from actions.queries.numbers import number_for
from actions.services.text import add_action, set_leads, withdraw_action
from audit.services import record
from audit.services.edits import locked
from committees.enums import MeetingKind
from committees.models import Meeting
from decisions.services.completion import decide_completion
from decisions.services.new_dates import decide_new_date, request_new_date
from decisions.services.proposals import agree_rating
from documents.enums import Canonical
from meetings.enums import DecisionKind, DecisionState
from meetings.models import MeetingDecision
from meetings.queries.appliers import Appliers, appliers_of
from meetings.queries.decisions import BESIDE, ONE_OF, decided, subject
from plans.models import LegendEntry, Plan
from plans.services import by_decision
from timescales.date_format import long_day
from updates.services.updates import record_update

WORDS = {DecisionKind.ADD, DecisionKind.WITHDRAW}  # what the plan says is other after them
CHANGES = ONE_OF | BESIDE.keys()
NOTHING_APPLIED = "Nothing is applied yet."
NOT_YOURS = "None of these is yours to apply."
READ_AGAIN = (
    "Decisions were recorded, changed or struck out since you opened this page. Nothing is applied "
    "yet. Read the list as it is now, then apply it."
)


class NotApplied(ValidationError):
    """Some decisions cannot be applied, so none is. `refusals` holds each with its reason."""

    def __init__(self, refusals: list[tuple[MeetingDecision, str]]) -> None:
        self.refusals = refusals
        told = [f"{subject(row)}, {row.get_kind_display().lower()}: {why}" for row, why in refusals]
        super().__init__([NOTHING_APPLIED, *told])


@transaction.atomic
def apply_decisions(
    *, by: User, meeting: Meeting, plan: Plan, on: date, seen: Mapping[int, int] | None = None
) -> list[MeetingDecision]:
    """Apply every decision that `meeting` recorded about `plan` and that is `by`'s to apply: all of
    those, or none. What is somebody else's stays recorded and waits for them (rules 5 and 6).

    What they do is dated the day of the meeting, which decided it; the audit record says when it
    was applied. `seen` are the decisions that `by` read, by key with their row_version. Raises
    ValidationError when they are not those any more, when there is nothing to apply or somebody
    else has applied it, and NotApplied with a reason for each row that can no longer be applied.
    """
    if on < meeting.held_on:
        raise ValidationError("This meeting has not been held yet. Nothing can be applied.")
    # the plan's row is the lock that keeps two meetings from giving out the same number
    locked(plan)
    open_ = _recorded(meeting, plan)
    appliers = appliers_of(plan, open_, on)
    own = [row for row in open_ if appliers[row.pk].may(by)]
    if not own:
        waits = [f"{subject(row)}: {appliers[row.pk].told}" for row in open_]
        raise ValidationError([NOT_YOURS, *waits])
    rows = _taken(by, meeting, plan, own)
    if seen is not None and dict(seen) != {row.pk: row.row_version - 1 for row in rows}:
        raise ValidationError(READ_AGAIN)
    with _version(by, meeting, plan, rows):
        refusals = []
        for row in rows:
            try:
                with transaction.atomic():
                    _apply(row, by, on, appliers[row.pk])
            except ValidationError as refusal:
                refusals.append((row, " ".join(refusal.messages)))
        if refusals:
            raise NotApplied(refusals)
    for row in rows:
        changes = {"meeting": str(meeting), "decided": decided(row)}
        record(by=by, verb="applied decision", target=row, area_id=plan.area_id, changes=changes)
    return rows


def _version(
    by: User, meeting: Meeting, plan: Plan, rows: Sequence[MeetingDecision]
) -> AbstractContextManager[None]:
    """The plan's next version, where the meeting changed what it says: it agreed that."""
    if not any(row.kind in WORDS for row in rows):
        return nullcontext()
    return by_decision(
        by=by,
        plan=plan,
        label=meeting.name,
        on=meeting.held_on,
        decided_by=str(meeting.body)[:200],
        decided_at=meeting,
    )


def _recorded(meeting: Meeting, plan: Plan) -> list[MeetingDecision]:
    """What waits to be applied. Raises ValidationError where nothing does."""
    all_rows = MeetingDecision.objects.filter(meeting=meeting, plan=plan)
    waiting = all_rows.filter(state=DecisionState.RECORDED).select_related("action")
    rows = list(waiting.order_by("pk"))
    if not rows:
        raise ValidationError(_who_was_first(all_rows))
    return rows


def _taken(
    by: User, meeting: Meeting, plan: Plan, own: Sequence[MeetingDecision]
) -> list[MeetingDecision]:
    """Mark all that is theirs as applied in one UPDATE, so that a second press finds nothing."""
    all_rows = MeetingDecision.objects.filter(meeting=meeting, plan=plan)
    keys = [row.pk for row in own]
    changed = all_rows.filter(pk__in=keys, state=DecisionState.RECORDED).update(
        state=DecisionState.APPLIED,
        applied_by=by,
        applied_at=timezone.now(),
        row_version=F("row_version") + 1,
    )
    if changed != len(keys):
        raise ValidationError(_who_was_first(all_rows))
    taken = all_rows.filter(pk__in=keys).select_related(
        *("action__plan__area", "plan__area", "meeting__body", "heading", "lead", "entry"),
        "recorded_by",
    )
    return list(taken.order_by("pk"))


def _who_was_first(rows: QuerySet[MeetingDecision]) -> str:
    applied = rows.filter(state=DecisionState.APPLIED).select_related("applied_by")
    last = applied.order_by("-applied_at").first()
    if last is None:
        return "There is nothing to apply: no decision of this meeting is recorded."
    return f"The decisions of this meeting were applied already by {last.applied_by}."


def _apply(row: MeetingDecision, by: User, on: date, appliers: Appliers) -> None:
    if row.action and row.action.withdrawn_on and row.kind in CHANGES:
        raise ValidationError("This action was withdrawn from the plan meanwhile.")
    if row.kind == DecisionKind.ADD:
        _add(row, by, on)
    elif row.action and row.kind == DecisionKind.COMPLETE:
        _complete(row, row.action, by, committee=appliers.committee)
    elif row.action and row.kind == DecisionKind.EXTEND:
        _extend(row, row.action, by, committee=appliers.decided_as == DecidedAs.COMMITTEE)
    elif row.action and row.kind == DecisionKind.WITHDRAW:
        withdraw_action(
            by=by,
            action=row.action,
            reason=row.reason,
            on=row.meeting.held_on,
            own_too=appliers.committee,
        )
    elif row.action and row.kind == DecisionKind.LEAD:
        _lead(row, row.action, by, committee=appliers.committee)
    elif row.action and row.entry and row.kind == DecisionKind.RATING:
        agree_rating(
            by=by,
            action=row.action,
            entry=row.entry,
            reason=row.reason,
            meeting=row.meeting,
            key=f"meeting:{row.pk}",
            committee=appliers.committee,
        )


def _lead(row: MeetingDecision, action: Action, by: User, *, committee: bool) -> None:
    """The new accountable lead; those who contribute go on, and the former lead does not."""
    leads = action.leads.select_related("post").exclude(post=row.lead)
    set_leads(
        by=by,
        action=action,
        accountable=row.lead,
        contributing=[lead.post for lead in leads if not lead.accountable],
        decided_at=row.meeting,
        reason=row.reason,
        own_too=committee,
    )


def _add(row: MeetingDecision, by: User, on: date) -> None:
    row.added = add_action(
        by=by,
        plan=row.plan,
        text=row.text,
        heading=row.heading,
        number=number_for(row.plan, row.heading),
        timescale_words=row.timescale_words,
        accountable=row.lead,
        added_on=row.meeting.held_on,
        entered_on=on,
        added_at=row.meeting,
        origin=Origin.MEETING,
        origin_note=str(row.meeting)[:300],
    )
    row.save(update_fields=["added"])


def _complete(row: MeetingDecision, action: Action, by: User, *, committee: bool) -> None:
    """Verify the lead's claim; where nobody claimed, claim for the lead, for others to verify."""
    standing = (CompletionState.CLAIMED, CompletionState.VERIFIED)
    claim = action.completions.filter(state__in=standing).first()
    held_on = row.meeting.held_on
    if claim is None:
        record_update(
            by=row.recorded_by,
            action=action,
            expected=action.row_version,
            entry=_complete_entry(row.plan),
            as_at=held_on,
            what_happened=f"Reported complete at the {row.meeting.what} of {long_day(held_on)}.",
            evidence=row.evidence,
            difference=row.difference,
            source=Source.ON_BEHALF,
        )
    elif claim.state == CompletionState.VERIFIED:
        raise ValidationError("This action is complete and verified already.")
    else:
        on = max(held_on, claim.completed_on)
        decide_completion(
            by=by, completion=claim, verified=True, on=on, note=_at(row), committee=committee
        )


def _complete_entry(plan: Plan) -> LegendEntry:
    entry = LegendEntry.objects.filter(legend__plan=plan, canonical=Canonical.COMPLETE).first()
    if entry is None:
        raise ValidationError("The plan’s legend has no entry for “complete”. Add one first.")
    return entry


def _extend(row: MeetingDecision, action: Action, by: User, *, committee: bool) -> None:
    """Approve the date that was asked for, or ask for the meeting's own and approve that.

    One that is for the chief officers group to decide is asked for and waits for them (rule 5);
    `committee` says that the committee itself decided, for chair and vice-chair are concerned.
    """
    if row.proposed_due is None:
        raise ValueError("A new date is given for an action")
    decide = partial(_decide_date, row, by=by)
    asked = action.revisions.filter(state=RevisionState.REQUESTED).first()
    if asked and asked.proposed_due != row.proposed_due:
        instead = f"{_at(row)} The committee decided on {long_day(row.proposed_due)} instead."
        decide(asked, approved=False, note=instead, committee=True)
        asked = None
    if asked is None:
        asked = request_new_date(
            by=row.recorded_by,
            action=action,
            proposed=row.proposed_due,
            reason=row.reason,
            impact=row.impact,
            on=row.meeting.held_on,
        )
    if not asked.to_chief_officers:
        decide(asked, approved=True, note=_at(row), committee=committee)


def _decide_date(
    row: MeetingDecision,
    asked: DeadlineRevision,
    *,
    by: User,
    approved: bool,
    note: str,
    committee: bool,
) -> None:
    decide_new_date(
        by=by,
        revision=asked,
        approved=approved,
        on=max(row.meeting.held_on, asked.requested_on),
        note=note,
        decided_at=row.meeting,
        committee=committee,
    )


def _at(row: MeetingDecision) -> str:
    if row.meeting.kind == MeetingKind.CORRESPONDENCE:
        return f"Agreed by correspondence on {long_day(row.meeting.held_on)}."
    return f"Agreed at the {row.meeting.what} of {long_day(row.meeting.held_on)}."
