"""The table beside a chart: every number of it as it is printed, or the words in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from charts.kinds import (
    Bars,
    Chart,
    Columns,
    Differences,
    Groups,
    Multiples,
    Shares,
    Trend,
)
from charts.values import Basis, Cell, Period, Point, Printed, Series, Status, Unit

NONE: Final = "–"
PROVISIONAL: Final = " (p)"  # behind the period of a number that may change
MOST_BESIDE_A_CHART: Final = 4
MOST_OVER_NUMBERS: Final = 24  # letters: a longer head takes the room of the names
SHORT: Final = {
    Unit.COUNT: "Number",
    Unit.PERCENTAGE: "Percentage",
    Unit.RATE: "Rate",
    Unit.POINTS: "Points",
}
MOST_ACROSS: Final = 6  # columns of numbers that stand side by side on paper


@dataclass(frozen=True)
class Words:
    """A cell of a table that was never a number: an edition, a remark."""

    text: str

    @property
    def kind(self) -> Literal["words"]:
        return "words"


TableCell = Cell | Words


@dataclass(frozen=True)
class TableRow:
    """`current` is what the message is about: the newest period, printed bold."""

    label: str
    cells: tuple[TableCell, ...]
    current: bool = False


@dataclass(frozen=True)
class Table:
    """`heads[0]` stands over the labels, the others over the cells of each row."""

    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.heads) - 1:
                raise ValueError(f"{row.label}: {len(row.cells)} cells, {len(self.heads)} heads")

    @property
    def wide(self) -> bool:
        """Whether it needs the whole width of a page."""
        return len(self.heads) > MOST_BESIDE_A_CHART

    @property
    def columns(self) -> tuple[tuple[str, bool], ...]:
        """Each head, and whether its column is of words."""
        columns = [[row.cells[place] for row in self.rows] for place in range(len(self.heads) - 1)]
        worded = [all(isinstance(cell, Words) for cell in cells) for cells in columns]
        return ((self.heads[0], True), *zip(self.heads[1:], worded, strict=True))

    @property
    def lines(self) -> tuple[tuple[TableRow, tuple[tuple[TableCell, bool], ...]], ...]:
        """Each row with its cells, and of each whether it stands in a column of words."""
        worded = [words for _, words in self.columns[1:]]
        return tuple((row, tuple(zip(row.cells, worded, strict=True))) for row in self.rows)

    def told(self, kind: Literal["hidden", "missing"]) -> Iterator[tuple[str, str]]:
        """Where a number is hidden or missing, and the words that stand there."""
        several = sum(not worded for _, worded in self.columns) > 1
        for row in self.rows:
            for head, cell in zip(self.heads[1:], row.cells, strict=True):
                if cell.kind == kind:
                    yield f"{row.label}, {head}" if several else row.label, cell.text


def table(chart: Chart, head: str = "") -> Table:
    """The usual table of a chart. `head` stands over the names of its rows."""
    match chart:
        case Trend():
            return _by_period(chart.periods, chart.series, head or "Period")
        case Columns():
            return _by_period(chart.periods, (chart.series,), head or "Period")
        case Bars():
            rows = tuple(TableRow(row.label, (row.cell,)) for row in chart.by_size)
            return Table((head or "Name", _counted(chart.basis)), rows)
        case Groups():
            heads = (head or "Group", *(one.name for one in chart.series))
            columns = [series.cells for series in chart.series]
            return Table(heads, _rows(chart.categories, list(zip(*columns, strict=True))))
        case Multiples():
            return _multiples(chart, head)
        case Differences():
            return _differences(chart, head or "Period")
        case Shares():
            shares = tuple(TableRow(row.label, row.cells) for row in chart.rows)
            return Table((head or "Name", *chart.parts), shares)


def _rows(labels: Sequence[str], cells: Sequence[Sequence[Cell]]) -> tuple[TableRow, ...]:
    pairs = zip(labels, cells, strict=True)
    return tuple(TableRow(label, tuple(line)) for label, line in pairs)


def _by_period(periods: Sequence[Period], series: Sequence[Series], head: str) -> Table:
    """A row for each period; beside a number that was revised, what was printed before."""
    heads = [head, *(one.name for one in series)]
    heads += [f"{one.name}, before revision" for one in series if _revised(one)]
    edited = any(point.edition for one in series for point in one.points)
    rows = []
    for place, period in enumerate(periods):
        points = [one.points[place] for one in series]
        cells: list[TableCell] = [point.cell for point in points]
        cells += [_before(one.points[place]) for one in series if _revised(one)]
        if edited:
            cells.append(Words(_editions(points)))
        label = f"{period.label}{PROVISIONAL}" if _provisional(points[0]) else period.label
        rows.append(TableRow(label, tuple(cells), current=place == len(periods) - 1))
    return Table((*heads, *(["Edition"] if edited else [])), tuple(rows))


def _revised(series: Series) -> bool:
    return any(point.revised for point in series.points)


def _before(point: Point) -> TableCell:
    return Printed.of(point.before) if point.revised else Words(NONE)


def _provisional(point: Point) -> bool:
    return point.status == Status.PROVISIONAL and isinstance(point.cell, Printed)


def _editions(points: Sequence[Point]) -> str:
    """Of which editions the numbers of a row are; the area's status stands by its period."""
    told = [
        f"{point.edition}, provisional" if place and _provisional(point) else point.edition
        for place, point in enumerate(points)
        if point.edition
    ]
    return "; ".join(told) or NONE


def _multiples(chart: Multiples, head: str) -> Table:
    names = tuple(panel.name for panel in chart.panels)
    labels = tuple(period.label for period in chart.periods)
    if len(labels) <= MOST_ACROSS or len(names) > MOST_ACROSS:
        rows = _rows(names, [panel.cells for panel in chart.panels])
        return Table((head or "Name", *labels), rows)
    turned = list(zip(*(panel.cells for panel in chart.panels), strict=True))
    return Table((head or "Period", *names), _rows(labels, turned))


def _differences(chart: Differences, head: str) -> Table:
    edited = any(row.edition for row in chart.rows)
    heads = (head, chart.area, chart.comparator, "Difference, points")
    last = len(chart.rows) - 1
    rows = tuple(
        TableRow(
            row.label,
            (
                *(row.area, row.comparator, row.difference),
                *([Words(row.edition or NONE)] if edited else []),
            ),
            current=place == last,
        )
        for place, row in enumerate(chart.rows)
    )
    return Table((*heads, *(["Edition"] if edited else [])), rows)


def _counted(basis: Basis) -> str:
    """What stands over a column of numbers: in short, where the words under the title say it."""
    words = basis.words
    if len(words) > MOST_OVER_NUMBERS:
        return SHORT[basis.unit]
    return words[:1].upper() + words[1:]
