"""A chart in words, for who hears it: its numbers and what is not among them, never its shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

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
from charts.values import Cell, Hidden, Period, Printed, Series

MOST_SAID: Final = 8  # numbers of one series; of more the first, last, highest and lowest


def numbers(chart: Chart) -> tuple[str, ...]:
    """Sentences with every number that can be said, and where one is hidden or missing."""
    match chart:
        case Trend():
            told = [_series(one, chart.periods) for one in chart.series]
            told += [f"{line.words}, {line.agreed}." for line in chart.lines]
            return tuple(told)
        case Columns():
            return (_series(chart.series, chart.periods),)
        case Multiples():
            return tuple(_series(panel, chart.periods) for panel in chart.panels)
        case Bars():
            return (_listed((row.label, row.cell) for row in chart.by_size),)
        case Groups():
            return tuple(
                f"{one.name}: {_listed(zip(chart.categories, one.cells, strict=True))}"
                for one in chart.series
            )
        case Differences():
            return tuple(_differences(chart))
        case Shares():
            return tuple(
                f"{row.label}: {_listed(zip(chart.parts, row.cells, strict=True))}"
                for row in chart.rows
            )


def said(cell: Cell) -> str:
    """One cell: "17", "hidden, fewer than 5", "not published yet"."""
    if isinstance(cell, Hidden) and cell.text != "hidden":
        return f"hidden, {cell.text}"
    return cell.text


def _listed(pairs: Iterable[tuple[str, Cell]]) -> str:
    return "; ".join(f"{name}: {said(cell)}" for name, cell in pairs) + "."


def _series(series: Series, periods: Sequence[Period]) -> str:
    points = list(zip(periods, series.cells, strict=True))
    shown = [(period, cell) for period, cell in points if isinstance(cell, Printed)]
    if len(shown) <= MOST_SAID:
        told = [f"{cell.text} {period.in_words}" for period, cell in shown]
    else:
        told = [f"{cell.text} {period.in_words}" for period, cell in (shown[0], shown[-1])]
        cells = [cell for _, cell in shown]
        told += [f"at most {_most(cells)}", f"at least {_least(cells)}"]
    told += [f"{period.label}: {said(c)}" for period, c in points if not isinstance(c, Printed)]
    return f"{series.name}: {'; '.join(told) or 'no numbers'}."


def _most(cells: Sequence[Printed]) -> str:
    return max(cells, key=lambda cell: cell.value).text


def _least(cells: Sequence[Printed]) -> str:
    return min(cells, key=lambda cell: cell.value).text


def _differences(chart: Differences) -> Iterator[str]:
    for row in chart.rows:
        yield (
            f"{row.label}: {chart.area} {said(row.area)}, {chart.comparator} "
            f"{said(row.comparator)}, difference {_points(row.difference)}."
        )


def _points(cell: Cell) -> str:
    return f"{cell.text} percentage points" if isinstance(cell, Printed) else said(cell)
