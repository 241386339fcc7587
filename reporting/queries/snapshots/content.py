"""Live rows in, one frozen content out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from actions.enums import ActionKind
from actions.rules.record import ActionState
from actions.rules.standing import PlanRecord
from committees.models import Body
from documents.difference import snapshots as difference
from documents.enums import Canonical
from documents.papers import counts
from documents.schema.actions import ActionRecord
from documents.schema.content import (
    SCHEMA,
    BaselineRecord,
    CorrectionFields,
    CountRow,
    CoverFields,
    NextPlanRecord,
    OpenWindowRecord,
    RevisionRecord,
    SectionRecord,
    SnapshotContent,
)
from documents.schema.quarter import DirectionRecord, EscalationRecord
from plans.models import Plan
from reporting.queries.snapshots import actions as action_words
from reporting.queries.snapshots import directions as asked
from reporting.queries.snapshots import plan as plan_words
from reporting.queries.snapshots.day import PlanOnDay, plan_on, plan_to_come
from timescales import quarters
from timescales.date_format import long_day


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
    """The content of a snapshot of `plan`, schema 3. A constant number of queries; writes nothing.

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
        "outcomes": plan_words.outcome_records(plan, {a["id"]: a["heading"] for a in actions}, day),
        "actions": actions,
        "revisions": revisions,
        "counts": counts.tally(actions),
        "previous_counts": previous["counts"] if previous else None,
        "count_rows": count_rows(stood.record, plan, order.as_of, previous),
        "changes": None,
        "previous_hash": previous_hash,
        "meetings": plan_words.meeting_records(plan, day),
        "directions": directions,
        "escalations": escalations,
        "decisions": decisions,
        "notes": plan_words.notes(actions, stood.headings),
        "next_plan": next_plan(order.next_plan, order.as_of) if order.next_plan else None,
    }
    content["changes"] = difference.between(previous, content) if previous else None
    return content


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
        "considered_on": action_words.iso(order.considered_on),
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
        "corrects_issued_on": action_words.iso(order.corrects_issued_on),
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


def count_rows(
    record: PlanRecord, plan: Plan, as_of: date, previous: SnapshotContent | None
) -> list[CountRow]:
    """The counts by date. What an earlier report printed is taken from it, not worked out again."""
    rated = [item.action for item in record.actions if item.action.kind == ActionKind.RATED]
    lives = [counts.Lifetime(action.added_on, action.withdrawn_on) for action in rated]
    start = plan.period_start
    if previous:
        lives = [_since(previous, action) for action in rated]
        rows, days = list(previous["count_rows"]), [as_of]
    else:
        rows, days = [counts.first_row(start, lives)], _days(record, start, as_of)
    for day in days:
        rows.append(counts.next_row(day, rows[-1], lives, _completed(record, day)))
    return rows


def _since(previous: SnapshotContent, action: ActionState) -> counts.Lifetime:
    """An action's time in the plan, so that what an earlier report did not know counts in the next.

    That is what somebody did later on its day, and what a meeting up to then decided: decisions are
    dated by their meeting, however late they are applied. An action put in behind an earlier report
    in any other way is left to the balance to find (rule 8).
    """
    known = {row["id"]: row["withdrawn_on"] for row in previous["actions"]}
    last = date.fromisoformat(previous["count_rows"][-1]["on"])
    came, left, following = action.added_on, action.withdrawn_on, last + timedelta(days=1)
    decided = action.added_at_id is not None
    if (came == last or (decided and came < last)) and action.pk not in known:
        came = following
    if left and left <= last and not known.get(action.pk):
        left = following
    return counts.Lifetime(came, left)


def _days(record: PlanRecord, start: date, as_of: date) -> list[date]:
    """The days of a first report's table: each window's closing, or the plan's quarter ends."""
    closed = [row.closes_on for row in record.windows if start < row.closes_on < as_of]
    days = closed or quarters.quarter_ends(start, as_of)
    return [*days, as_of] if as_of > start else []


def _completed(record: PlanRecord, day: date) -> int:
    return sum(row.rating == Canonical.COMPLETE for row in record.standings(day) if row.rated)


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
