"""The kinds of chart, as what they show: typed values that are kept, compared and drawn.

Each refuses numbers of different bases on one axis. How each is drawn stands in `drawings`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from charts.values import (
    AgreedLine,
    Basis,
    Cell,
    Period,
    Printed,
    Series,
    Unit,
    as_long,
    one_basis,
)

MOST_BESIDE: Final = 3  # periods side by side; more is a trend
MOST_PARTS: Final = 6  # shades that are told apart in grey


@dataclass(frozen=True)
class Trend:
    """An area's numbers over time, and beside them at most one comparator's."""

    periods: tuple[Period, ...]
    series: tuple[Series, ...]
    lines: tuple[AgreedLine, ...] = ()
    from_nought: bool = True

    def __post_init__(self) -> None:
        if len(self.series) > 2:
            raise ValueError("A trend shows an area and one comparator")
        as_long(self.periods, self.series)
        one_basis(one.basis for one in self.series)

    @property
    def basis(self) -> Basis:
        return self.series[0].basis

    @property
    def area(self) -> Series:
        return self.series[0]

    @property
    def comparator(self) -> Series | None:
        return self.series[1] if len(self.series) > 1 else None


@dataclass(frozen=True)
class Columns:
    """Numbers by quarter or year, from nought."""

    periods: tuple[Period, ...]
    series: Series

    def __post_init__(self) -> None:
        as_long(self.periods, (self.series,))

    @property
    def basis(self) -> Basis:
        return self.series.basis


@dataclass(frozen=True)
class BarRow:
    label: str
    cell: Cell


@dataclass(frozen=True)
class Bars:
    """Numbers by name: concerns, of which a child can have several, so that they do not add up."""

    basis: Basis
    rows: tuple[BarRow, ...]
    adds_up: bool = False
    whole: str = "children"
    one: str = "child"

    @property
    def by_size(self) -> tuple[BarRow, ...]:
        """The printed ones by what is printed; then the others as they were given.

        A hidden number has no place among the sizes: it would tell between which two it lies.
        """
        shown = [row for row in self.rows if isinstance(row.cell, Printed)]
        shown.sort(key=_size, reverse=True)
        return (*shown, *(row for row in self.rows if not isinstance(row.cell, Printed)))


def _size(row: BarRow) -> float:
    return float(row.cell.value) if isinstance(row.cell, Printed) else 0.0


@dataclass(frozen=True)
class Groups:
    """Two or three periods side by side in each category: age bands; concerns, year by year."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    adds_up: bool = True
    whole: str = "children"
    one: str = "child"

    def __post_init__(self) -> None:
        if len(self.series) > MOST_BESIDE:
            raise ValueError(f"At most {MOST_BESIDE} periods stand side by side")
        as_long(self.categories, self.series)
        one_basis(one.basis for one in self.series)

    @property
    def basis(self) -> Basis:
        return self.series[0].basis


@dataclass(frozen=True)
class Multiples:
    """A small trend for each of several things: each on its own axis, or all on a shared one."""

    periods: tuple[Period, ...]
    panels: tuple[Series, ...]
    shared: bool = False

    def __post_init__(self) -> None:
        as_long(self.periods, self.panels)
        if self.shared:
            one_basis(panel.basis for panel in self.panels)


@dataclass(frozen=True)
class DifferenceRow:
    label: str
    area: Cell
    comparator: Cell
    difference: Cell
    edition: str = ""

    def __post_init__(self) -> None:
        both = (self.area, self.comparator)
        if isinstance(self.difference, Printed):
            a, b = both
            if not (isinstance(a, Printed) and isinstance(b, Printed)):
                raise ValueError("A difference is printed of two printed numbers")
            if a.value - b.value != self.difference.value:
                raise ValueError(f"{a.text} less {b.text} is not {self.difference.text}")


@dataclass(frozen=True)
class Differences:
    """Two percentages and how many percentage points lie between them, from nought."""

    basis: Basis
    area: str
    comparator: str
    rows: tuple[DifferenceRow, ...]

    def __post_init__(self) -> None:
        if self.basis.unit != Unit.PERCENTAGE:
            raise ValueError("Points lie between two percentages")


@dataclass(frozen=True)
class ShareRow:
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Shares:
    """Parts that add up to a whole, a bar for each row."""

    basis: Basis
    parts: tuple[str, ...]
    rows: tuple[ShareRow, ...]

    def __post_init__(self) -> None:
        if not 0 < len(self.parts) <= MOST_PARTS:
            raise ValueError(f"A whole is shown in at most {MOST_PARTS} parts: join the smallest")
        for row in self.rows:
            if len(row.cells) != len(self.parts):
                raise ValueError(f"{row.label}: {len(row.cells)} of {len(self.parts)} parts")


Chart = Trend | Columns | Bars | Groups | Multiples | Differences | Shares


def all_cells(chart: Chart) -> tuple[Cell, ...]:
    """Every number of a chart, or the words in its place."""
    return tuple(_cells(chart))


def _cells(chart: Chart) -> Iterable[Cell]:
    match chart:
        case Trend() | Groups():
            return (cell for series in chart.series for cell in series.cells)
        case Columns():
            return chart.series.cells
        case Multiples():
            return (cell for panel in chart.panels for cell in panel.cells)
        case Bars():
            return (row.cell for row in chart.rows)
        case Differences():
            return (c for row in chart.rows for c in (row.area, row.comparator, row.difference))
        case Shares():
            return (cell for row in chart.rows for cell in row.cells)


def all_series(chart: Chart) -> tuple[Series, ...]:
    """What has points, with their status and editions."""
    match chart:
        case Trend() | Groups():
            return chart.series
        case Columns():
            return (chart.series,)
        case Multiples():
            return chart.panels
        case _:
            return ()
