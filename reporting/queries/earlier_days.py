"""A plan's actions and measures as they stood at the end of any day, in the fields that changes are
told of.

Written by the writer of snapshots, so that a day on which nothing was frozen reads like one on
which something was (a test holds both equal).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.queries.record import plan_record, record_on
from actions.rules.record import Detail
from actions.rules.standing import PlanRecord
from audit.models import Version
from audit.rules.days import Day
from documents.schema.actions import ComparedRecord
from documents.schema.measures import PlanMeasure
from plans.models import Plan
from reporting.queries.measures import measures_now
from reporting.rules.snapshots.actions import Names, all_standings, compared
from reporting.rules.snapshots.measures import MeasuresNow, measures_on


@dataclass(frozen=True)
class Stood:
    """What a plan was at the end of a day."""

    actions: list[ComparedRecord]
    measures: list[PlanMeasure]


def stood_on(plan: Plan, *days: date) -> list[Stood]:
    """`plan` at the end of each of `days`, in a snapshot's order.

    A constant number of queries, however many actions, measures and days.
    """
    record = plan_record(plan, holders_on=max(days), detail=Detail.WORDS)
    later = Version.objects.later_than(min(days), plan_id=plan.pk, area_id=plan.area_id)
    now = measures_now(plan)
    return [_stood(record_on(record, day), now, day) for day in map(later.on, days)]


def _stood(record: PlanRecord, now: MeasuresNow, day: Day) -> Stood:
    rows = _records(record, day.on)
    return Stood(rows, measures_on(day, now, [row["id"] for row in rows]))


def _records(record: PlanRecord, day: date) -> list[ComparedRecord]:
    completions = {item.action.pk: item.completions for item in record.actions}
    names = Names(entries=record.legend, completions=completions)
    return [compared(standing, names) for standing in all_standings(record, day)]
