"""Percentage points of difference as a drawing: bars to both sides of nought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from charts import shapes
from charts.bars import BAR, BETWEEN, GAP, MOST_SIDE, widest
from charts.kinds import Differences
from charts.labels import LEADING, width, wrapped
from charts.shapes import Drawing, Shape
from charts.values import Printed


class Row(NamedTuple):
    label: tuple[str, ...]
    value: float
    words: str
    newest: bool


def drawing(chart: Differences, title: str) -> Drawing:
    """To the right where the area is above the comparator; only printed differences are drawn."""
    rows = list(_rows(chart))
    values = [row.value for row in rows]
    low, high = min([*values, 0.0]), max([*values, 0.0])
    side = max((width(row.words) for row in rows), default=0.0) + GAP
    left = widest([row.label for row in rows]) + 3 * GAP + (side if low < 0 else 0)
    span = (shapes.WIDTH - left - (side if high > 0 else 0)) / ((high - low) or 1)
    nought = left - low * span
    drawn = _heads(chart, nought, values)
    top = head = 8 + (LEADING if drawn else 0)
    for row in rows:
        middle = top + max(BAR, len(row.label) * LEADING) / 2
        drawn += _row(row, middle, nought, span)
        top += max(BAR, len(row.label) * LEADING) + BETWEEN
    axis = shapes.line((nought, head - 4), (nought, top - BETWEEN + 3), shapes.SOFT, 1.0)
    return Drawing(title, shapes.WIDTH, top - BETWEEN + 4, (*drawn, axis))


def _rows(chart: Differences) -> Iterator[Row]:
    for place, row in enumerate(chart.rows):
        if isinstance(row.difference, Printed):
            label = wrapped(row.label, MOST_SIDE)
            newest = place == len(chart.rows) - 1
            yield Row(label, float(row.difference.value), signed(row.difference), newest)


def signed(cell: Printed) -> str:
    """A difference with its sign, as one prints it: "+2.1", "−0.4", "0"."""
    text = cell.text.lstrip("+-−")
    return f"{'+' if cell.value > 0 else '−' if cell.value < 0 else ''}{text}"


def _heads(chart: Differences, nought: float, values: Sequence[float]) -> list[Shape]:
    """What a bar to either side means."""
    below, above = f"Below {chart.comparator}", f"Above {chart.comparator}"
    heads = []
    if min(values, default=0) < 0:
        end = max(nought - GAP, width(below))
        heads.append(_head(end, below, "end"))
        nought = max(nought, end + GAP)
    if max(values, default=0) > 0:
        heads.append(_head(min(nought + GAP, shapes.WIDTH - width(above)), above, "start"))
    return heads


def _head(x: float, words: str, anchor: shapes.Anchor) -> Shape:
    return shapes.text(x, 12, words, anchor=anchor, fill=shapes.SOFT, weight=shapes.BOLD)


def _row(row: Row, middle: float, nought: float, span: float) -> Iterator[Shape]:
    end = nought + row.value * span
    fill = shapes.ACCENT if row.newest else shapes.OTHER
    yield from shapes.lines_of_text(0, shapes.foot(middle, len(row.label)), row.label)
    size = abs(end - nought)
    yield shapes.rect(min(nought, end), middle - BAR / 2, size, BAR, fill)
    below = row.value < 0
    x = end - GAP + 1 if below else end + GAP - 1
    anchor: shapes.Anchor = "end" if below else "start"
    yield shapes.text(x, shapes.foot(middle), row.words, anchor=anchor, weight=shapes.BOLD)
