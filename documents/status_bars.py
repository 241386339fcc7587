"""Statuses and counts as drawings for our own SVG templates: the same on the page and on paper.

Pure geometry: numbers in, shapes out, in user units. Every chart carries a title and a description
in words and stands beside its table; a shape is named by a word or a number, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents.statuses import Tag

MIN_LABEL = 22.0  # a symbol and a number need this much room inside their segment
MIN_SIGN = (
    10.0  # a symbol alone: no part is drawn narrower, or grey print could not tell which it is
)


@dataclass(frozen=True)
class Segment:
    x: float
    width: float
    tag: Tag
    value: int

    @property
    def label(self) -> str:
        """What is written in it: the symbol, and the number where there is room."""
        return f"{self.tag.symbol} {self.value}" if self.width >= MIN_LABEL else self.tag.symbol

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True)
class StackedBar:
    """One bar cut by status. ``title`` says in words what it shows."""

    title: str
    width: float
    height: float
    segments: Sequence[Segment]

    @property
    def baseline(self) -> float:
        return round(self.height / 2 + 3.6, 2)


@dataclass(frozen=True)
class Column:
    x: float
    middle: float
    label: str
    total: int
    complete: int
    total_y: float
    total_height: float
    complete_y: float
    complete_height: float

    @property
    def label_y(self) -> float:
        return round(self.total_y - 4, 2)


@dataclass(frozen=True)
class Columns:
    """Columns by date, the completed part filled."""

    title: str
    description: str
    width: float
    height: float
    base: float
    column: float
    columns: Sequence[Column]


def stacked_bar(
    parts: Sequence[tuple[Tag, int]], *, width: float = 240, height: float = 16, name: str = ""
) -> StackedBar:
    """A bar of ``width`` cut in proportion to the counts, but for parts that would be too narrow
    for their sign; empty parts are left out."""
    drawn = [(tag, value) for tag, value in parts if value]
    segments, x = [], 0.0
    for (tag, value), size in zip(drawn, _sizes([value for _, value in drawn], width), strict=True):
        segments.append(Segment(round(x, 2), round(size, 2), tag, value))
        x += size
    words = ", ".join(f"{value} {tag.label.lower()}" for tag, value in parts if value)
    return StackedBar(f"{name}: {words or 'no actions'}".strip(": "), width, height, segments)


def _sizes(values: Sequence[int], width: float) -> list[float]:
    """How wide each part is: the narrow as wide as a sign, the others share what is left."""
    total = sum(values)
    narrow = [width * value / total < MIN_SIGN for value in values]
    left = width - MIN_SIGN * sum(narrow)
    rest = sum(value for value, small in zip(values, narrow, strict=True) if not small)
    return [
        MIN_SIGN if small else left * value / rest
        for value, small in zip(values, narrow, strict=True)
    ]


def completed_by_date(
    rows: Sequence[tuple[str, int, int]], *, width: float = 640, height: float = 126
) -> Columns:
    """Columns of all actions, the completed part filled; ``rows`` are (label, total, complete)."""
    base, top = height - 16, 14.0
    scale = (base - top) / max(1, *(total for _, total, _ in rows), 1)
    step = width / max(len(rows), 1)
    column = min(step * 0.6, 46.0)
    columns = [
        _column(place * step + (step - column) / 2, column, row, base, scale)
        for place, row in enumerate(rows)
    ]
    told = "; ".join(f"{label}: {complete} of {total}" for label, total, complete in rows)
    return Columns("Completed actions by date", told, width, height, base, column, columns)


def _column(x: float, width: float, row: tuple[str, int, int], base: float, scale: float) -> Column:
    label, total, complete = row
    return Column(
        x=round(x, 2),
        middle=round(x + width / 2, 2),
        label=label,
        total=total,
        complete=complete,
        total_y=round(base - total * scale, 2),
        total_height=round(total * scale, 2),
        complete_y=round(base - complete * scale, 2),
        complete_height=round(complete * scale, 2),
    )
