"""Page one and the trend of a quarterly report in its Word file."""

from __future__ import annotations

from docx.document import Document as WordDocument

from documents import phrases, statuses
from documents.files.word_tables import add_table
from documents.papers.glance import glance
from documents.papers.headline import changed, headline, standing
from documents.papers.quarterly import brief
from documents.schema.content import SnapshotContent


def add_headline(document: WordDocument, content: SnapshotContent) -> None:
    """The numbers of page one, each with what it is of; the position in sentences."""
    numbers = headline(content, statuses.palette(content))
    if numbers:
        rows = [(row.name, f"{row.number} {row.of}", row.meaning) for row in numbers]
        add_table(document, ("In short", "Actions", "What it says"), rows, (70, 50, 141))
    for line in brief(content, standing(content)):
        document.add_paragraph(line, style="List Bullet")
    document.add_paragraph(changed(content))


def add_cells(document: WordDocument, content: SnapshotContent) -> None:
    """Every action with its status now and in the last report, and the trend over reports."""
    said = glance(content, statuses.palette(content))
    then = f"On {phrases.day(said.then)}" if said.then else "In the last report"
    heads = ("Number", f"On {phrases.day(content['as_of'])}", then, "Days past its date")
    rows = [
        (
            cell.reference,
            f"{cell.now.letter} {cell.now.symbol} {cell.now.words}",
            (cell.then.words or cell.then.letter) if cell.then else phrases.NONE,
            cell.late or phrases.NONE,
        )
        for strip in said.strips
        for cell in strip.cells
    ]
    if rows and not said.brief:
        document.add_heading("Every action at a glance", level=2)
        add_table(document, heads, rows, (30, 70, 70, 40))
    if said.trend:
        document.add_heading("Report by report", level=2)
        add_table(
            document,
            ("Position on", *(tag.short for tag in said.heads)),
            [(phrases.day(row.on), *map(str, row.counts)) for row in said.trend],
            (50, *(25 for _ in said.heads)),
        )
