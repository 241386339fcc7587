"""Parts of a whole as a drawing: a bar for each row, cut in proportion to its printed numbers.

A row of which a part is hidden or missing is not drawn: what is left of its bar would be the part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from charts import shapes
from charts.kinds import MOST_PARTS, ShareRow, Shares
from charts.labels import LEADING, apart, width, wrapped
from charts.shapes import Drawing, Shape
from charts.values import Printed

BAR: Final = 26.0
BETWEEN: Final = 8.0
GAP: Final = 8.0
# light to dark, so that neighbours differ in grey; the writing on each stands out from it
FILLS: Final = (
    (shapes.WHITE, shapes.INK),
    (shapes.PALE, shapes.INK),
    ("#b3c6cb", shapes.INK),
    (shapes.OTHER, shapes.INK),
    ("#3f6672", shapes.WHITE),
    (shapes.ACCENT, shapes.WHITE),
)


class Part(NamedTuple):
    x: float
    width: float
    text: str
    fill: str
    ink: str

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


def drawing(chart: Shares, title: str) -> Drawing:
    """Each bar under its name; over the first bar the names of the parts."""
    rows = [row for row in chart.rows if _whole(row)]
    drawn: list[Shape] = []
    top = 0.0
    for place, row in enumerate(rows):
        label, parts = wrapped(row.label, shapes.WIDTH), list(_parts(row))
        drawn += shapes.lines_of_text(0, top + 11, label, weight=shapes.BOLD)
        top += len(label) * LEADING + 4
        if not place:
            names, high = _names(chart.parts, parts, top)
            drawn += names
            top += high
        drawn += _bar(parts, top)
        top += BAR + BETWEEN
    return Drawing(title, shapes.WIDTH, max(top - BETWEEN + 1, BAR), tuple(drawn))


def _whole(row: ShareRow) -> bool:
    """Whether every part is printed and there is something to share."""
    return all(isinstance(cell, Printed) for cell in row.cells) and _sum(row) > 0


def _sum(row: ShareRow) -> Decimal:
    values = [cell.value for cell in row.cells if isinstance(cell, Printed)]
    return sum(values, Decimal(0))


def _parts(row: ShareRow) -> Iterator[Part]:
    total, x = _sum(row), 0.5
    for place, cell in enumerate(row.cells):
        if isinstance(cell, Printed):
            broad = float(cell.value / total) * (shapes.WIDTH - 1)
            yield Part(x, broad, cell.text, *_fill(place, len(row.cells)))
            x += broad


def _fill(place: int, parts: int) -> tuple[str, str]:
    """Spread over the scale, so that two or three parts are far apart in grey."""
    return FILLS[round(place * (MOST_PARTS - 1) / max(parts - 1, 1))]


def _bar(parts: Sequence[Part], top: float) -> Iterator[Shape]:
    for part in parts:
        if not part.width:
            continue
        yield shapes.rect(part.x, top, part.width, BAR, part.fill, shapes.ACCENT)
        if width(part.text) + 4 <= part.width:
            foot = shapes.foot(top + BAR / 2)
            yield shapes.text(
                part.middle, foot, part.text, anchor="middle", fill=part.ink, weight=shapes.BOLD
            )


def _names(names: Sequence[str], parts: Sequence[Part], top: float) -> tuple[list[Shape], float]:
    """The names side by side, each with a thin line down to its part; and how high they are."""
    labels = _broken(names)
    broad = [max(map(width, label)) for label in labels]
    wanted = [part.middle - size / 2 for part, size in zip(parts, broad, strict=True)]
    places = apart(wanted, [size + GAP for size in broad], 0.0, shapes.WIDTH + GAP)
    high = max(map(len, labels)) * LEADING
    drawn: list[Shape] = []
    for label, x, size, part in zip(labels, places, broad, parts, strict=True):
        foot = top + high - (len(label) - 1) * LEADING - 3
        middle = x + size / 2
        drawn += shapes.lines_of_text(middle, foot, label, anchor="middle", fill=shapes.SOFT)
        drawn.append(shapes.line((middle, top + high), (part.middle, top + high + 9), shapes.SOFT))
    return drawn, high + 9


def _broken(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Names as they stand side by side: whole, or broken between words, or where they must be."""
    room = shapes.WIDTH - GAP * (len(names) - 1)
    whole: list[tuple[str, ...]] = [(name,) for name in names]
    by_word = [wrapped(name, max(map(width, name.split(" ")))) for name in names]
    for labels in (whole, by_word):
        if sum(max(map(width, label)) for label in labels) <= room:
            return labels
    return [wrapped(name, room / len(names)) for name in names]
