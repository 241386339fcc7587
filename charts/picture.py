"""A chart of a paper as a picture: Word draws no SVG that is only words and shapes of ours."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from PIL import Image, ImageDraw, ImageFont

SVG: Final = "{http://www.w3.org/2000/svg}"

SCALE: Final = 3  # dots for each of the chart's own, of which an inch has 96
FINER: Final = 2  # drawn so many times as large, then made smaller: edges are smooth
COLOURS: Final = 48
LOGO_WIDE, LOGO_HIGH, LOGO_POINT = 60, 18, 25.4 / 96  # millimetres: at most, and of a point
NUMBER: Final = re.compile(r"-?[\d.]+")
Point = tuple[float, float]


def picture(drawing: Element, font: Callable[[str], Path]) -> bytes:
    """A drawing as PNG, the same every time; `font` says where a family's file lies."""
    pen = _Pen(drawing, font)
    for shape in drawing:
        draw = DRAWN.get(str(shape.tag))
        if draw:
            draw(pen, shape)
    whole = pen.image.resize((pen.image.width // FINER, pen.image.height // FINER))
    target = io.BytesIO()
    whole.quantize(COLOURS).save(target, "PNG", optimize=True)
    return target.getvalue()


def encoded(image: Image.Image, *, photograph: bool = False) -> bytes:
    """A picture that is no chart as PNG, or as JPEG, which a photograph takes less room in."""
    target = io.BytesIO()
    if photograph:
        image.save(target, "JPEG", quality=90, subsampling=0, optimize=True)
    else:
        image.save(target, "PNG", optimize=True)
    return target.getvalue()


def across(width: int, height: int) -> float:
    """The millimetres that a logo of so many points is wide in print."""
    return width * min(LOGO_WIDE / width, LOGO_HIGH / height, LOGO_POINT)


def size(drawing: Element) -> Point:
    """Width and height of a drawing in its own dots."""
    return float(drawing.get("width", "0")), float(drawing.get("height", "0"))


class _Pen:
    """What draws on one picture."""

    def __init__(self, drawing: Element, font: Callable[[str], Path]) -> None:
        self.times = SCALE * FINER
        self.fonts = font
        self.letters = float(drawing.get("font-size", "12"))
        width, height = (max(1, round(one * SCALE)) * FINER for one in size(drawing))
        self.image = Image.new("RGB", (width, height), "white")
        self.draw = ImageDraw.Draw(self.image)

    def number(self, shape: Element, name: str) -> float:
        return float(shape.get(name, "0")) * self.times

    def stroke(self, shape: Element) -> int:
        return max(1, round(float(shape.get("stroke-width", "1")) * self.times))


def _rect(pen: _Pen, shape: Element) -> None:
    left, top = pen.number(shape, "x"), pen.number(shape, "y")
    right, bottom = left + pen.number(shape, "width"), top + pen.number(shape, "height")
    edge = shape.get("stroke")
    pen.draw.rectangle(
        (left, top, right, bottom), _fill(shape), edge, pen.stroke(shape) if edge else 0
    )


def _circle(pen: _Pen, shape: Element) -> None:
    x, y, r = (pen.number(shape, name) for name in ("cx", "cy", "r"))
    edge = shape.get("stroke")
    pen.draw.ellipse(
        (x - r, y - r, x + r, y + r), _fill(shape), edge, pen.stroke(shape) if edge else 0
    )


def _line(pen: _Pen, shape: Element) -> None:
    x1, y1, x2, y2 = (pen.number(shape, name) for name in ("x1", "y1", "x2", "y2"))
    _way(pen, shape, [(x1, y1), (x2, y2)])


def _path(pen: _Pen, shape: Element) -> None:
    numbers = [float(one) * pen.times for one in NUMBER.findall(shape.get("d", ""))]
    _way(pen, shape, list(zip(numbers[::2], numbers[1::2], strict=True)))


def _way(pen: _Pen, shape: Element, points: list[Point]) -> None:
    colour, width = shape.get("stroke", "black"), pen.stroke(shape)
    dashes = [float(one) * pen.times for one in NUMBER.findall(shape.get("stroke-dasharray", ""))]
    if not dashes:
        pen.draw.line(points, colour, width, joint="curve")
    for start, end in pairwise(points) if dashes else ():
        _dashed(pen, start, end, (dashes[0], dashes[-1]), colour, width)


def _dashed(pen: _Pen, start: Point, end: Point, dash: Point, colour: str, width: int) -> None:
    (x1, y1), (x2, y2) = start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    at = 0.0
    while at < length:
        upto = min(at + dash[0], length)
        ends = [
            (x1 + (x2 - x1) * one / length, y1 + (y2 - y1) * one / length) for one in (at, upto)
        ]
        pen.draw.line(ends, colour, width)
        at += sum(dash)


def _text(pen: _Pen, shape: Element) -> None:
    bold = shape.get("font-weight", "400") not in {"400", "normal"}
    letters = float(shape.get("font-size", pen.letters)) * pen.times
    path = pen.fonts("SourceSans3-Semibold" if bold else "SourceSans3-Regular")
    anchor = {"middle": "ms", "end": "rs"}.get(shape.get("text-anchor", ""), "ls")
    at = (pen.number(shape, "x"), pen.number(shape, "y"))
    pen.draw.text(
        at, shape.text or "", shape.get("fill", "black"), _font(path, round(letters)), anchor
    )


@cache
def _font(path: Path, letters: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), letters, layout_engine=ImageFont.Layout.BASIC)


def _fill(shape: Element) -> str | None:
    colour = shape.get("fill", "none")
    return None if colour == "none" else colour


DRAWN: Final[Mapping[str, Callable[[_Pen, Element], None]]] = {
    f"{SVG}rect": _rect,
    f"{SVG}circle": _circle,
    f"{SVG}line": _line,
    f"{SVG}path": _path,
    f"{SVG}text": _text,
}
