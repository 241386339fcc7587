"""Chief officers' directions and what the committee put to them, in a snapshot's plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils import timezone

from audit.enums import Kind
from audit.queries.versions import Day
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.schema.quarter import AnswerRecord, DirectionRecord, EscalationRecord
from meetings.enums import DecisionKind, DecisionState
from meetings.models import MeetingDecision
from plans.models import Plan
from reporting.enums import DirectionState
from reporting.models import Direction, DirectionAnswer

Actions = Mapping[int, ActionRecord]


@dataclass(frozen=True)
class Span:
    """What a report covers: from the `start` of its period, or since the report before it."""

    as_of: date
    start: date
    frozen_at: datetime
    previous: SnapshotContent | None


def direction_records(plan: Plan, span: Span, actions: Actions, day: Day) -> list[DirectionRecord]:
    """Every direction of the plan's area open on the day, and those closed since the report before.

    All of the area, not of the plan: a direction is carried until it is closed (rule 9), also when
    another plan has followed the one that it was about. Answers count up to the day of freezing,
    each with its own day: they are what is being answered in this report. A first report takes
    what was closed since the `start` of its period. Two queries.
    """
    answers = DirectionAnswer.objects.select_related("action", "answered_by")
    given = (
        Direction.objects.filter(area=plan.area_id, given_on__lte=span.as_of)
        .select_related("report", "plan", "closed_by")
        .prefetch_related(Prefetch("answers", queryset=answers))
        .order_by("number")
    )
    return [
        _direction(row, plan, span, actions, day)
        for row in given
        if _open_on(row, span.as_of) or _closed_since(row, span)
    ]


def _open_on(row: Direction, as_of: date) -> bool:
    return row.closed_on is None or row.closed_on > as_of


def _closed_since(row: Direction, span: Span) -> bool:
    """Whether no report has said yet that it was closed."""
    previous = span.previous
    if row.closed_on is None or previous is None:
        return row.closed_on is None or row.closed_on >= span.start
    told = {one["number"]: one["state"] for one in previous["directions"]}
    if row.number in told:
        return told[row.number] == DirectionState.OPEN
    if row.closed_on.isoformat() > previous["as_of"]:
        return True
    return row.recorded_at > datetime.fromisoformat(previous["frozen_at"])


def _direction(
    row: Direction, plan: Plan, span: Span, actions: Actions, day: Day
) -> DirectionRecord:
    as_of, until = span.as_of, timezone.localdate(span.frozen_at)
    is_open = _open_on(row, as_of)
    late = (as_of - row.due_on).days if row.due_on and is_open else 0
    closed = row.closed_on if not is_open else None
    return {
        "number": row.number,
        "text": row.text,
        "given_by": row.given_by,
        "given_on": row.given_on.isoformat(),
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "overdue": late > 0,
        "days_overdue": max(late, 0),
        "report": row.report.title,
        "report_version": row.report.version,
        "plan": day.row(Kind.PLAN, row.plan).title if row.plan_id != plan.pk else "",
        "state": DirectionState.OPEN.value if is_open else DirectionState.CLOSED.value,
        "closed_on": closed.isoformat() if closed else None,
        "closed_by": str(row.closed_by) if closed else "",
        "note": row.closing_note if closed else "",
        "answers": [
            _answer(answer, actions) for answer in row.answers.all() if answer.answered_on <= until
        ],
    }


def _answer(row: DirectionAnswer, actions: Actions) -> AnswerRecord:
    standing = actions.get(row.action_id) if row.action_id else None
    # an action of another plan has no standing here
    reference, words = (row.action.reference, row.action.text) if row.action else ("", "")
    return {
        "text": row.text,
        "action": standing["reference"] if standing else reference,
        "action_text": standing["text"] if standing else words,
        "status": standing["status"] if standing else "",
        "status_label": standing["status_label"] if standing else "",
        "by": str(row.answered_by),
        "on": row.answered_on.isoformat(),
    }


def escalations(plan: Plan, span: Span, actions: Actions, day: Day) -> list[EscalationRecord]:
    """What meetings put to chief officers and no report has asked yet. One query.

    A first report takes the meetings since the start of its period.
    """
    rows = MeetingDecision.objects.filter(
        plan=plan,
        state=DecisionState.APPLIED,
        kind=DecisionKind.ESCALATE,
        meeting__held_on__lte=span.as_of,
        applied_at__lte=span.frozen_at,
    )
    return [
        _escalation(row, actions, day)
        for row in rows.select_related("meeting__body").order_by("meeting__held_on", "pk")
        if row.action_id in actions and row.applied_at and _not_asked_yet(row, row.applied_at, span)
    ]


def _not_asked_yet(row: MeetingDecision, applied_at: datetime, span: Span) -> bool:
    """Whether the report before could not know it: its day came before the meeting, or it was
    frozen before the decision was applied."""
    previous = span.previous
    if previous is None:
        return row.meeting.held_on >= span.start
    after = row.meeting.held_on > date.fromisoformat(previous["as_of"])
    return after or applied_at > datetime.fromisoformat(previous["frozen_at"])


def _escalation(row: MeetingDecision, actions: Actions, day: Day) -> EscalationRecord:
    assert row.action_id is not None
    return {
        "action": row.action_id,
        "reference": actions[row.action_id]["reference"],
        "question": row.reason,
        "body": day.row(Kind.BODY, row.meeting.body).name,
        "on": row.meeting.held_on.isoformat(),
    }
