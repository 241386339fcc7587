"""Live rows in, one frozen content out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, cast

from django.db.models import prefetch_related_objects
from django.utils import timezone

from actions.enums import ActionKind
from actions.queries.past import record_on
from actions.queries.record import plan_record
from actions.rules.record import ActionState, Detail
from actions.rules.standing import PlanRecord, Standing
from audit.enums import Kind
from audit.queries.versions import Day, later_than
from committees.models import Body, PostHolding
from documents.difference import snapshots as difference
from documents.enums import Canonical
from documents.papers import counts
from documents.schema.actions import ActionRecord, MeasureRecord
from documents.schema.content import (
    SCHEMA,
    CountRow,
    NextPlanRecord,
    RevisionRecord,
    SectionRecord,
    SnapshotContent,
)
from documents.schema.quarter import EscalationRecord
from meetings.models import MeetingDecision
from outcomes.models import Measure
from plans.models import LegendEntry, Plan
from plans.queries import (
    entries_on,
    headings_of,
    headings_on,
    legend_entries,
    levels_of,
    levels_on,
)
from plans.rules.numbers import repeated
from reporting.queries.snapshots import actions as action_words
from reporting.queries.snapshots import checks
from reporting.queries.snapshots import directions as asked
from reporting.queries.snapshots import plan as plan_words
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


def build(
    *,
    plan: Plan,
    order: Order,
    previous: SnapshotContent | None = None,
    previous_hash: str = "",
) -> SnapshotContent:
    """The content of a snapshot of `plan`, schema 2. A constant number of queries; writes nothing.

    `previous` is the content of the report before, for the changes and the counts by date.
    """
    day = later_than(order.as_of, plan_id=plan.pk, area_id=plan.area_id).on(order.as_of)
    plan = day.row(Kind.PLAN, plan)
    entries, levels = entries_on(legend_entries(plan), day), levels_on(levels_of(plan), day)
    found = record_on(plan_record(plan, holders_on=order.as_of, detail=Detail.EVIDENCE), day)
    standings = found.standings(order.as_of)
    decided = asked.meeting_decisions(plan)
    words = _words(plan, found, standings, entries, asked.added_days(decided), day)
    actions = _actions(found, standings, words, order.as_of)
    by_id = {action["id"]: action for action in actions}
    wanted = [action["heading"] for action in actions if action["heading"]]
    stood = headings_on(plan, headings_of(plan), day, wanted=wanted)
    headings = plan_words.heading_records(stood, levels)
    bodies = plan_words.bodies(plan, day)
    revisions = [
        row for item in standings for row in action_words.revisions(item, order.period.start)
    ]
    values: dict[str, Any] = {
        **_cover(plan, order, bodies),
        "plan": plan_words.plan_record(plan, entries, order.as_of),
        "levels": plan_words.level_records(levels),
        "legend": plan_words.legend_records(entries),
        "headings": headings,
        "outcomes": plan_words.outcome_records(plan, {a["id"]: a["heading"] for a in actions}, day),
        "actions": actions,
        "revisions": revisions,
        "counts": counts.tally(actions),
        "previous_counts": previous["counts"] if previous else None,
        "count_rows": count_rows(found, plan, order.as_of, previous),
        "changes": None,
        "previous_hash": previous_hash,
        "meetings": plan_words.meeting_records(plan, day),
        **_asked(plan, order, decided, by_id, previous, day),
        "notes": plan_words.notes(actions, headings),
        "next_plan": next_plan(order.next_plan, order.as_of) if order.next_plan else None,
    }
    values["decisions"] += _dates_to_decide(revisions, actions)
    content = cast(SnapshotContent, values)
    content["changes"] = difference.between(previous, content) if previous else None
    return content


def _asked(
    plan: Plan,
    order: Order,
    decided: Sequence[MeetingDecision],
    actions: Mapping[int, ActionRecord],
    previous: SnapshotContent | None,
    day: Day,
) -> dict[str, Any]:
    """Between the committee and chief officers: directions given, and decisions asked."""
    escalated = asked.escalations(
        decided,
        as_of=order.as_of,
        start=order.period.start,
        frozen_at=order.frozen_at,
        previous=previous,
        actions=actions,
        day=day,
    )
    return {
        "directions": asked.direction_records(
            plan,
            as_of=order.as_of,
            start=order.period.start,
            frozen_at=order.frozen_at,
            previous=previous,
            actions=actions,
            day=day,
        ),
        "escalations": escalated,
        "decisions": [*order.decisions, *_questions(escalated)],
    }


def _cover(plan: Plan, order: Order, bodies: Sequence[Body]) -> dict[str, Any]:
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
        "erratum": order.erratum,
        "corrects": order.corrects,
        "corrects_issued_on": action_words.iso(order.corrects_issued_on),
        "bodies": plan_words.body_records(bodies),
        "members": plan_words.member_records(committee, order.period.end),
        "sections": list(order.sections),
    }


def next_plan(plan: Plan, as_of: date) -> NextPlanRecord:
    """The text of the plan that follows, as written on the day; nothing in it is rated yet."""
    day = later_than(as_of, plan_id=plan.pk, area_id=plan.area_id).on(as_of)
    plan = day.row(Kind.PLAN, plan)
    found = record_on(plan_record(plan, holders_on=as_of, detail=Detail.EVIDENCE), day)
    start = max(as_of, plan.period_start)
    standings = found.standings(start)
    words = _words(plan, found, standings, entries_on(legend_entries(plan), day), {}, day)
    levels = levels_on(levels_of(plan), day)
    wanted = [row.action.heading_id for row in standings if row.action.heading_id]
    headings = headings_on(plan, headings_of(plan), day, wanted=wanted)
    return {
        "title": plan.title,
        "starts": plan.period_start.isoformat(),
        "ends": plan.period_end.isoformat(),
        "levels": plan_words.level_records(levels),
        "headings": plan_words.heading_records(headings, levels),
        "actions": [action_words.record(item, words) for item in standings],
    }


def _words(
    plan: Plan,
    found: PlanRecord,
    standings: Sequence[Standing],
    entries: Sequence[LegendEntry],
    added: Mapping[int, date],
    day: Day,
) -> action_words.Words:
    claims = [row.completion.update_claiming_id for row in standings if row.completion]
    said = [row.said.pk for row in standings if row.said]
    held = PostHolding.objects.filter(post__area=plan.area_id, starts__lte=day.on)
    texts = {row.pk: row for item in found.actions for row in item.said}
    return action_words.Words(
        entries=entries,
        updates={texts[pk].action_id: texts[pk] for pk in said},
        evidence=checks.evidence(found),
        added=added,
        completions={item.action.pk: item.completions for item in found.actions},
        claims={pk: texts[pk] for pk in claims},
        measures=_measures(plan, day),
        once_held=frozenset(held.values_list("post", flat=True)),
        repeated=frozenset(repeated(row.action.number for row in standings)),
    )


def _measures(plan: Plan, day: Day) -> dict[int, list[MeasureRecord]]:
    """What actions were measured by at the end of a day, by the action's pk. Two queries."""
    now = Measure.objects.filter(plan=plan)
    rows = day.rows(Kind.MEASURE, now, lambda key: Measure(pk=key, plan=plan))
    prefetch_related_objects(rows, "actions")
    found: dict[int, list[MeasureRecord]] = {}
    for row in sorted(rows, key=lambda row: (row.position, row.pk)):
        record: MeasureRecord = {"text": row.text, "sources": row.evidence_sources}
        for action in plan_words.linked_on(row, "measures", day):
            found.setdefault(action, []).append(record)
    return found


