"""Words of a Word file: pieces of text with their look, lines of pieces, and their XML.

A line whose first letter is Arabic or Hebrew runs from right to left, and so does each stretch of
such letters inside another line: Word turns neither by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape

from charts.letters.scripts import RIGHT_TO_LEFT, from_right

STRETCH: Final = re.compile(
    f"[{RIGHT_TO_LEFT}](?:(?:[{RIGHT_TO_LEFT}]|[\\W\\d_])*[{RIGHT_TO_LEFT}])?"
)
WHITE: Final = re.compile(r"[ \t\r\n\f]+")  # what HTML folds; spaces that hold together stay


@dataclass(frozen=True)
class Look:
    """How a piece of text looks; `fill` is the colour behind it."""

    bold: bool = False
    italic: bool = False
    colour: str = ""
    fill: str = ""
    size: int = 0  # in half points, 0 where the style says it


@dataclass
class Line:
    """A paragraph: its pieces (a piece of "\\n" begins a new row of it) and its style."""

    style: str = ""
    align: str = ""
    pieces: list[tuple[str, Look]] = field(default_factory=list)

    @property
    def words(self) -> str:
        return "".join(text for text, _ in self.pieces)

    def add(self, text: str, look: Look) -> None:
        """Add text of HTML, whose white space is one space at most."""
        folded = WHITE.sub(" ", text)
        if not self.words or self.words[-1] in " \n":
            folded = folded.removeprefix(" ")
        if folded:
            self.pieces.append((folded, look))

    def trimmed(self) -> Line:
        """The same without the white space and the breaks at its end."""
        pieces = list(self.pieces)
        while pieces:
            text, look = pieces.pop()
            if kept := text.rstrip(" \n"):
                return Line(self.style, self.align, [*pieces, (kept, look)])
        return Line(self.style, self.align)


def paragraph(line: Line, before: str = "", inside: str = "") -> str:
    """The XML of a line; `before` goes into its properties, `inside` in front of its words."""
    turned = "<w:bidi/>" if from_right(line.words) else ""
    align = f'<w:jc w:val="{line.align}"/>' if line.align and not turned else ""
    style = f'<w:pStyle w:val="{line.style}"/>' if line.style else ""
    properties = f"<w:pPr>{style}{before}{turned}{align}</w:pPr>"
    return f"<w:p>{properties}{inside}{runs(line)}</w:p>"


def runs(line: Line) -> str:
    """The XML of a line's words."""
    return "".join(run for text, look in line.pieces for run in _runs(text, look))


def _runs(text: str, look: Look) -> Iterator[str]:
    at = 0
    for stretch in STRETCH.finditer(text):
        if before := text[at : stretch.start()]:
            yield _run(before, look, turned=False)
        yield _run(stretch.group(), look, turned=True)
        at = stretch.end()
    if at < len(text):
        yield _run(text[at:], look, turned=False)


def _run(text: str, look: Look, *, turned: bool) -> str:
    shown = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else ""
        for part in text.split("\n")
    )
    properties = "".join(_properties(look, turned=turned))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{shown}</w:r>"


def _properties(look: Look, *, turned: bool) -> Iterator[str]:
    if look.bold:
        yield "<w:b/><w:bCs/>"
    if look.italic:
        yield "<w:i/><w:iCs/>"
    if look.colour:
        yield f'<w:color w:val="{look.colour.lstrip("#").upper()}"/>'
    if look.size:
        yield f'<w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>'
    if look.fill:
        fill = look.fill.lstrip("#").upper()
        yield f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    if turned:
        yield "<w:rtl/>"
