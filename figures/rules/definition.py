"""What an indicator's numbers are, in words: of whom, out of whom, when and of which year. Pure."""

from __future__ import annotations

from typing import Final

from charts import values
from charts.figure import Measured, aged
from charts.values import Basis
from figures.enums import Frequency, Timing, Unit, YearType
from figures.rules.periods import Period
from figures.rules.record import Ages, IndicatorRecord
from figures.rules.values import PER
from timescales.date_format import long_day, month, month_name, short_month

UNITS: Final = {
    Unit.COUNT: values.Unit.COUNT,
    Unit.MEAN: values.Unit.COUNT,
    Unit.PERCENT: values.Unit.PERCENTAGE,
    Unit.RATE_1000: values.Unit.RATE,
    Unit.RATE_10000: values.Unit.RATE,
}


def measured(indicator: IndicatorRecord) -> Measured:
    """What is counted, out of whom, when, by which year and from where."""
    timing = "as at the last day of" if indicator.timing == Timing.AS_AT else "during"
    span = "each quarter" if indicator.frequency == Frequency.QUARTER else "each year"
    return Measured(
        what=f"{_unit_words(indicator)}, {timing} {span}",
        numerator=indicator.numerator,
        denominator=indicator.denominator,
        numerator_ages=ages(indicator.numerator_ages),
        denominator_ages=ages(indicator.denominator_ages) if indicator.denominator else "",
        year=f"years {YearType(indicator.year_type).label}",
        source=indicator.source,
    )


def ages(pair: Ages) -> str:
    """ "aged 0 to 15", "aged 16 and over", "unborn to 17"; "" where no age is said."""
    first, last = pair.first, pair.last
    if first is None and last is None:
        return ""
    if first is not None and first < 0:
        return {-1: "unborn", None: "unborn and over"}.get(last, f"unborn to {last}")
    if last is None:
        return f"aged {first} and over"
    if first is None:
        return f"aged {last} and under"
    return f"aged {first}" if first == last else f"aged {first} to {last}"


def basis(indicator: IndicatorRecord) -> Basis:
    """What numbers have to have in common to stand on one axis: unit, and of whom they are."""
    of = aged(indicator.denominator, ages(indicator.denominator_ages))
    unit = UNITS[indicator.unit]
    if indicator.unit == Unit.MEAN:
        return Basis(unit, counted=f"{indicator.numerator} on average, of {of}")
    per = PER[indicator.unit] if unit == values.Unit.RATE else 0
    return Basis(unit, counted=_counted(indicator), per=per, denominator=of)


def _counted(indicator: IndicatorRecord) -> str:
    if indicator.unit != Unit.COUNT:
        return ""
    return aged(indicator.numerator, ages(indicator.numerator_ages))


def shown_period(indicator: IndicatorRecord, period: Period) -> values.Period:
    """A period as a table, an axis and a sentence name it."""
    if indicator.timing == Timing.AS_AT:
        day = long_day(period.end)
        return values.Period(day, short_month(period.end), f"at {day}")
    if indicator.frequency == Frequency.YEAR:
        name = year_name(period)
        return values.Period(name, name, f"in {name}")
    name = months(period)
    return values.Period(name, short_month(period.end), f"in {name}")


def year_name(period: Period) -> str:
    """ "2025/26", and "2026" where the year begins in January."""
    first, last = period.start.year, period.end.year
    return f"{last}" if first == last else f"{first}/{last % 100:02}"


def months(period: Period) -> str:
    """ "August to October 2026", "November 2025 to January 2026"."""
    same = period.start.year == period.end.year
    first = month_name(period.start) if same else month(period.start)
    return f"{first} to {month(period.end)}"


def _unit_words(indicator: IndicatorRecord) -> str:
    return {
        Unit.COUNT: "Number",
        Unit.PERCENT: "Percentage",
        Unit.MEAN: "Average",
        Unit.RATE_1000: "Rate per 1,000",
        Unit.RATE_10000: "Rate per 10,000",
    }[indicator.unit]


def points_of(indicator: IndicatorRecord, gap: values.Printed) -> str:
    """What follows a change: " points" or " point" of a percentage, nothing of a number."""
    if indicator.unit != Unit.PERCENT:
        return ""
    return " point" if abs(gap.value) == 1 else " points"
