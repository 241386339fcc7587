"""Which quarter of a plan a day falls in. Pure; a plan's years start on its own first day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

QUARTER = 3  # months
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """A period that a report covers: both days belong to it."""

    start: date
    end: date
    name: str


def quarter_to(day: date, since: date) -> Period:
    """What a quarterly report of `day` covers: all that follows the day the last one closed."""
    start = min(since + ONE_DAY, day)
    return Period(start, day, f"Quarter to {day:%-d %B %Y}")


def year_of(day: date, plan_start: date) -> Period:
    """The plan's year that holds `day`, up to `day`: named by the years that it touches."""
    passed = max(relativedelta(day, plan_start).years, 0)
    start = min(plan_start + relativedelta(years=passed), day)
    last = start + relativedelta(years=1) - ONE_DAY
    name = f"{start.year}/{last.year % 100:02}" if last.year != start.year else str(start.year)
    return Period(start, day, name)


def quarter_ends(plan_start: date, up_to: date) -> list[date]:
    """The last day of every plan quarter that ended before `up_to`."""
    ends = []
    passed = 1
    while (end := plan_start + relativedelta(months=passed * QUARTER) - ONE_DAY) < up_to:
        ends.append(end)
        passed += 1
    return ends
