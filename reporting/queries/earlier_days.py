"""A plan's actions as they stood at the end of any day, in the fields that changes are told of.

Written by the writer of snapshots, so that a day on which nothing was frozen reads like one on
which something was (a test holds both equal).
"""

from __future__ import annotations

from datetime import date

from actions.queries.record import plan_record, record_on
from actions.rules.record import Detail
from actions.rules.standing import PlanRecord
from audit.models import Version
from documents.schema.actions import ComparedRecord
from plans.models import Plan
from reporting.rules.snapshots.actions import Names, all_standings, compared


def actions_on(plan: Plan, *days: date) -> list[list[ComparedRecord]]:
    """The records of `plan` at the end of each of `days`, in a snapshot's order.

    A constant number of queries, however many actions and days.
    """
    record = plan_record(plan, holders_on=max(days), detail=Detail.WORDS)
    later = Version.objects.later_than(min(days), plan_id=plan.pk, area_id=plan.area_id)
    return [_records(record_on(record, later.on(day)), day) for day in days]


def _records(record: PlanRecord, day: date) -> list[ComparedRecord]:
    completions = {item.action.pk: item.completions for item in record.actions}
    names = Names(entries=record.legend, completions=completions)
    return [compared(standing, names) for standing in all_standings(record, day)]
