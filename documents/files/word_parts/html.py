"""The HTML of a paper as elements, and the words of an element as lines with their looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final
from xml.etree.ElementTree import Element

import tinyhtml5

from documents import statuses
from documents.files.word_parts.text import Line, Look

SVG: Final = "{http://www.w3.org/2000/svg}"
APART: Final = {"p", "li", "div", "ul", "ol", "h1", "h2", "h3", "h4", "figcaption", "section"}
APART_CLASSES: Final = {"small", "above"}
BOLD: Final = {"b", "strong"}
BOLD_CLASSES: Final = {"ref", "refs", "tag", "late", "of"}
SMALL: Final = "TableSmall"


@dataclass(frozen=True)
class Sheet:
    """The looks of classes of a paper: those of its legend's statuses above all."""

    looks: Mapping[str, Look]

    def look(self, element: Element, now: Look) -> Look:
        """How an element's words look, given how those round it do."""
        names = classes(element)
        if element.tag in BOLD or names & BOLD_CLASSES:
            now = replace(now, bold=True)
        if "front-number" in names:
            now = replace(now, size=40)
        if element.tag in {"i", "em"}:
            now = replace(now, italic=True)
        for name in names & self.looks.keys():
            own = self.looks[name]
            now = replace(now, colour=own.colour or now.colour, fill=own.fill or now.fill)
        return now


def sheet(palette: statuses.Palette) -> Sheet:
    """The looks of a paper whose statuses are these."""
    looks = {"late": Look(colour=statuses.default_tag("off_track").shades.ink)}
    for tag in palette.tags.values():
        shades, grave = tag.shades, tag.canonical == "off_track"
        looks[f"s-{tag.canonical}"] = Look(colour=shades.ink)
        boxed = Look(colour="#ffffff" if grave else shades.ink,
                     fill=shades.solid if grave else shades.tint)  # fmt: skip
        looks[f"cell-{tag.canonical}"] = looks[f"c-{tag.canonical}"] = boxed
    return Sheet(looks)


def body_of(markup: str) -> Element:
    """The body of a paper; its elements carry plain names."""
    root = tinyhtml5.parse(markup, namespace_html_elements=False)
    body: Element | None = root.find("body")
    assert body is not None
    return body


def classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def lines(element: Element, of: Sheet, style: str, look: Look | None = None) -> list[Line]:
    """The words of an element, a line for each block in it; lines without words are left out."""
    made = [Line(style)]
    _read(element, of, look or Look(), made)
    whole = [line.trimmed() for line in made]
    return [line for line in whole if line.words.strip()]


def _read(element: Element, of: Sheet, now: Look, made: list[Line]) -> None:
    look = of.look(element, now)
    made[-1].add(element.text or "", look)
    for child in element:
        if child.tag == "br":
            made[-1].pieces.append(("\n", look))
        elif child.tag == f"{SVG}svg":
            _drawn(child, made)
        elif _apart(child):
            style = SMALL if classes(child) & APART_CLASSES and made[0].style != "Normal" else ""
            made.append(Line(style or made[0].style))
            _item(child, made)
            _read(child, of, look, made)
            made.append(Line(made[0].style))
        else:
            _read(child, of, look, made)
        made[-1].add(child.tail or "", look)


def _apart(element: Element) -> bool:
    return element.tag in APART or bool(element.tag == "span" and classes(element) & APART_CLASSES)


def _item(element: Element, made: list[Line]) -> None:
    if element.tag == "li":
        made[-1].pieces.append(("• ", Look()))


def _drawn(drawing: Element, made: list[Line]) -> None:
    """The marks of a drawn bar, each on its colour; whatever carries no words is left out."""
    for text, colour in marks(drawing):
        made[-1].pieces += [(f" {text} ", Look(bold=True, colour="#ffffff", fill=colour))]


def marks(drawing: Element) -> Iterator[tuple[str, str]]:
    """The words of a drawing, each with the colour of the shape before it."""
    colour = ""
    for shape in drawing:
        if shape.tag == f"{SVG}rect":
            colour = shape.get("fill", "")
        elif shape.tag == f"{SVG}text" and shape.text:
            yield shape.text, colour


def title_of(drawing: Element) -> str:
    """What a drawing says to who does not see it."""
    return drawing.findtext(f"{SVG}title") or ""
