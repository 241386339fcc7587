"""A written paper as PDF and as Word: the same parts in both."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.template.loader import render_to_string
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents import prose
from documents.files import pdf
from documents.files.made import Made
from documents.files.word import word_bytes
from handouts.word_tables import add_table
from handouts.written import WrittenPart, WrittenRecord, fingerprint

WIDTH: Final = 170  # millimetres between the margins of a portrait A4
FRIENDLY: Final = "summary"  # the kind that is set large, for young people


def html(record: WrittenRecord, sha256: str) -> str:
    """The paper as HTML, by its one template."""
    parts = [(part, prose.blocks(part["words"])) for part in record["parts"]]
    said = {"record": record, "parts": parts, "sha256": sha256, "friendly": _friendly(record)}
    return render_to_string("documents/pdf/short/written.html", said)


def written_pdf(record: WrittenRecord, sha256: str) -> Made:
    """The paper as tagged PDF; the same bytes from the same record. `sha256` stands at its foot."""
    return pdf.pdf_of(html(record, sha256), identifier=f"{record['name']} {fingerprint(record)}")


def written_word(record: WrittenRecord, sha256: str) -> Made:
    """The same as a Word file."""
    document = Document()
    _set_up(document, record)
    if record["draft"]:
        document.add_paragraph().add_run(record["state"]).bold = True
    document.add_heading(record["title"], level=0)
    for line in record["about"]:
        document.add_paragraph(line)
    if not record["draft"]:
        document.add_paragraph(record["state"])
    for part in record["parts"]:
        _part(document, part, friendly=_friendly(record))
    document.add_paragraph(f"{record['source']} Mark {sha256[:16]}.")
    return Made(word_bytes(document), 0)


def _friendly(record: WrittenRecord) -> bool:
    return record["kind"] == FRIENDLY


def _set_up(document: WordDocument, record: WrittenRecord) -> None:
    made = datetime.fromisoformat(record["made_at"]).replace(tzinfo=None)
    said = document.core_properties
    said.title, said.language = f"{record['name']}: {record['title']}", "en-GB"
    said.author = said.last_modified_by = record["body"]
    said.created = said.modified = made
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(16 if _friendly(record) else 11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Calibri")
    page = document.sections[0]
    page.orientation = WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    for place in (page.header, page.footer):
        words = [record["marking"], "DRAFT" if record["draft"] else ""]
        place.paragraphs[0].text = " · ".join(filter(None, words))
        place.paragraphs[0].alignment = 1


def _part(document: WordDocument, part: WrittenPart, *, friendly: bool) -> None:
    document.add_heading(part["heading"], level=1)
    for line in part["facts"]:
        document.add_paragraph(line)
    for table in part["tables"]:
        document.add_paragraph(table["caption"]).paragraph_format.keep_with_next = True
        widths = [WIDTH * width // sum(table["widths"]) for width in table["widths"]]
        add_table(document, table["heads"], table["rows"], widths, whole=True)
    if part["by"] and not friendly:
        said = document.add_paragraph()
        said.add_run(part["by"]).italic = True
        said.paragraph_format.keep_with_next = True
    for block in prose.blocks(part["words"]):
        if block.kind == "h":
            document.add_heading(block.text, level=2)
        elif block.kind == "p":
            document.add_paragraph(block.text)
        for item in block.items:
            document.add_paragraph(item, style="List Bullet")
