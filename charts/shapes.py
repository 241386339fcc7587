"""Drawings as plain shapes for one SVG template: presentation attributes and real text. Pure.

The units are those of a screen's pixel, 96 to the inch. A drawing is as wide as its place on paper
(96 mm) and as a phone; a wider screen enlarges it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.safestring import SafeString

from charts.labels import LEADING, SIZE
from charts.labels import width as width_of

WIDTH: Final = 362.0
INK: Final = "#14232c"
ACCENT: Final = "#12343f"  # the newest, or what the message names
SOFT: Final = "#3c4a54"  # comparators, labels of axes
OTHER: Final = "#7d9aa3"  # all other bars
HAIR: Final = "#c9d2d6"
PALE: Final = "#dfe7e9"
WHITE: Final = "#ffffff"
BOLD: Final = "600"

Anchor = Literal["start", "middle", "end"]
Xy = tuple[float, float]


@dataclass(frozen=True)
class Shape:
    """One element of SVG: its name, its attributes in order, its text if it has one."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    text: str = ""

    @property
    def drawn(self) -> SafeString:
        """The attributes as they stand in SVG: numbers and colours of ours, no word of anybody."""
        return SafeString("".join(f' {name}="{value}"' for name, value in self.attributes))


@dataclass(frozen=True)
class Drawing:
    """`title` is what is said in the place of the picture."""

    title: str
    width: float
    height: float
    shapes: tuple[Shape, ...]

    @property
    def size(self) -> tuple[str, str]:
        return at(self.width), at(self.height)


def at(value: float) -> str:
    """A coordinate to a hundredth, as short as it can be written."""
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def line(a: Xy, b: Xy, stroke: str = HAIR, width: float = 0.75, dash: str = "") -> Shape:
    ends = (("x1", at(a[0])), ("y1", at(a[1])), ("x2", at(b[0])), ("y2", at(b[1])))
    return Shape("line", (*ends, *_stroke(stroke, width, dash)))


def rect(x: float, y: float, width: float, height: float, fill: str, stroke: str = "") -> Shape:
    box = (("x", at(x)), ("y", at(y)), ("width", at(width)), ("height", at(height)))
    return Shape("rect", (*box, ("fill", fill), *(_stroke(stroke, 0.75) if stroke else ())))


def path(points: Sequence[Xy], stroke: str, width: float, dash: str = "") -> Shape:
    """One unbroken line through all the points."""
    d = "M" + " L".join(f"{at(x)} {at(y)}" for x, y in points)
    ends = (("d", d), ("fill", "none"), ("stroke-linejoin", "round"))
    return Shape("path", (*ends, *_stroke(stroke, width, dash)))


def dot(x: float, y: float, fill: str, stroke: str, radius: float = 3.2) -> Shape:
    place = (("cx", at(x)), ("cy", at(y)), ("r", at(radius)), ("fill", fill))
    return Shape("circle", (*place, *_stroke(stroke, 1.4)))


def text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: Anchor = "start",
    fill: str = INK,
    weight: str = "",
) -> Shape:
    """One line of text, its foot at `y`."""
    place = (("x", at(x)), ("y", at(y)), ("fill", fill))
    extra = (("text-anchor", anchor),) if anchor != "start" else ()
    return Shape("text", (*place, *extra, *((("font-weight", weight),) if weight else ())), words)


def lines_of_text(
    x: float,
    y: float,
    lines: Iterable[str],
    *,
    anchor: Anchor = "start",
    fill: str = INK,
    weight: str = "",
) -> list[Shape]:
    """Several lines, the foot of the first at `y`."""
    return [
        text(x, y + place * LEADING, words, anchor=anchor, fill=fill, weight=weight)
        for place, words in enumerate(lines)
    ]


def plate(words: Shape) -> Shape:
    """A white ground for words in the middle of a line of the axis, to be drawn before them."""
    told = dict(words.attributes)
    broad = width_of(words.text) + 2
    before = {"middle": broad / 2, "end": broad - 1}.get(told.get("text-anchor", ""), 1.0)
    left, top = float(told["x"]) - before, float(told["y"]) - SIZE * 0.8
    return rect(left, top, broad, SIZE, WHITE)


def foot(middle: float, lines: int = 1) -> float:
    """The foot of the first of some lines that stand round a height."""
    return middle + SIZE * 0.35 - (lines - 1) * LEADING / 2


def _stroke(stroke: str, width: float, dash: str = "") -> tuple[tuple[str, str], ...]:
    said = (("stroke", stroke), ("stroke-width", at(width)))
    return (*said, ("stroke-dasharray", dash)) if dash else said
