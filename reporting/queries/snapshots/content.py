"""Live rows in, one frozen content out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from actions.queries.occurrences import recurred
from actions.rules.standing import PlanRecord
from committees.models import Body
from documents.difference import snapshots as difference
from documents.papers import counts
from documents.schema.actions import ActionRecord
from documents.schema.content import (
    SCHEMA,
    BaselineRecord,
    CorrectionFields,
    CoverFields,
    NextPlanRecord,
    OpenWindowRecord,
    RevisionRecord,
    SectionRecord,
    SnapshotContent,
)
from documents.schema.quarter import DirectionRecord, EscalationRecord, RecurringRecord
from plans.models import Plan
from reporting.queries.snapshots import directions as asked
from reporting.queries.snapshots import plan as plan_words
from reporting.queries.snapshots.day import PlanOnDay, plan_on, plan_to_come
from reporting.rules.snapshots import actions as action_words
from reporting.rules.snapshots.count_rows import count_rows
from reporting.rules.snapshots.tallies import recurring_records
from timescales import quarters
from timescales.date_format import iso, long_day


@dataclass(frozen=True)
class Order:
    """What a person decides about a report before it is frozen."""

    kind: str
    as_of: date
    period: quarters.Period
    frozen_at: datetime
    prepared_by: str
    marking: str
    version: int = 1
    considered_by: str = ""
    considered_on: date | None = None
    decisions: Sequence[str] = ()
    sections: Sequence[SectionRecord] = field(default_factory=tuple)
    next_plan: Plan | None = None
    erratum: str = ""  # what was wrong in the issued version that this one replaces
    corrects: int | None = None
    corrects_issued_on: date | None = None
    open_window_reason: str = ""  # why it is frozen while leads are still being asked
    baseline: BaselineRecord | None = None  # what `previous` is called


def build(
    *,
    plan: Plan,
    order: Order,
    previous: SnapshotContent | None = None,
    previous_hash: str = "",
) -> SnapshotContent:
    """The content of a snapshot of `plan`, schema 4. A constant number of queries; writes nothing.

    `previous` is the content of the report before, for the changes and the counts by date.
    """
    stood = plan_on(plan, order.as_of)
    plan, day, actions = stood.plan, stood.day, stood.actions
    directions, escalations = _asked(stood, order, previous)
    revisions = [
        row for item in stood.standings for row in action_words.revisions(item, order.period.start)
    ]
    decisions = [*order.decisions, *_questions(escalations), *_dates_to_decide(revisions, actions)]
    content: SnapshotContent = {
        **_cover(plan, order, plan_words.bodies(plan, day)),
        **_correction(order),
        "open_window": _open_window(stood.record, order),
        "baseline": order.baseline if previous else None,
        "plan": plan_words.plan_text(plan, stood.record.legend, order.as_of),
        "levels": stood.levels,
        "legend": plan_words.legend_records(stood.record.legend),
        "headings": stood.headings,
        "outcomes": plan_words.outcome_records(
            plan, {a["id"]: a["heading"] for a in actions}, day, stood.links
        ),
        "actions": actions,
        "revisions": revisions,
        "counts": counts.tally(actions),
        "previous_counts": previous["counts"] if previous else None,
        "count_rows": count_rows(stood.record, plan.period_start, order.as_of, previous),
        "changes": None,
        "previous_hash": previous_hash,
        "meetings": plan_words.meeting_records(plan, day),
        "directions": directions,
        "escalations": escalations,
        "decisions": decisions,
        "notes": plan_words.notes(actions, stood.headings),
        "recurring": _recurring(stood, order),
        "next_plan": next_plan(order.next_plan, order.as_of) if order.next_plan else None,
    }
    content["changes"] = difference.between(previous, content) if previous else None
    return content


def _recurring(stood: PlanOnDay, order: Order) -> list[RecurringRecord]:
    standings = {row.action.pk: row for row in stood.standings}
    actions = [row.action for row in stood.standings]
    rows = recurred(stood.plan, actions, order.as_of)
    return recurring_records(rows, standings, order.period.start)


def _asked(
    stood: PlanOnDay, order: Order, previous: SnapshotContent | None
) -> tuple[list[DirectionRecord], list[EscalationRecord]]:
    """Between the committee and chief officers: directions given, and decisions asked."""
    span = asked.Span(order.as_of, order.period.start, order.frozen_at, previous)
    by_id = {action["id"]: action for action in stood.actions}
    return (
        asked.direction_records(stood.plan, span, by_id, stood.day),
        asked.escalations(stood.plan, span, by_id, stood.day),
    )


def _cover(plan: Plan, order: Order, bodies: Sequence[Body]) -> CoverFields:
    """What a person ordered, for whom, and the bodies and members round it."""
    committee = plan_words.committee_of(plan, bodies)
    chiefs = plan_words.chief_officers_of(bodies)
    return {
        "schema": SCHEMA,
        "kind": order.kind,
        "frozen_at": timezone.localtime(order.frozen_at).replace(microsecond=0).isoformat(),
        "as_of": order.as_of.isoformat(),
        "period_start": order.period.start.isoformat(),
        "period_end": order.period.end.isoformat(),
        "period_name": order.period.name,
        "considered_on": iso(order.considered_on),
        "area": plan.area.name,
        "committee": committee.name if committee else plan.area.name,
        "considered_by": order.considered_by or (chiefs.name if chiefs else "Chief officers group"),
        "prepared_by": order.prepared_by,
        "marking": order.marking,
        "edition": "Chief officers' edition",
        "version": order.version,
        "bodies": plan_words.body_records(bodies),
        "members": plan_words.member_records(committee, order.period.end),
        "sections": list(order.sections),
    }


def _correction(order: Order) -> CorrectionFields:
    return {
        "erratum": order.erratum,
        "corrects": order.corrects,
        "corrects_issued_on": iso(order.corrects_issued_on),
    }


def _open_window(record: PlanRecord, order: Order) -> OpenWindowRecord | None:
    """The window in which leads are still being asked on the day of the position (rule 8)."""
    window = record.window_on(order.as_of)
    if window is None or not window.open_on(order.as_of):
        return None
    return {
        "label": window.label,
        "until": window.closing(order.as_of).isoformat(),
        "reason": order.open_window_reason,
    }


def next_plan(plan: Plan, as_of: date) -> NextPlanRecord:
    """The text of the plan that follows, as written on the day; nothing in it is rated yet."""
    stood = plan_to_come(plan, as_of)
    return {
        "title": stood.plan.title,
        "starts": stood.plan.period_start.isoformat(),
        "ends": stood.plan.period_end.isoformat(),
        "levels": stood.levels,
        "headings": stood.headings,
        "actions": stood.actions,
    }


def _dates_to_decide(
    revisions: Sequence[RevisionRecord], actions: Sequence[ActionRecord]
) -> list[str]:
    """Decisions that the record itself asks of chief officers: second and long moves of a date."""
    names = {row["id"]: row["reference"] for row in actions}
    return [
        f"Decide on a new date for action {names[row['action']]}: "
        f"{_printed(row['previous'])} to {_printed(row['proposed'])}."
        for row in revisions
        if row["state"] == "requested" and row["to_chief_officers"]
    ]


def _questions(rows: Sequence[EscalationRecord]) -> list[str]:
    """What the committee's meetings put to chief officers, as decisions asked."""
    return [
        f"Action {row['reference']}, from {row['body']} on {_printed(row['on'])}: "
        f"{' '.join(row['question'].split())}"
        for row in rows
    ]


def _printed(day: str) -> str:
    return long_day(date.fromisoformat(day))
