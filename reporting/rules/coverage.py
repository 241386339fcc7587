"""Which days a report may cover: in order, and abutting the last issued one (rule 8)."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from documents.enums import ReportKind
from timescales.date_format import long_day
from timescales.quarters import ONE_DAY, Period


class Covering(Protocol):
    """A report as far as the days that it covers are concerned."""

    @property
    def kind(self) -> str: ...
    @property
    def as_of(self) -> date: ...
    @property
    def period_end(self) -> date: ...


def covered_until(report: Covering) -> date:
    """The last day that a report covers; the next of its kind begins on the day after (rule 8)."""
    return report.as_of if report.kind == ReportKind.QUARTERLY else report.period_end


def wrong_days(
    plan_starts: date, period: Period, as_of: date, before: Covering | None
) -> dict[str, str]:
    """Why no report can have these days, by the field to change; nothing where it can.

    `before` is the last issued report of its kind.
    """
    if as_of < plan_starts:
        return {"as_of": f"The plan starts on {long_day(plan_starts)}: not before that day."}
    if as_of < period.start:
        starts = long_day(period.start)
        return {"as_of": f"The period covered starts on {starts}: not before it."}
    if period.end < period.start:
        return {"period_end": "The period ends before it starts."}
    if before and period.start != covered_until(before) + ONE_DAY:
        last, first = covered_until(before), covered_until(before) + ONE_DAY
        said = f"The last issued report covers up to {long_day(last)}: this one begins on "
        return {"period_start": f"{said}{long_day(first)}."}
    return {}
