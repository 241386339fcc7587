"""The council's cover report as a Word file: from the same headings as its PDF, part by part."""

from __future__ import annotations

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from documents import phrases
from documents.files.made import Made
from documents.files.word import set_up, word_bytes
from documents.files.word_tables import add_table
from documents.prose import Block
from documents.schema.content import SnapshotContent
from documents.schema.upgrades import printable
from handouts.cover_report import CoverReport, Heading, Table, cover_report

WIDTH = 174  # millimetres between the margins of a portrait A4


def docx(content: SnapshotContent, sha256: str) -> Made:
    """An editable copy for the council's own form. The same bytes every time."""
    content = printable(content)
    told = cover_report(content, sha256)
    document = Document()
    set_up(document, content)
    page = document.sections[0]
    page.orientation = WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = Mm(210), Mm(297)
    document.core_properties.title = f"Council cover report: {told.title}"
    _opening(document, told)
    for part in told.headings:
        _part(document, part, told)
    _end(document, told)
    return Made(word_bytes(document), 0)


def _opening(document: WordDocument, told: CoverReport) -> None:
    content = told.paper.content
    for line in told.goes_to:
        document.add_paragraph(line)
    document.add_heading(told.title, level=0)
    document.add_paragraph(
        f"Cover report from {content['committee']}. Numbers, dates and lists come from the report "
        "it covers; what people wrote is said to be written by hand."
    )


def _part(document: WordDocument, part: Heading, told: CoverReport) -> None:
    document.add_heading(f"{part.number}. {part.title}", level=1)
    for number, words in part.numbered:
        document.add_paragraph(f"{number}  {words}")
    if part.table:
        _table(document, part.table)
    for name, items in part.listed:
        document.add_paragraph(name).paragraph_format.keep_with_next = True
        for item in items:
            document.add_paragraph(item, style="List Bullet")
    if part.by_hand:
        _by_hand(document, told.by_hand)
    for block in part.by_hand:
        _block(document, block)
    if part.silent:
        document.add_paragraph(told.nothing)


def _by_hand(document: WordDocument, words: str) -> None:
    line = document.add_paragraph()
    line.add_run(words).italic = True
    line.paragraph_format.keep_with_next = True


def _table(document: WordDocument, table: Table) -> None:
    caption = document.add_paragraph(table.caption)
    caption.paragraph_format.keep_with_next = True
    narrow = 18
    columns = len(table.heads) - 1
    widths = (WIDTH - narrow * columns, *(narrow,) * columns)
    add_table(document, table.heads, table.rows, widths, whole=True)


def _block(document: WordDocument, block: Block) -> None:
    if block.kind == "h":
        document.add_heading(block.text, level=2)
    elif block.kind == "p":
        document.add_paragraph(block.text)
    for item in block.items:
        document.add_paragraph(item, style="List Bullet")


def _end(document: WordDocument, told: CoverReport) -> None:
    content = told.paper.content
    document.add_heading("Author, date and background papers", level=1)
    if told.written:
        _by_hand(document, told.by_hand)
    for line in told.written:
        document.add_paragraph(line, style="List Bullet")
    document.add_paragraph("The report that this covers:")
    for line in told.background:
        document.add_paragraph(line, style="List Bullet")
    document.add_paragraph(
        f"An editable copy. Position at {phrases.day(content['as_of'])}, version "
        f"{content['version']}; made from snapshot {told.paper.sha256} and nothing else."
    )
