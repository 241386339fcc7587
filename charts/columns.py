"""Columns by quarter or year as a drawing: from nought, each with its number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from charts import shapes
from charts.kinds import Columns, all_cells
from charts.labels import width
from charts.scale import NOUGHT, axis_of
from charts.shapes import Drawing, Shape
from charts.trend import BASE, GAP, HEIGHT, TOP, Plot, mark, marked, periods, ticks
from charts.values import Printed, printed

WIDEST: Final = 42.0


def drawing(chart: Columns, title: str) -> Drawing:
    """Each column bears its number; where not all have room, the axis has numbers instead."""
    axis = axis_of(printed(all_cells(chart)), unit=chart.basis.unit)
    number = max(len(chart.periods), 1)
    bare = _widest(chart) + 3 > shapes.WIDTH / number
    left = max(width(axis.words(tick)) for tick in axis.ticks) + GAP if bare else 0.0
    step = (shapes.WIDTH - left) / number
    plot = Plot(left + step / 2, shapes.WIDTH - step / 2, TOP, BASE, axis, number)
    drawn = [
        *(ticks(plot._replace(right=shapes.WIDTH), left) if bare else ()),
        *periods(_stepped(plot, step), chart.periods),
        *_columns(chart, plot, step, bare=bare),
        shapes.line((left, _nought(plot)), (shapes.WIDTH, _nought(plot)), shapes.SOFT, 1.0),
    ]
    return Drawing(title, shapes.WIDTH, HEIGHT, tuple(drawn))


def _widest(chart: Columns) -> float:
    """How wide the widest number over a column is."""
    shown = [point for point in chart.series.points if isinstance(point.cell, Printed)]
    return max((width(marked(point)) for point in shown), default=0.0)


def _nought(plot: Plot) -> float:
    return plot.y(Printed(NOUGHT, "0"))


def _stepped(plot: Plot, step: float) -> Plot:
    """The same places; with one period only there is all the room for its name."""
    if plot.places > 1:
        return plot
    return plot._replace(left=plot.left - step, right=plot.right + step)


def _columns(chart: Columns, plot: Plot, step: float, *, bare: bool) -> Iterator[Shape]:
    last, broad = len(chart.periods) - 1, min(step * 0.68, WIDEST)
    nought = _nought(plot)
    for place, point in enumerate(chart.series.points):
        if not isinstance(point.cell, Printed):
            continue
        x, y = plot.x(place), plot.y(point.cell)
        fill = shapes.ACCENT if place == last else shapes.OTHER
        yield shapes.rect(x - broad / 2, min(y, nought), broad, abs(nought - y), fill)
        words = mark(point) if bare else marked(point)
        if words:
            foot = y + 14 if point.cell.value < 0 else y - 5
            yield shapes.text(x, foot, words, anchor="middle", weight=shapes.BOLD)
