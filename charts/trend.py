"""A trend as a drawing: lines that break where a number is not printed, and labels on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from charts import shapes
from charts.kinds import Trend, all_cells
from charts.labels import LEADING, apart, width, wrapped
from charts.scale import Axis, axis_of
from charts.shapes import Drawing, Shape
from charts.values import Period, Point, Printed, Series, Status, printed

HEIGHT: Final = 178.0  # three figures stand on a page
TOP: Final = 22.0  # room for a label over the highest point
BASE: Final = 152.0
GAP: Final = 6.0
MOST_NAMED: Final = 104.0  # the widest that the names at the right may be
STEEP: Final = 6.0  # a line that rises by less leaves room over its points
LEAST_INSET: Final = 10.0
DASH: Final = "5 4"
AGREED: Final = {"threshold": "2 3", "target": "8 3"}


class Plot(NamedTuple):
    """Where the lines are drawn, and the axis that their heights are read on."""

    left: float
    right: float
    top: float
    base: float
    axis: Axis
    places: int

    def x(self, place: int) -> float:
        if self.places == 1:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * place / (self.places - 1)

    def y(self, cell: Printed) -> float:
        return self.base - (self.base - self.top) * self.axis.share(cell.value)

    @property
    def step(self) -> float:
        return (self.right - self.left) / max(self.places - 1, 1)


def mark(point: Point) -> str:
    """ "r" beside a number that was revised, "p" beside a provisional one; notes say so."""
    return ("p" if point.status == Status.PROVISIONAL else "") + ("r" if point.revised else "")


def marked(point: Point) -> str:
    """A printed number with its mark: "2.4 r"."""
    return f"{point.cell.text} {mark(point)}".strip()


def drawing(chart: Trend, title: str) -> Drawing:
    lines = [line.cell for line in chart.lines]
    axis = axis_of(
        [*printed(all_cells(chart)), *lines], from_nought=chart.from_nought, unit=chart.basis.unit
    )
    names = list(_names(chart))
    room = max((width(words) for name in names for words in name.words), default=0.0)
    left = max(width(axis.words(tick)) for tick in axis.ticks) + GAP
    inset = _inset(chart)
    right = shapes.WIDTH - (room + GAP + 4 if names else max(_last(chart), 12))
    plot = Plot(left + inset, right, TOP, BASE, axis, len(chart.periods))
    told = list(_numbers(chart, plot))
    drawn = [
        *ticks(plot, left),
        *map(shapes.plate, told),
        *periods(plot, chart.periods),
        *_agreed(chart, plot, left),
        *(shape for one in reversed(chart.series) for shape in _line(chart, one, plot)),
        *told,
        *_named(names, plot),
    ]
    return Drawing(title, shapes.WIDTH, HEIGHT, tuple(drawn))


def _inset(chart: Trend) -> float:
    """How far the first place stands from the axis: its words must not touch those of the axis."""
    if not chart.periods:
        return LEAST_INSET
    numbers = [
        width(marked(series.points[0])) / 2
        for series in chart.series
        if series.points and isinstance(series.points[0].cell, Printed)
    ]
    return max(width(chart.periods[0].on_axis) / 2 - GAP, LEAST_INSET, *numbers)


def _last(chart: Trend) -> float:
    """How wide the words are that stand over and under the last place."""
    if not chart.periods:
        return 0.0
    point = chart.area.points[-1]
    number = marked(point) if isinstance(point.cell, Printed) else ""
    return max(width(number), width(chart.periods[-1].on_axis) / 2)


def ticks(plot: Plot, left: float) -> Iterator[Shape]:
    """A fine line for each step of the axis, and its number at the left."""
    for tick in plot.axis.ticks:
        height = plot.base - (plot.base - plot.top) * plot.axis.share(tick)
        stroke, weight = (shapes.SOFT, 1.0) if tick == 0 else (shapes.HAIR, 0.75)
        yield shapes.line((left, height), (plot.right, height), stroke, weight)
        words = plot.axis.words(tick)
        yield shapes.text(left - GAP, shapes.foot(height), words, anchor="end", fill=shapes.SOFT)


def periods(plot: Plot, names: Sequence[Period]) -> Iterator[Shape]:
    """Names of periods under the axis: the last always, and back from it those that have room."""
    widest = max((width(period.on_axis) for period in names), default=0.0)
    moved = max(0.0, plot.x(len(names) - 1) + widest / 2 - shapes.WIDTH) if names else 0.0
    every = max(1, -int(-(widest + GAP + moved) // max(plot.step, 1.0)))
    for place in range(len(names) - 1, -1, -every):
        words = names[place].on_axis
        half = width(words) / 2
        x = min(max(plot.x(place), half), shapes.WIDTH - half)
        yield shapes.text(x, plot.base + 18, words, anchor="middle", fill=shapes.SOFT)


def runs(series: Series) -> Iterator[list[tuple[int, Printed]]]:
    """The stretches of printed numbers; over what is hidden or missing there is no bridge."""
    places = enumerate(series.points)
    for shown, stretch in groupby(places, key=lambda pair: isinstance(pair[1].cell, Printed)):
        if shown:
            yield [(place, p.cell) for place, p in stretch if isinstance(p.cell, Printed)]


def _line(chart: Trend, series: Series, plot: Plot) -> Iterator[Shape]:
    own = series is chart.area
    for run in runs(series):
        points = [(plot.x(place), plot.y(cell)) for place, cell in run]
        if len(points) > 1:
            stroke = shapes.ACCENT if own else shapes.SOFT
            yield shapes.path(points, stroke, 2.6 if own else 1.6, "" if own else DASH)
        for x, y in points:
            if own:
                yield shapes.dot(x, y, shapes.ACCENT, shapes.ACCENT)
            else:
                yield shapes.dot(x, y, shapes.WHITE, shapes.SOFT, 2.8)


def _numbers(chart: Trend, plot: Plot) -> Iterator[Shape]:
    """The numbers on the line: of one series all where they have room, of two the first."""
    for series in chart.series:
        own, places = series is chart.area, _told(chart, series, plot)
        beside = _named_place(chart, series)
        for place, point in enumerate(series.points):
            words = marked(point) if place in places else mark(point)
            words = "" if place == beside else words
            if words and isinstance(point.cell, Printed):
                spot = _spot(chart, series, place, plot)
                yield shapes.text(
                    plot.x(place) + spot.right,
                    plot.y(point.cell) + spot.down,
                    words,
                    anchor=spot.anchor,
                    fill=shapes.ACCENT if own else shapes.SOFT,
                    weight=shapes.BOLD,
                )


def _told(chart: Trend, series: Series, plot: Plot) -> set[int]:
    """Places whose number is written beside its point."""
    shown = [place for place, cell in enumerate(series.cells) if isinstance(cell, Printed)]
    if not shown:
        return set()
    if chart.comparator:
        return {shown[0]} if len(shown) > 1 else set()
    widest = max(width(marked(series.points[place])) for place in shown)
    return set(shown) if widest + GAP <= plot.step or len(shown) < 2 else {shown[0], shown[-1]}


def _named_place(chart: Trend, series: Series) -> int | None:
    """The place whose number stands at the right, among the names: the last printed one, where
    there are names at all."""
    if not (chart.comparator or chart.lines):
        return None
    shown = [place for place, cell in enumerate(series.cells) if isinstance(cell, Printed)]
    if not shown or (not chart.comparator and shown[-1] != len(series.points) - 1):
        return None
    return shown[-1]


class Spot(NamedTuple):
    """Where a number stands, from its point."""

    right: float
    down: float
    anchor: shapes.Anchor = "middle"


ABOVE: Final = Spot(0, -8)
BELOW: Final = Spot(0, 17)


def _spot(chart: Trend, series: Series, place: int, plot: Plot) -> Spot:
    """Away from the line: above a point, under one in a valley, on the outer side of a slope."""
    if chart.comparator:
        return BELOW if _lower(chart, series, place) else ABOVE
    here = _height(series, place, plot)
    before, after = (_height(series, place + step, plot) for step in (-1, 1))
    falls = before is not None and here is not None and before < here - STEEP
    rises = after is not None and here is not None and after < here - STEEP
    if rises and (falls or before is None):
        return BELOW if here is not None and here + 20 < plot.base else ABOVE
    if rises:
        return Spot(4, -8, "end")
    return Spot(-4, -8, "start") if falls else ABOVE


def _height(series: Series, place: int, plot: Plot) -> float | None:
    """How far down a point stands; None where there is none."""
    if not 0 <= place < len(series.points):
        return None
    cell = series.points[place].cell
    return plot.y(cell) if isinstance(cell, Printed) else None


def _lower(chart: Trend, series: Series, place: int) -> bool:
    """Whether a series lies below the other one there, so that its number stands under it."""
    if not chart.comparator:
        return False
    other = chart.comparator if series is chart.area else chart.area
    mine, its = series.cells[place], other.cells[place]
    if isinstance(mine, Printed) and isinstance(its, Printed) and mine.value != its.value:
        return mine.value < its.value
    return series is chart.area


class Name(NamedTuple):
    """What stands at the right of a line: its words, in lines, and the number it stands at."""

    words: tuple[str, ...]
    cell: Printed
    fill: str


def _names(chart: Trend) -> Iterator[Name]:
    """Names of the lines with their last printed number; a single series needs no name, and beside
    the name of what was agreed only its number."""
    for series in chart.series:
        last = _named_place(chart, series)
        if last is None:
            continue
        if chart.comparator:
            yield _name(chart, series, last)
        else:
            point = series.points[last]
            yield Name((marked(point),), Printed.of(point.cell.text), shapes.ACCENT)
    for agreed in chart.lines:
        yield Name(wrapped(agreed.words, MOST_NAMED), agreed.cell, shapes.INK)


def _name(chart: Trend, series: Series, last: int) -> Name:
    point = series.points[last]
    when = "" if last == len(chart.periods) - 1 else f" ({chart.periods[last].on_axis})"
    fill = shapes.ACCENT if series is chart.area else shapes.SOFT
    lines = wrapped(series.name, MOST_NAMED)
    number = f"{marked(point)}{when}"
    if width(f"{lines[-1]} {number}") <= MOST_NAMED:
        return Name((*lines[:-1], f"{lines[-1]} {number}"), Printed.of(point.cell.text), fill)
    return Name((*lines, number), Printed.of(point.cell.text), fill)


def _named(names: Sequence[Name], plot: Plot) -> Iterator[Shape]:
    """The names beside the ends of their lines, moved apart where they would touch."""
    ordered = sorted(names, key=lambda name: plot.y(name.cell))
    wanted = [plot.y(name.cell) - (len(name.words) - 1) * LEADING / 2 for name in ordered]
    gaps = [len(name.words) * LEADING + 2 for name in ordered]
    heights = apart(wanted, gaps, 8.0, plot.base + LEADING)
    for name, height in zip(ordered, heights, strict=True):
        yield from shapes.lines_of_text(
            plot.right + GAP + 4, shapes.foot(height), name.words, fill=name.fill,
            weight=shapes.BOLD,
        )  # fmt: skip


def _agreed(chart: Trend, plot: Plot, left: float) -> Iterator[Shape]:
    for agreed in chart.lines:
        height = plot.y(agreed.cell)
        ends = ((left, height), (plot.right, height))
        yield shapes.line(*ends, shapes.INK, 1.2, AGREED[agreed.kind])
