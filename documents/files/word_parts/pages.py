"""The pages of a Word file: A4 both ways, with marking, version, day and hash on each of them."""

from __future__ import annotations

from typing import Final, NamedTuple

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from lxml import etree

from documents.files.word_parts.contents import field
from documents.files.word_parts.grid import TWIPS
from documents.files.word_parts.text import Line, Look, paragraph, runs

UPRIGHT: Final = (210, 297, 20)  # width, height and the margins at the sides, in millimetres
ACROSS: Final = (297, 210, 16)
TOP, BOTTOM, EDGE = 24, 25, 11


class Around(NamedTuple):
    """What stands round the text of every page."""

    committee: str
    marking: str
    report: str
    provenance: str
    legend: Line


class Sections(NamedTuple):
    """The XML of the two kinds of section."""

    upright: str
    across: str


def set_pages(document: WordDocument, around: Around) -> Sections:
    """Write heads and feet; the document's own sections are taken out, to be put in by the flow."""
    document.add_section()
    first, second = document.sections
    made = [_section(first, around, UPRIGHT), _section(second, around, ACROSS)]
    body = document.element.body
    for child in list(body):
        body.remove(child)
    return Sections(*made)


def _section(section: Section, around: Around, size: tuple[int, int, int]) -> str:
    width, height, side = size
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    tabs = _tabs(width - 2 * side)
    head = _three(around.committee, around.marking, around.report)
    foot = _three(around.provenance, around.marking, "")
    pages = f"{_text('Page ')}{field('PAGE', '1')}{_text(' of ')}{field('NUMPAGES', '1')}"
    _fill(section.header._element, [_line("Header", tabs, head)])
    legend = [paragraph(around.legend)] if around.legend.pieces else []
    _fill(section.footer._element, [*legend, _line("Footer", tabs, f"{foot}{pages}")])
    references = "".join(
        etree.tostring(child, encoding="unicode")
        for child in section._sectPr
        if child.tag in {qn("w:headerReference"), qn("w:footerReference")}
    )
    turned = ' w:orient="landscape"' if width > height else ""
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{_twips(width)}" w:h="{_twips(height)}"{turned}/>'
        f'<w:pgMar w:top="{_twips(TOP)}" w:right="{_twips(side)}" w:bottom="{_twips(BOTTOM)}" '
        f'w:left="{_twips(side)}" w:header="{_twips(EDGE)}" w:footer="{_twips(EDGE)}" '
        'w:gutter="0"/></w:sectPr>'
    )


def _three(left: str, middle: str, right: str) -> str:
    strong = runs(Line("", "", [(middle, Look(bold=True))]))
    return f"{_text(left)}<w:r><w:tab/></w:r>{strong}<w:r><w:tab/></w:r>{_text(right)}"


def _text(words: str) -> str:
    return runs(Line("", "", [(words, Look())])) if words else ""


def _line(style: str, tabs: str, inside: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{tabs}</w:pPr>{inside}</w:p>'


def _tabs(width: int) -> str:
    middle, right = _twips(width / 2), _twips(width)
    return (
        f'<w:tabs><w:tab w:val="center" w:pos="{middle}"/>'
        f'<w:tab w:val="right" w:pos="{right}"/></w:tabs>'
    )


def _fill(place: etree._Element, lines: list[str]) -> None:
    for child in list(place):
        place.remove(child)
    for line in lines:
        place.append(parse_xml(line.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS)
