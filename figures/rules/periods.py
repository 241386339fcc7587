"""The periods of figures: quarters and years of the indicator's own year type. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from figures.enums import Frequency, YearType
from timescales.date_format import day_range

FIRST_MONTH = {YearType.AUGUST: 8, YearType.APRIL: 4, YearType.JANUARY: 1}
MONTHS = {Frequency.QUARTER: 3, Frequency.YEAR: 12}


@dataclass(frozen=True, order=True)
class Period:
    """Both days belong to it."""

    end: date
    start: date

    @property
    def name(self) -> str:
        """ "1 August to 31 October 2026"."""
        return day_range(self.start, self.end)


def period_of(day: date, frequency: str, year_type: str) -> Period:
    """The period that holds `day`."""
    months, first = MONTHS[Frequency(frequency)], FIRST_MONTH[YearType(year_type)]
    into = (day.month - first) % 12 % months
    start = day.replace(day=1) - relativedelta(months=into)
    return Period(start + relativedelta(months=months) - timedelta(1), start)


def ended_periods(
    frequency: str, year_type: str, since: date, today: date, until: date | None = None
) -> list[Period]:
    """Every whole period from `since` that ended before `today`, and not after `until`, the
    earliest first."""
    last = min(today - timedelta(1), until or today)
    period = period_of(since, frequency, year_type)
    if period.start < since:
        period = following(period, frequency, year_type)
    periods = []
    while period.end <= last:
        periods.append(period)
        period = following(period, frequency, year_type)
    return periods


def following(period: Period, frequency: str, year_type: str) -> Period:
    return period_of(period.end + timedelta(1), frequency, year_type)


def before(period: Period, frequency: str, year_type: str) -> Period:
    return period_of(period.start - timedelta(1), frequency, year_type)


def year_before(period: Period) -> Period:
    """The same period a year earlier; a month's last day stays its last day."""
    start = period.start - relativedelta(years=1)
    end = period.end + timedelta(1) - relativedelta(years=1) - timedelta(1)
    return Period(end, start)
