"""Which quarter of a plan a day falls in. Pure; a plan's years start on its own first day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from timescales.date_format import day_range, long_day

QUARTER = 3  # months
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """A period that a report covers: both days belong to it."""

    start: date
    end: date
    name: str


def covering(kind: str, start: date, end: date) -> Period:
    """A period with the name that a report of `kind` gives it: "Quarter to …", "2025/26".

    What is shorter than a year says so: "2025/26 (part-year: 1 August to 31 December 2025)".
    """
    if kind != "annual":
        return Period(start, end, f"Quarter to {long_day(end)}")
    whole = max(end, start + relativedelta(years=1) - ONE_DAY)
    year = f"{start.year}/{whole.year % 100:02}" if whole.year > start.year else str(start.year)
    part = f" (part-year: {day_range(start, end)})" if end < whole else ""
    return Period(start, end, f"{year}{part}")


def quarter_to(day: date, since: date) -> Period:
    """What a quarterly report of `day` covers: all that follows the day the last one closed."""
    return covering("quarterly", min(since + ONE_DAY, day), day)


def year_of(day: date, plan_start: date) -> Period:
    """The plan's year that holds `day`, up to `day`."""
    passed = max(relativedelta(day, plan_start).years, 0)
    return covering("annual", min(plan_start + relativedelta(years=passed), day), day)


def quarter_ends(plan_start: date, up_to: date) -> list[date]:
    """The last day of every plan quarter that ended before `up_to`."""
    ends = []
    passed = 1
    while (end := plan_start + relativedelta(months=passed * QUARTER) - ONE_DAY) < up_to:
        ends.append(end)
        passed += 1
    return ends
