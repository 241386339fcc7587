"""A meeting's decisions applied to the plan: together, once, by somebody who may."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission, roles_with
from actions.enums import CompletionState, Origin, RevisionState, Source
from actions.models import Action, DeadlineRevision
from actions.queries.numbers import number_for
from actions.services.completion import decide_completion
from actions.services.new_dates import decide_new_date, request_new_date
from actions.services.text import add_action, withdraw_action
from actions.services.updates import record_update
from audit.services import record
from committees.models import Meeting, RoleGrant
from committees.permissions import may
from documents.enums import Canonical
from meetings.enums import DecisionKind, DecisionState
from meetings.models import MeetingDecision
from meetings.queries.decisions import ONE_OF, decided, subject
from plans.models import LegendEntry, Plan
from timescales.date_format import long_day

NOTHING_APPLIED = "Nothing is applied yet."
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
    """Apply every decision that `meeting` recorded about `plan`: all of them, or none.

    What they do is dated the day of the meeting, which decided it; the audit record says when it
    was applied. `seen` are the decisions that `by` read, by key with their row_version. Raises
    ValidationError when they are not those any more, when there is nothing to apply or somebody
    else has applied it, and NotApplied with a reason for each row that can no longer be applied or
    is not for `by` to apply (rules 5 and 6).
    """
    if on < meeting.held_on:
        raise ValidationError("This meeting has not been held yet. Nothing can be applied.")
    # the plan's row is the lock that keeps two meetings from giving out the same number
    Plan.objects.select_for_update().get(pk=plan.pk)
    rows = _taken(by, meeting, plan)
    if seen is not None and dict(seen) != {row.pk: row.row_version - 1 for row in rows}:
        raise ValidationError(READ_AGAIN)
    refusals = []
    for row in rows:
        try:
            with transaction.atomic():
                _apply(row, by, on)
        except ValidationError as refusal:
            refusals.append((row, " ".join(refusal.messages)))
    if refusals:
        raise NotApplied(refusals)
    for row in rows:
        changes = {"meeting": str(meeting), "decided": decided(row)}
        record(by=by, verb="applied decision", target=row, area_id=plan.area_id, changes=changes)
    return rows


def _taken(by: User, meeting: Meeting, plan: Plan) -> list[MeetingDecision]:
    """Mark all that waits as applied in one UPDATE, so that a second press finds nothing."""
    all_rows = MeetingDecision.objects.filter(meeting=meeting, plan=plan)
    keys = list(all_rows.filter(state=DecisionState.RECORDED).values_list("pk", flat=True))
    changed = all_rows.filter(pk__in=keys, state=DecisionState.RECORDED).update(
        state=DecisionState.APPLIED,
        applied_by=by,
        applied_at=timezone.now(),
        row_version=F("row_version") + 1,
    )
    if not changed or changed != len(keys):
        raise ValidationError(_who_was_first(all_rows))
    found = all_rows.filter(pk__in=keys).select_related(
        "action__plan__area", "plan__area", "meeting__body", "heading", "lead", "recorded_by"
    )
    return list(found.order_by("pk"))


def _who_was_first(rows: QuerySet[MeetingDecision]) -> str:
    applied = rows.filter(state=DecisionState.APPLIED).select_related("applied_by")
    last = applied.order_by("-applied_at").first()
    if last is None:
        return "There is nothing to apply: no decision of this meeting is recorded."
    return f"The decisions of this meeting were applied already by {last.applied_by}."


def _apply(row: MeetingDecision, by: User, on: date) -> None:
    if row.action and row.action.withdrawn_on and row.kind in ONE_OF:
        raise ValidationError("This action was withdrawn from the plan meanwhile.")
    if row.kind == DecisionKind.ADD:
        _add(row, by, on)
    elif row.action and row.kind == DecisionKind.COMPLETE:
        _complete(row, row.action, by)
    elif row.action and row.kind == DecisionKind.EXTEND:
        _extend(row, row.action, by)
    elif row.action and row.kind == DecisionKind.WITHDRAW:
        withdraw_action(by=by, action=row.action, reason=row.reason, on=row.meeting.held_on)


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


def _complete(row: MeetingDecision, action: Action, by: User) -> None:
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
            what_happened=f"Reported complete at the meeting of {long_day(held_on)}.",
            evidence=row.evidence,
            difference=row.difference,
            source=Source.ON_BEHALF,
        )
    elif claim.state == CompletionState.VERIFIED:
        raise ValidationError("This action is complete and verified already.")
    else:
        on = max(held_on, claim.completed_on)
        decide_completion(by=by, completion=claim, verified=True, on=on, note=_at(row))


def _complete_entry(plan: Plan) -> LegendEntry:
    entry = LegendEntry.objects.filter(legend__plan=plan, canonical=Canonical.COMPLETE).first()
    if entry is None:
        raise ValidationError("The plan’s legend has no entry for “complete”. Add one first.")
    return entry


def _extend(row: MeetingDecision, action: Action, by: User) -> None:
    """Approve the date that was asked for, or ask for the meeting's own and approve that.

    One that is for the chief officers group to decide is asked for and waits for them (rule 5).
    """
    if row.proposed_due is None:
        raise ValueError("A new date is given for an action")
    asked = action.revisions.filter(state=RevisionState.REQUESTED).first()
    if asked and asked.proposed_due != row.proposed_due:
        instead = f"{_at(row)} The meeting decided on {long_day(row.proposed_due)} instead."
        _decide_date(row, asked, by, approved=False, note=instead)
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
        _decide_date(row, asked, by, approved=True, note=_at(row))


def _decide_date(
    row: MeetingDecision, asked: DeadlineRevision, by: User, *, approved: bool, note: str
) -> None:
    if not may(by, Permission.DATE_DECIDE, row.plan.area_id):
        raise ValidationError(
            f"A new date is the chair’s to decide. {who_decides_dates(row.plan)} can apply these "
            "decisions."
        )
    if asked.requested_by_id == by.pk == row.recorded_by_id:
        raise ValidationError(
            "You recorded this new date, so somebody else has to decide. Ask the coordinator to "
            "open it, look it over and save it, then apply again."
        )
    on = max(row.meeting.held_on, asked.requested_on)
    decide_new_date(
        by=by, revision=asked, approved=approved, on=on, note=note, decided_at=row.meeting
    )


def who_decides_dates(plan: Plan) -> str:
    """The names of those who decide on new dates in a plan's area today."""
    roles = roles_with(Permission.DATE_DECIDE)
    grants = RoleGrant.objects.filter(area=plan.area_id, role__in=roles, user__is_active=True)
    people = dict.fromkeys(str(grant.user) for grant in grants.current().select_related("user"))
    return " or ".join(people) or "The independent chair"


def _at(row: MeetingDecision) -> str:
    return f"Agreed at the meeting of {long_day(row.meeting.held_on)}."
