"""The lines of a meeting's minutes: what was decided, who leads, by when, and what is to come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from actions.models import Action
from actions.queries.record import records_of
from actions.rules.standing import Standing
from committees.models import Meeting
from meetings.enums import DecisionKind
from meetings.models import MeetingDecision
from meetings.queries.agenda import Decided, decisions_of
from plans.models import Plan
from timescales.date_format import long_day

NO_LEAD = "No lead named"


@dataclass(frozen=True)
class MinutesLine:
    """One line of the minutes' action list; `note` says what is still to come, `late` that it was
    written down after the day of the meeting."""

    decided: Decided
    lead: str
    by: str
    note: str = ""
    late: str = ""


def minutes_of(plan: Plan, meeting: Meeting, today: date) -> list[MinutesLine]:
    """Every decision of a meeting that stands, as the minutes print it. Seven queries: the
    decisions, and one record of the actions that they are about."""
    rows = [item for item in decisions_of(plan, meeting) if item.open or item.applied]
    keys = [_about(item.row) for item in rows]
    records = records_of(Action.objects.filter(pk__in=keys), holders_on=today)
    standings = {
        item.action.pk: record.standing_of(item, today)
        for record in records.values()
        for item in record.actions
    }
    return [_line(item, standings) for item in rows]


def _about(row: MeetingDecision) -> int:
    return row.action_id or row.added_id or 0


def _line(item: Decided, standings: Mapping[int, Standing]) -> MinutesLine:
    row = item.row
    now = standings.get(_about(row))
    lead = now.accountable if now else None
    return MinutesLine(
        decided=item,
        lead=str((row.lead if row.kind == DecisionKind.LEAD else lead or row.lead) or NO_LEAD),
        by=_by(row, now),
        note=_note(item, now),
        late=_late(row),
    )


def _late(row: MeetingDecision) -> str:
    day = localdate(row.recorded_at)
    late = day > row.meeting.held_on
    return f"Recorded on {long_day(day)}, after the {row.meeting.what}" if late else ""


def _for_officers(now: Standing | None) -> bool:
    """Whether a new date waits for the chief officers group."""
    return bool(now and now.open_revision and now.open_revision.to_chief_officers)


def _by(row: MeetingDecision, now: Standing | None) -> str:
    if row.kind == DecisionKind.ADD:
        return row.timescale_words or "No timescale given"
    asked = None if _for_officers(now) else row.proposed_due
    due: date | None = asked or (row.action.due if row.action else None)
    if row.kind in (DecisionKind.COMPLETE, DecisionKind.WITHDRAW):
        return "–"
    words = row.action.timescale_words if row.action else ""
    return long_day(due) if due else words or "No date"


def _note(item: Decided, now: Standing | None) -> str:
    row = item.row
    if item.open:
        return "Recorded, not applied yet"
    if row.kind == DecisionKind.EXTEND and _for_officers(now):
        return "For the chief officers group to decide: the present date stands until then"
    if row.kind == DecisionKind.COMPLETE and now and now.claimed:
        return "Waiting to be verified by somebody else"
    return ""
