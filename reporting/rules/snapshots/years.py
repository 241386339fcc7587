"""What is counted each quarter, looked at by years: for the annual report. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from charts.values import Cell
from figures.enums import Frequency, Timing
from figures.rules.keys import Part
from figures.rules.periods import Period, period_of
from figures.rules.record import Comparator, FigureRecord, IndicatorRecord
from figures.rules.told import Told


def by_years(record: FigureRecord) -> FigureRecord:
    """The same with every indicator as one of years. Of a register as it stood on a day the year
    has the day on which it ends."""
    return replace(record, indicators=tuple(_yearly(row) for row in record.indicators))


def _yearly(row: IndicatorRecord) -> IndicatorRecord:
    if row.frequency == Frequency.YEAR:
        return row
    comparators = tuple(_of_year(row, one) for one in row.comparators)
    return replace(row, frequency=Frequency.YEAR, comparators=comparators)


def _of_year(row: IndicatorRecord, one: Comparator) -> Comparator:
    year = period_of(one.period.end, Frequency.YEAR, row.year_type)
    as_at = row.timing == Timing.AS_AT and one.period.end == year.end
    return replace(one, period=year) if as_at else one


class ToldByYears(Told):
    """What is told of the last quarter of a year stands for the year, where it is as at its end."""

    def periods(self, indicator: IndicatorRecord) -> list[Period]:
        ends = {period.end for period in super().periods(indicator)}
        years = {period_of(end, Frequency.YEAR, indicator.year_type) for end in ends}
        return sorted(year for year in years if year.end in ends)

    def number(
        self,
        indicator: IndicatorRecord,
        period: Period,
        part: Part,
        categories: Sequence[int] = (),
    ) -> Cell:
        return super().number(indicator, self._told(indicator, period), part, categories)

    def before_revision(
        self, indicator: IndicatorRecord, period: Period, categories: Sequence[int] = ()
    ) -> str:
        return super().before_revision(indicator, self._told(indicator, period), categories)

    def is_provisional(
        self, indicator: IndicatorRecord, period: Period, categories: Sequence[int] = ()
    ) -> bool:
        return super().is_provisional(indicator, self._told(indicator, period), categories)

    def _told(self, indicator: IndicatorRecord, period: Period) -> Period:
        """The period under which it is told: the year itself, or its last quarter."""
        same_end = [one for one in super().periods(indicator) if one.end == period.end]
        return same_end[0] if same_end and indicator.timing == Timing.AS_AT else period
