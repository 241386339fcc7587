"""In what a measure is counted, as an area's file says it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from demonstration.queries.sources import Table
from demonstration.rules import Timetable
from outcomes.rules.measurement import Counting


def counting_of(rows: Iterable[Table], action: str, timetable: Timetable) -> Counting | None:
    """Of the measure of an action; None where the file counts none for it."""
    return next((counted(row, timetable) for row in rows if row.get("action") == action), None)


def counted(row: Table, timetable: Timetable) -> Counting:
    """Unit, baseline, and the agreed target of one measure of the file."""
    value, months = row["baseline"]
    target, ahead, agreed = row["target"]
    return Counting(
        unit=row["unit"],
        good=row["good"],
        counts_children=row.get("children", False),
        baseline=Decimal(str(value)),
        baseline_on=timetable.month_end(-months),
        target=Decimal(str(target)),
        target_by=timetable.month_end(ahead),
        target_agreed_on=timetable.months_ago(agreed),
    )
