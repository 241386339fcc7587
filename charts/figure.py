"""A figure: a chart with everything that makes it honest, in one record.

Message, what is measured and of whom, the chart, its table, what has to be said of it, and one
sentence. Pages, paper, Word and spreadsheets are made of this and of nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from charts.alternative import numbers
from charts.drawings import drawing
from charts.enumeration import listed
from charts.kinds import (
    Bars,
    Chart,
    Columns,
    Groups,
    Multiples,
    Trend,
    all_cells,
    all_series,
)
from charts.scale import axis_of
from charts.shapes import Drawing
from charts.tables import Table
from charts.values import Period, Printed, Series, Status, printed

MOST_TOLD: Final = 6  # places in one note; of more their number is told
WHY_HIDDEN: Final = "so that no child can be recognised"


@dataclass(frozen=True)
class Measured:
    """What the numbers are: numerator and denominator each with their own ages."""

    what: str
    numerator: str = ""
    denominator: str = ""
    numerator_ages: str = ""
    denominator_ages: str = ""
    when: str = ""
    year: str = ""
    source: str = ""

    @property
    def line(self) -> str:
        """The words under the title."""
        parts = (self.what, self.when, self.year)
        return ", ".join(part for part in parts if part)

    @property
    def counted(self) -> str:
        return aged(self.numerator, self.numerator_ages)

    @property
    def out_of(self) -> str:
        return aged(self.denominator, self.denominator_ages)

    @property
    def of_whom(self) -> str:
        """Of whom the numbers are, and out of whom; "" where neither is said."""
        above, below = self.counted, self.out_of
        told = f"{above}, out of {below}" if above and below else above or below
        return f"Counted: {told}." if told else ""

    @property
    def mismatch(self) -> str:
        """Ages above and below that are not the same, said in words; "" where they are."""
        ages = (self.numerator_ages, self.denominator_ages)
        if not all(ages) or ages[0] == ages[1]:
            return ""
        return f"Those counted are {ages[0]}, those they are counted out of {ages[1]}."


def aged(who: str, ages: str) -> str:
    """Of whom a number is, with their ages where the words do not say them."""
    return who if not ages or " aged " in f" {who} " else f"{who} {ages}".strip()


@dataclass(frozen=True)
class Figure:
    """`number` is printed before the message; `notes` are the author's own, first of all."""

    number: str
    message: str
    measured: Measured
    chart: Chart | None
    table: Table
    notes: tuple[str, ...] = ()
    sentence: str = ""
    why_hidden: str = field(default=WHY_HIDDEN)

    @cached_property
    def drawing(self) -> Drawing | None:
        """The picture; None where nothing of it may be seen, for then there is nothing to draw."""
        if self.chart is None or not printed(all_cells(self.chart)):
            return None
        return drawing(self.chart, self.alternative)

    @cached_property
    def alternative(self) -> str:
        """What a screen reader says in the place of the picture: the message and its numbers."""
        title = self.message.rstrip(".")
        told = numbers(self.chart) if self.chart else ()
        return " ".join((f"{title}.", f"{self.measured.line.rstrip('.')}.", *told))

    @cached_property
    def all_notes(self) -> tuple[str, ...]:
        """What stands under the figure, in order: its own notes, then what every figure owes."""
        chart = self.chart
        owed = (
            self.measured.mismatch,
            _not_adding_up(chart),
            _axis(chart),
            self._hidden(),
            self._missing(),
            *((_provisional(chart), *_revised(chart)) if chart else ()),
            f"Source: {self.measured.source.rstrip('.')}." if self.measured.source else "",
        )
        return tuple(note for note in (*self.notes, *owed) if note)

    @property
    def nothing(self) -> str:
        """What stands in the place of a chart that cannot be drawn; "" where it can."""
        if self.chart is None or self.drawing:
            return ""
        return "No chart is drawn: no number of it can be shown."

    def _hidden(self) -> str:
        told = self.table.told("hidden")
        places = [place if words == "hidden" else f"{place} ({words})" for place, words in told]
        return f"Hidden, {self.why_hidden}: {_places(places)}." if places else ""

    def _missing(self) -> str:
        places = [f"{place} ({words})" for place, words in self.table.told("missing")]
        return f"No number: {_places(places)}." if places else ""


def _places(places: Sequence[str]) -> str:
    if len(places) > MOST_TOLD:
        return f"{len(places)} numbers in the table"
    return "; ".join(places) if any(", " in place for place in places) else listed(places)


def _not_adding_up(chart: Chart | None) -> str:
    if not isinstance(chart, Bars | Groups) or chart.adds_up:
        return ""
    return f"These do not add up to {chart.whole}: several can be recorded for one {chart.one}."


def _axis(chart: Chart | None) -> str:
    """Where an axis does not begin at nought, that it does not."""
    if not isinstance(chart, Trend) or chart.from_nought:
        return ""
    axis = axis_of(
        [*printed(all_cells(chart)), *(line.cell for line in chart.lines)],
        from_nought=False,
        unit=chart.basis.unit,
    )
    return "" if axis.low <= 0 else f"The axis begins at {axis.words(axis.low)}, not at nought."


def _provisional(chart: Chart) -> str:
    places = [
        f"{series} {period.in_words}" if series else period.label
        for series, period, _, status in _marked(chart)
        if status == Status.PROVISIONAL
    ]
    if isinstance(chart, Groups):
        places = [one.name for one in chart.series if _may_change(one)]
    return f"Provisional (p), and may change: {_places(places)}." if places else ""


def _may_change(series: Series) -> bool:
    """Whether a printed point of it is provisional."""
    return any(
        point.status == Status.PROVISIONAL and isinstance(point.cell, Printed)
        for point in series.points
    )


def _revised(chart: Chart) -> Iterator[str]:
    for series, period, told, _ in _marked(chart):
        if told:
            yield f"Revised (r): {f'{series} ' if series else ''}{period.in_words} {told}."


def _marked(chart: Chart) -> Iterator[tuple[str, Period, str, Status]]:
    """Each printed point of a chart by period: whose, when, its revision in words, its status."""
    if not isinstance(chart, Trend | Columns | Multiples):
        return
    several = len(all_series(chart)) > 1
    for series in all_series(chart):
        for period, point in zip(chart.periods, series.points, strict=True):
            if isinstance(point.cell, Printed):
                edition = f" in the edition of {point.edition}" if point.edition else ""
                told = f"was {point.before}, now {point.cell.text}{edition}" if point.before else ""
                yield series.name if several else "", period, told, point.status
