"""Chief officers' directions and what the committee put to them, in a snapshot's plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from audit.enums import Kind
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.schema.quarter import AnswerRecord, DirectionRecord, EscalationRecord
from reporting.enums import DirectionState
from reporting.rules.snapshots.loaded import Answer, Bodies, Directed, PlanOnDay, Question

Actions = Mapping[int, ActionRecord]


@dataclass(frozen=True)
class Span:
    """What a report covers: from the `start` of its period, or since the report before it.

    `until` is the day of freezing, where the report is prepared.
    """

    as_of: date
    start: date
    frozen_at: datetime
    until: date
    previous: SnapshotContent | None


def direction_records(
    given: Iterable[Directed], span: Span, actions: Actions, stood: PlanOnDay
) -> list[DirectionRecord]:
    """Every direction of the plan's area open on the day, and those closed since the report before.

    All of the area, not of the plan: a direction is carried until it is closed (rule 9), also when
    another plan has followed the one that it was about. Answers count up to the day of freezing,
    each with its own day: they are what is being answered in this report. A first report takes
    what was closed since the `start` of its period.
    """
    return [
        _direction(row, span, actions, stood)
        for row in given
        if _open_on(row, span.as_of) or _closed_since(row, span)
    ]


def _open_on(row: Directed, as_of: date) -> bool:
    return row.closed_on is None or row.closed_on > as_of


def _closed_since(row: Directed, span: Span) -> bool:
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


def _direction(row: Directed, span: Span, actions: Actions, stood: PlanOnDay) -> DirectionRecord:
    is_open = _open_on(row, span.as_of)
    late = (span.as_of - row.due_on).days if row.due_on and is_open else 0
    closed = row.closed_on if not is_open else None
    return {
        "number": row.number,
        "text": row.text,
        "given_by": row.given_by,
        "given_on": row.given_on.isoformat(),
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "overdue": late > 0,
        "days_overdue": max(late, 0),
        "report": row.report,
        "report_version": row.report_version,
        "plan": _other_plan(row, stood),
        "state": DirectionState.OPEN.value if is_open else DirectionState.CLOSED.value,
        "closed_on": closed.isoformat() if closed else None,
        "closed_by": str(row.closed_by) if closed else "",
        "note": row.note if closed else "",
        "answers": [_answer(answer, actions) for answer in row.answers if answer.on <= span.until],
    }


def _other_plan(row: Directed, stood: PlanOnDay) -> str:
    """The title of the plan that a direction was about, where it is another one."""
    if row.plan == stood.pk:
        return ""
    then = stood.day.of(Kind.PLAN).get(row.plan)
    return then["title"] if then else row.plan_title


def _answer(row: Answer, actions: Actions) -> AnswerRecord:
    # an action of another plan has no standing here
    standing = actions.get(row.action) if row.action else None
    return {
        "text": row.text,
        "action": standing["reference"] if standing else row.reference,
        "action_text": standing["text"] if standing else row.words,
        "status": standing["status"] if standing else "",
        "status_label": standing["status_label"] if standing else "",
        "by": str(row.by),
        "on": row.on.isoformat(),
    }


def escalations(
    put: Iterable[Question], span: Span, actions: Actions, bodies: Bodies
) -> list[EscalationRecord]:
    """What meetings put to chief officers and no report has asked yet.

    A first report takes the meetings since the start of its period.
    """
    return [
        _escalation(row, actions[row.action], bodies)
        for row in sorted(put, key=lambda row: (row.held_on, row.pk))
        if row.action
        and row.action in actions
        and row.applied_at
        and _not_asked_yet(row, row.applied_at, span)
    ]


def _escalation(row: Question, action: ActionRecord, bodies: Bodies) -> EscalationRecord:
    return {
        "action": action["id"],
        "reference": action["reference"],
        "question": row.text,
        "body": bodies.name(row.body) or row.body_name,
        "on": row.held_on.isoformat(),
    }


def _not_asked_yet(row: Question, applied_at: datetime, span: Span) -> bool:
    """Whether the report before could not know it: its day came before the meeting, or it was
    frozen before the decision was applied."""
    previous = span.previous
    if previous is None:
        return row.held_on >= span.start
    after = row.held_on > date.fromisoformat(previous["as_of"])
    return after or applied_at > datetime.fromisoformat(previous["frozen_at"])
