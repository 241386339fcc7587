"""Bars across as drawings: by name, and by name and period.

A row whose number is not printed is not drawn at all: an empty place would be read as nought.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from charts import shapes
from charts.kinds import Bars, Groups
from charts.labels import LEADING, width, wrapped
from charts.shapes import Drawing, Shape
from charts.trend import marked
from charts.values import Point, Printed

GAP: Final = 6.0
MOST_LABEL: Final = 166.0
MOST_SIDE: Final = 118.0  # where more than a name stands at the left
BAR: Final = 16.0
BETWEEN: Final = 7.0
FILLS: Final = (shapes.ACCENT, shapes.OTHER, shapes.PALE)  # from the newest backwards


def bars(chart: Bars, title: str) -> Drawing:
    """Names at the left, broken where they are long; the longest bar is the darkest."""
    rows = [(row.label, row.cell) for row in chart.by_size if isinstance(row.cell, Printed)]
    labels = [wrapped(label, MOST_LABEL) for label, _ in rows]
    left = widest(labels) + GAP
    most = max((cell.value for _, cell in rows), default=Decimal(0))
    right = shapes.WIDTH - GAP - max((width(cell.text) for _, cell in rows), default=0.0)
    drawn: list[Shape] = []
    top = 2.0
    for label, (_, cell) in zip(labels, rows, strict=True):
        high = max(BAR, len(label) * LEADING)
        middle = top + high / 2
        size = float(cell.value / most) * (right - left) if most else 0.0
        fill = shapes.ACCENT if cell.value == most else shapes.OTHER
        drawn += shapes.lines_of_text(
            left - GAP, shapes.foot(middle, len(label)), label, anchor="end"
        )
        drawn += _bar(left, middle, size, cell.text, fill)
        top += high + BETWEEN
    return framed(title, left, top, drawn)


def _bar(left: float, middle: float, size: float, words: str, fill: str) -> list[Shape]:
    edge = shapes.ACCENT if fill == shapes.PALE else ""
    return [
        shapes.rect(left, middle - BAR / 2, size, BAR, fill, edge),
        shapes.text(left + size + GAP - 1, shapes.foot(middle), words, weight=shapes.BOLD),
    ]


def framed(title: str, left: float, top: float, drawn: Sequence[Shape]) -> Drawing:
    """The bars with the line that they begin at."""
    height = max(top - BETWEEN + 2, BAR)
    axis = shapes.line((left, 0), (left, height), shapes.SOFT, 1.0)
    return Drawing(title, shapes.WIDTH, height, (*drawn, axis))


def widest(labels: Sequence[Sequence[str]]) -> float:
    return max((width(words) for label in labels for words in label), default=0.0)


def groups(chart: Groups, title: str) -> Drawing:
    """In each category a bar for each period, which is named at its left."""
    shown = [point for series in chart.series for point in series.points if _is_printed(point)]
    most = max(
        (point.cell.value for point in shown if isinstance(point.cell, Printed)), default=Decimal(0)
    )
    labels = [wrapped(name, MOST_SIDE) for name in chart.categories]
    edge = widest(labels) + GAP * 2
    left = edge + max(width(series.name) for series in chart.series) + GAP
    right = shapes.WIDTH - GAP - max((width(marked(point)) for point in shown), default=0.0)
    drawn: list[Shape] = []
    top = 2.0
    for place, label in enumerate(labels):
        rows = list(_group(chart, place))
        if not rows:
            continue
        drawn += shapes.lines_of_text(0, shapes.foot(top + BAR / 2), label, weight=shapes.BOLD)
        for number, (name, point, fill) in enumerate(rows):
            middle = top + BAR / 2 + number * (BAR + 1)
            size = _length(point, most) * (right - left)
            drawn.append(
                shapes.text(left - GAP, shapes.foot(middle), name, anchor="end", fill=shapes.SOFT)
            )
            drawn += _bar(left, middle, size, marked(point), fill)
        top += max(len(rows) * (BAR + 1), len(label) * LEADING) + BETWEEN
    return framed(title, left, top, drawn)


def _is_printed(point: Point) -> bool:
    return isinstance(point.cell, Printed)


def _group(chart: Groups, place: int) -> Iterator[tuple[str, Point, str]]:
    last = len(chart.series) - 1
    for number, series in enumerate(chart.series):
        if _is_printed(point := series.points[place]):
            yield series.name, point, FILLS[last - number]


def _length(point: Point, most: Decimal) -> float:
    return float(point.cell.value / most) if most and isinstance(point.cell, Printed) else 0.0
