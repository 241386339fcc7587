"""A plan as it stood at the end of a day: loaded once, and written down as records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from actions.queries.past import record_on
from actions.queries.record import plan_record
from actions.rules.record import Detail
from actions.rules.standing import PlanRecord, Standing
from audit.enums import Kind
from audit.queries.versions import Day, later_than
from committees.models import Meeting
from documents.schema.actions import ActionRecord, MeasureRecord
from documents.schema.content import HeadingRecord, LevelRecord
from outcomes.models import Measure
from plans.models import Plan
from plans.queries import headings_of, headings_on, levels_of, levels_on
from plans.rules.numbers import repeated
from reporting.queries.snapshots import plan as plan_words
from reporting.queries.snapshots.plan import Links
from reporting.rules.snapshots import actions as action_words
from reporting.rules.snapshots import checks


@dataclass(frozen=True)
class PlanOnDay:
    """What everything of a plan was then, and how its actions stood.

    `standings` are of the actions in the plan; `actions` those and, last, what has left it.
    """

    plan: Plan
    day: Day
    record: PlanRecord
    links: Links
    standings: Sequence[Standing]
    actions: list[ActionRecord]
    levels: list[LevelRecord]
    headings: list[HeadingRecord]


def plan_on(plan: Plan, as_of: date) -> PlanOnDay:
    """A plan at the end of a day. A constant number of queries."""
    plan, day, record = _loaded(plan, as_of)
    every = action_words.all_standings(record, as_of)
    return _written(plan, day, record, every, added_days(record))


def plan_to_come(plan: Plan, as_of: date) -> PlanOnDay:
    """A plan as it was written by a day, as it will stand when it starts."""
    plan, day, record = _loaded(plan, as_of)
    every = record.standings(max(as_of, plan.period_start))
    return _written(plan, day, record, every, {})


def _loaded(plan: Plan, as_of: date) -> tuple[Plan, Day, PlanRecord]:
    day = later_than(as_of, plan_id=plan.pk, area_id=plan.area_id).on(as_of)
    record = plan_record(plan, holders_on=as_of, detail=Detail.EVIDENCE)
    return day.row(Kind.PLAN, plan), day, record_on(record, day)


def _written(
    plan: Plan, day: Day, record: PlanRecord, every: Sequence[Standing], added: Mapping[int, date]
) -> PlanOnDay:
    standings = [row for row in every if row.action.in_plan(row.as_of)]
    links = plan_words.links_of(plan)
    words = _words(plan, record, standings, added, day, links)
    actions = [action_words.record(row, words) for row in every]
    levels = levels_on(levels_of(plan), day)
    wanted = [action["heading"] for action in actions if action["heading"]]
    headings = headings_on(plan, headings_of(plan), day, wanted=wanted)
    return PlanOnDay(
        plan=plan,
        day=day,
        record=record,
        links=links,
        standings=standings,
        actions=actions,
        levels=plan_words.level_records(levels),
        headings=plan_words.heading_records(headings, levels),
    )


def added_days(record: PlanRecord) -> dict[int, date]:
    """The day of the meeting that added an action, by its pk. One query where there are any."""
    meetings = {row.action.pk: row.action.added_at_id for row in record.actions}
    wanted = {pk for pk in meetings.values() if pk}
    held = dict(Meeting.objects.filter(pk__in=wanted).values_list("pk", "held_on"))
    return {action: held[pk] for action, pk in meetings.items() if pk}


def _words(
    plan: Plan,
    record: PlanRecord,
    standings: Sequence[Standing],
    added: Mapping[int, date],
    day: Day,
    links: Links,
) -> action_words.Words:
    said = {row.pk: row for item in record.actions for row in item.said}
    claims = [row.completion.update_claiming_id for row in standings if row.completion]
    return action_words.Words(
        entries=record.legend,
        added=added,
        completions={item.action.pk: item.completions for item in record.actions},
        claims={pk: said[pk] for pk in claims},
        measures=_measures(plan, day, links),
        repeated=frozenset(repeated(row.action.number for row in standings)),
        evidence=checks.evidence(record),
    )


def _measures(plan: Plan, day: Day, links: Links) -> dict[int, list[MeasureRecord]]:
    """What actions were measured by at the end of a day, by the action's pk. One query."""
    now = Measure.objects.filter(plan=plan)
    rows = day.rows(Kind.MEASURE, now, lambda key: Measure(pk=key, plan=plan))
    by_action: dict[int, list[MeasureRecord]] = {}
    for row in sorted(rows, key=lambda row: (row.position, row.pk)):
        record: MeasureRecord = {"text": row.text, "sources": row.evidence_sources}
        for action in plan_words.linked_on(row.pk, "measures", day, links.measured.get(row.pk, ())):
            by_action.setdefault(action, []).append(record)
    return by_action
