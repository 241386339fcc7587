"""The parts of a report in its Word file: what people wrote, and what registers tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docx.document import Document as WordDocument

from documents import prose, sections
from documents.contents import HEADINGS, printed, source
from documents.files.word_tables import add_table
from documents.registers import told_under, widths
from documents.schema.content import SnapshotContent
from documents.schema.registers import RegisterRecord

WIDTH = 261  # millimetres between the margins of an A4 page across


class _Part(NamedTuple):
    heading: str
    whose: str
    body: str
    registers: Sequence[RegisterRecord]


def add_parts(document: WordDocument, content: SnapshotContent) -> None:
    """What was written in a quarterly report with what registers tell of the same."""
    for part in _parts(content):
        if part.body.strip() or part.registers:
            _add(document, part)


def _parts(content: SnapshotContent) -> Iterator[_Part]:
    written = {row["key"]: row for row in content["sections"]}
    for key, heading in _in_order(content):
        told, record = told_under(content, key), written.get(key)
        yield _Part(
            heading=record["heading"] if record else heading,
            whose=source(record, in_register=bool(told)) if record else "",
            body=record["body"] if record else "",
            registers=told,
        )


def _in_order(content: SnapshotContent) -> list[tuple[str, str]]:
    """The keys of the parts with their headings, in printing order."""
    names = HEADINGS | {part.key: part.heading for part in sections.QUARTERLY}
    first = [part.key for part in sections.QUARTERLY if part.key not in sections.KEYS]
    return [(key, names.get(key, "")) for key in (*first, *printed(content))]


def _add(document: WordDocument, part: _Part) -> None:
    document.add_heading(part.heading, level=1)
    if part.whose and part.body.strip():
        document.add_paragraph(part.whose)
    add_blocks(document, prose.blocks(part.body))
    for register in part.registers:
        add_register(document, register)


def add_blocks(document: WordDocument, blocks: Sequence[prose.Block]) -> None:
    """Words that somebody wrote, in their pieces."""
    for block in blocks:
        if block.kind == "h":
            document.add_heading(block.text, level=2)
        elif block.kind == "p":
            document.add_paragraph(block.text)
        for item in block.items:
            document.add_paragraph(item, style="List Bullet")


def add_register(document: WordDocument, register: RegisterRecord) -> None:
    """What a register tells: sentences, tables, notes."""
    if register["title"]:
        document.add_heading(register["title"], level=2)
    for line in register["told"]:
        document.add_paragraph(line)
    for table in register["tables"]:
        if table["title"]:
            document.add_heading(table["title"], level=3 if register["title"] else 2)
        if table["rows"]:
            add_table(document, table["heads"], table["rows"], widths(table, WIDTH))
        else:
            document.add_paragraph(table["empty"])
    for note in register["notes"]:
        document.add_paragraph(note)
