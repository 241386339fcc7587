"""What a register, or one thing in it, holds at a moment, as a file of its own: on paper and as a
workbook. It is no frozen report, and says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.template.loader import render_to_string

from documents.files import pdf
from documents.files.cells import Cell
from documents.files.made import Made
from documents.files.register_rows import WHOLE, sheet_name
from documents.files.tables import Table, workbook
from documents.registers import widths
from documents.schema.registers import RegisterRecord
from timescales.date_format import long_moment

# what a register tells of a service may point at people; a person takes the mark down, never we
MARKING: Final = "OFFICIAL-SENSITIVE"


@dataclass(frozen=True)
class RegisterFile:
    """A register of an area with its parts, at a moment; `about` stands below its name, "" for
    nothing."""

    name: str
    area: str
    who: str
    about: str
    records: Sequence[RegisterRecord]
    at: datetime

    @property
    def title(self) -> str:
        return f"{self.name}, {self.area}"


def register_pdf(file: RegisterFile) -> Made:
    """On paper, in the one print style; the same bytes of the same moment."""
    said = {
        "file": file,
        "marking": MARKING,
        # what every document names in its head
        "content": {"committee": file.area, "frozen_at": file.at.isoformat()},
    }
    markup = render_to_string("documents/pdf/short/register.html", said)
    return pdf.pdf_of(markup, identifier=f"{file.title} {file.at.isoformat()}")


def register_workbook(file: RegisterFile) -> bytes:
    """A sheet for each table, one of what is said in words, and one of what the file is."""
    tables: list[Table] = []
    foot = f"{MARKING} · {file.title}"
    for record in file.records:
        for table in record["tables"]:
            name = sheet_name(table["title"] or record["title"], [row.name for row in tables])
            heads = list(zip(table["heads"], widths(table, WHOLE, 10), strict=True))
            rows = table["rows"] or [[table["empty"], *[""] * (len(heads) - 1)]]
            tables.append(Table(name, heads, rows, title=foot))
    words = list(_words(file))
    about: list[Sequence[Cell]] = [
        ("Marking", MARKING),
        ("Area", file.area),
        ("What it is", f"{file.name}. {file.who}".strip()),
        ("As things stand on", long_moment(file.at)),
    ]
    tables += [
        *([Table("What is said", (("Part", 30), ("Words", 110)), words, foot)] if words else []),
        Table("About this file", (("What", 24), ("", 80)), about, foot),
    ]
    return workbook(file.title, tables, file.at.replace(tzinfo=None))


def _words(file: RegisterFile) -> Iterator[Sequence[Cell]]:
    for line in filter(None, (file.about,)):
        yield "", line
    for record in file.records:
        for line in (*record["told"], *record["notes"]):
            yield record["title"], line