def _actions(
    found: PlanRecord, standings: Sequence[Standing], words: action_words.Words, as_of: date
) -> list[ActionRecord]:
    """Every action that was ever in the plan up to the day: those that left it come last."""
    gone = [item for item in found.actions if _gone(item.action, as_of)]
    rows = [action_words.record(item, words) for item in standings]
    return rows + [action_words.withdrawn(item.action, item.leads, words) for item in gone]


def _gone(action: ActionState, as_of: date) -> bool:
    return action.withdrawn_on is not None and action.withdrawn_on <= as_of


def count_rows(
    found: PlanRecord, plan: Plan, as_of: date, previous: SnapshotContent | None
) -> list[CountRow]:
    """The counts by date. What an earlier report printed is taken from it, not worked out again."""
    rated = [item.action for item in found.actions if item.action.kind == ActionKind.RATED]
    lives = [counts.Lifetime(action.added_on, action.withdrawn_on) for action in rated]
    start = plan.period_start
    if previous:
        lives = [_since(previous, action) for action in rated]
        rows, days = list(previous["count_rows"]), [as_of]
    else:
        rows, days = [counts.first_row(start, lives)], _days(found, start, as_of)
    for day in days:
        rows.append(counts.next_row(day, rows[-1], lives, _completed(found, day)))
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


def _days(found: PlanRecord, start: date, as_of: date) -> list[date]:
    """The days of a first report's table: each window's closing, or the plan's quarter ends."""
    closed = [row.closes_on for row in found.windows if start < row.closes_on < as_of]
    days = closed or quarters.quarter_ends(start, as_of)
    return [*days, as_of] if as_of > start else []


def _completed(found: PlanRecord, day: date) -> int:
    return sum(row.rating == Canonical.COMPLETE for row in found.standings(day) if row.rated)


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
