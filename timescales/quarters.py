"""Which quarter of a plan a day falls in. Pure; a plan's years start on its own first day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from timescales.date_format import long_day

QUARTER = 3  # months
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """A period that a report covers: both days belong to it."""

    start: date
    end: date
    name: str


def covering(kind: str, start: date, end: date) -> Period:
    """A period with the name that a report of `kind` gives it: "Quarter to …", "2025/26"."""
    if kind == "annual":
        touched = f"{start.year}/{end.year % 100:02}" if end.year > start.year else str(start.year)
        return Period(start, end, touched)
    return Period(start, end, f"Quarter to {long_day(end)}")


def quarter_to(day: date, since: date) -> Period:
    """What a quarterly report of `day` covers: all that follows the day the last one closed."""
    return covering("quarterly", min(since + ONE_DAY, day), day)


def year_of(day: date, plan_start: date) -> Period:
    """The plan's year that holds `day`, up to `day`: named by the years that the whole touches."""
    passed = max(relativedelta(day, plan_start).years, 0)
    start = min(plan_start + relativedelta(years=passed), day)
    whole = covering("annual", start, start + relativedelta(years=1) - ONE_DAY)
    return Period(start, day, whole.name)


def quarter_ends(plan_start: date, up_to: date) -> list[date]:
    """The last day of every plan quarter that ended before `up_to`."""
    ends = []
    passed = 1
    while (end := plan_start + relativedelta(months=passed * QUARTER) - ONE_DAY) < up_to:
        ends.append(end)
        passed += 1
    return ends
