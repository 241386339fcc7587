"""Small trends side by side as one drawing, two to a row: each from nought, on its own axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from charts import shapes
from charts.kinds import Multiples, all_cells
from charts.labels import LEADING, width, wrapped
from charts.scale import Axis, axis_of
from charts.shapes import Drawing, Shape
from charts.trend import Plot, mark, marked, runs
from charts.values import Period, Printed, Series, printed

ACROSS: Final = 2
GUTTER: Final = 26.0
PANEL: Final = (shapes.WIDTH - GUTTER) / ACROSS
PLOT: Final = 66.0
GAP: Final = 5.0


def drawing(chart: Multiples, title: str) -> Drawing:
    one = axis_of(printed(all_cells(chart))) if chart.shared else None
    drawn: list[Shape] = []
    top = 0.0
    for start in range(0, len(chart.panels), ACROSS):
        row = chart.panels[start : start + ACROSS]
        names = [wrapped(panel.name, PANEL) for panel in row]
        head = max(len(name) for name in names) * LEADING
        for place, (panel, name) in enumerate(zip(row, names, strict=True)):
            left = place * (PANEL + GUTTER)
            axis = one or axis_of(printed(panel.cells), unit=panel.basis.unit)
            plot = _plot(left, top + head, axis, panel)
            drawn += shapes.lines_of_text(left, top + 11, name, weight=shapes.BOLD)
            drawn += _panel(panel, plot, left, chart.periods)
        top += head + PLOT + 2 * LEADING + 22
    return Drawing(title, shapes.WIDTH, max(top - 10, LEADING), tuple(drawn))


def _plot(left: float, top: float, axis: Axis, panel: Series) -> Plot:
    shown = [point for point in panel.points if isinstance(point.cell, Printed)]
    room = max((width(marked(point)) for point in shown), default=10.0)
    upper = top + LEADING + 6
    return Plot(left + room / 2 + 2, left + PANEL - room / 2 - 2, upper, upper + PLOT, axis,
                len(panel.points))  # fmt: skip


def _panel(panel: Series, plot: Plot, left: float, periods: Sequence[Period]) -> Iterator[Shape]:
    ends = ((left, plot.base), (left + PANEL, plot.base))
    yield shapes.line(*ends, shapes.SOFT, 1.0)
    for run in runs(panel):
        points = [(plot.x(place), plot.y(cell)) for place, cell in run]
        if len(points) > 1:
            yield shapes.path(points, shapes.ACCENT, 2.4)
        for x, y in points:
            yield shapes.dot(x, y, shapes.ACCENT, shapes.ACCENT, 1.6)
    yield from _numbers(panel, plot)
    yield from _ends(plot, left, periods)


def _numbers(panel: Series, plot: Plot) -> Iterator[Shape]:
    """The first and the last printed number, and the marks of the others."""
    shown = [place for place, cell in enumerate(panel.cells) if isinstance(cell, Printed)]
    told = {shown[0], shown[-1]} if shown else set()
    if len(told) > 1 and plot.x(shown[-1]) - plot.x(shown[0]) < 2 * width("0000"):
        told = {shown[-1]}
    for place in shown:
        point = panel.points[place]
        words = marked(point) if place in told else mark(point)
        if words and isinstance(point.cell, Printed):
            weight = shapes.BOLD if place == shown[-1] else ""
            x, y = plot.x(place), plot.y(point.cell) - 7
            yield shapes.text(x, y, words, anchor="middle", weight=weight)


def _ends(plot: Plot, left: float, periods: Sequence[Period]) -> Iterator[Shape]:
    """The first and the last period under the axis, or the last alone where they would touch."""
    if not periods:
        return
    names = [periods[0].on_axis, periods[-1].on_axis]
    foot = plot.base + 15
    if len(periods) > 1 and width(names[0]) + width(names[1]) + GAP <= PANEL:
        yield shapes.text(left, foot, names[0], fill=shapes.SOFT)
    yield shapes.text(left + PANEL, foot, names[1], anchor="end", fill=shapes.SOFT)
