"""What the chief officers group decides about new dates: one by one, or a whole list at once."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actions.enums import DecidedAs, OfficersHow, RevisionState
from actions.models import Action, DeadlineRevision, OfficersDecision
from actions.queries.interests import of_dates
from audit.services import record
from audit.services.edits import locked_rows
from committees.models import Area, Meeting, PostHolding
from committees.queries.groups import chief_officers_group
from committees.rules.interests import Matter, why_own
from committees.services import correspondence_of
from decisions.queries.officers import officer_post
from decisions.services.new_dates import Decider, settle
from timescales.date_format import long_day

NO_GROUP = (
    "The area’s chief officers group is not recorded. Add it under “People and groups”, so that "
    "its meetings and correspondence have a place."
)
WHICH = "Say at which meeting they decided it, or that it was by correspondence and when."


@transaction.atomic
def decide_as_officer(
    *,
    by: User,
    area: Area,
    answers: Mapping[int, bool],
    note: str,
    on: date,
    meeting: Meeting | None = None,
) -> OfficersDecision:
    """A chief officer's own decision on dates that wait for the group: approved or not, by key.

    It counts from the day of `meeting`, where they decided at one. Raises ValidationError without a
    note or an answer, for a date that does not wait for them any more (then nothing is written), or
    that `by` asked for, or of an action that `by` leads.
    """
    rows = _waiting(area, answers)
    _refuse_own(Matter.OFFICERS_DATE, by, rows, on)
    decision = OfficersDecision(
        area=area,
        how=OfficersHow.OWN,
        meeting=meeting,
        decided_on=meeting.held_on if meeting else on,
        decider=officer_post(by, area, on),
    )
    return _write(by, decision, rows, answers, note)


@transaction.atomic
def record_officers_decision(
    *,
    by: User,
    area: Area,
    answers: Mapping[int, bool],
    note: str,
    on: date,
    decider: str,
    meeting: Meeting | None = None,
    correspondence_on: date | None = None,
) -> OfficersDecision:
    """Write down what the chief officers group decided: at which meeting, and which post decided.

    Without `meeting` they decided by correspondence on a day, which becomes a row of their
    calendar. Raises ValidationError as `decide_as_officer`, and without a decider, a meeting or a
    day; whoever asked for a date does not record what became of it.
    """
    rows = _waiting(area, answers)
    _refuse_own(Matter.OFFICERS_RECORD, by, rows, on)
    if not decider.strip():
        raise ValidationError({"decider": "Say which post decided, for example Chief Executive."})
    met = meeting or correspondence_of_officers(by=by, area=area, on=correspondence_on, today=on)
    decision = OfficersDecision(
        area=area,
        how=OfficersHow.MEETING,
        meeting=met,
        decided_on=met.held_on,
        decider=decider.strip(),
    )
    return _write(by, decision, rows, answers, note)


def _waiting(area: Area, answers: Mapping[int, bool]) -> list[DeadlineRevision]:
    """The dates that are answered, locked with their actions; all of them wait for the group."""
    if not answers:
        raise ValidationError("Decide on one of the dates at least.")
    asked = DeadlineRevision.objects.filter(pk__in=answers).values("action")
    locked_rows(Action.objects.filter(pk__in=asked))
    rows = DeadlineRevision.objects.filter(
        pk__in=answers, action__plan__area=area, to_chief_officers=True
    ).select_related("action__plan__area")
    waiting = list(rows.filter(state=RevisionState.REQUESTED).order_by("pk"))
    if len(waiting) != len(answers):
        raise ValidationError(
            "Somebody else has decided on one of these already. Nothing of yours is written. "
            "Open the list again to see what still waits."
        )
    return waiting


def _refuse_own(matter: Matter, by: User, rows: list[DeadlineRevision], on: date) -> None:
    party, interests = PostHolding.objects.party(by), of_dates(rows, on)
    for row in rows:
        if why := why_own(matter, party, interests[row.pk]):
            raise ValidationError(f"Action {row.action.reference}: {why}")


@transaction.atomic
def correspondence_of_officers(*, by: User, area: Area, on: date | None, today: date) -> Meeting:
    """The day on which an area's chief officers group decided by correspondence.

    Raises ValidationError without a day, for one to come, and where the group is not recorded.
    """
    if on is None:
        raise ValidationError({"decided_at": WHICH})
    if on > today:
        raise ValidationError({"correspondence_on": "This day has not come yet."})
    group = chief_officers_group(area)
    if group is None:
        raise ValidationError(NO_GROUP)
    return correspondence_of(by=by, body=group, on=on)


def _write(
    by: User,
    decision: OfficersDecision,
    rows: list[DeadlineRevision],
    answers: Mapping[int, bool],
    note: str,
) -> OfficersDecision:
    """One decision, and every date that it decides: all, or none."""
    if not note.strip():
        raise ValidationError({"note": "Say why it is decided so. It is printed in the report."})
    late = next((row for row in rows if row.requested_on > decision.decided_on), None)
    if late:
        raise ValidationError(
            {
                "decided_at": f"The new date of action {late.action.reference} was asked for on "
                f"{long_day(late.requested_on)}, after that day."
            }
        )
    decision.note, decision.recorded_by, decision.recorded_at = note.strip(), by, timezone.now()
    decision.save()
    decider = Decider(
        DecidedAs.CHIEF_OFFICERS, _label(decision), decision.meeting, officers=decision
    )
    for row in rows:
        settle(
            by=by,
            revision=row,
            approved=answers[row.pk],
            on=decision.decided_on,
            note=decision.note,
            decider=decider,
        )
    area_id = decision.area_id
    changes = {"decided": _label(decision), "dates": len(rows), "note": decision.note}
    verb = "recorded chief officers' decision"
    record(by=by, verb=verb, target=decision, area_id=area_id, changes=changes)
    return decision


def _label(decision: OfficersDecision) -> str:
    """Who decided, as reports print it."""
    met = decision.meeting
    if met is None:
        return f"{decision.decider} for the chief officers group"
    return f"{met.body}, {met.what} of {long_day(met.held_on)} ({decision.decider})"
