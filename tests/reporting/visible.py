"""The visible text of a document's HTML, a line for every cell, paragraph and heading."""

import io
import re
from html import unescape

from docx import Document
from openpyxl import load_workbook

from documents.files import pdf, spreadsheet, word
from documents.hash import digest
from documents.schema.content import SnapshotContent

PIECE = re.compile(r"</?(tr|p|h\d|li|table|section|td|th|span|ul|ol|div|title|text|body)[^>]*>")


def text_of(markup: str) -> str:
    """What a reader sees, drawings' words included."""
    body = re.sub(r"<style.*?</style>", "", markup, flags=re.DOTALL)
    words = unescape(re.sub(r"<[^>]+>", "", PIECE.sub("\n", body)))
    return "\n".join(line for raw in words.splitlines() if (line := raw.strip())) + "\n"


def told_everywhere(content: SnapshotContent) -> tuple[str, str, str]:
    """What a report says on paper, in its Word file and in its workbook."""
    sha256 = digest(content)
    document = Document(io.BytesIO(word.docx(content, sha256).data))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    book = load_workbook(io.BytesIO(spreadsheet.xlsx(content, sha256).data))
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    return (
        text_of(pdf.html(content, sha256)),
        "\n".join([*(row.text for row in document.paragraphs), *cells]),
        "\n".join(str(value) for value in values if value),
    )
