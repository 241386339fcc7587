"""A figure in a Word file and as a sheet of a workbook: everything of it but the picture.

The picture shows what the table says; who quotes from a Word file or counts on in a spreadsheet
needs the numbers, what they measure, and what has to be said of them.
"""

from __future__ import annotations

from docx.document import Document as WordDocument

from charts.figure import Figure
from charts.tables import TableCell
from charts.values import Printed
from documents.files.cells import Cell
from documents.files.tables import Table
from documents.files.word_tables import add_table

LABEL_WIDTH = 70  # millimetres
NUMBERS_WIDTH = 190  # of all the other columns
SHEET_WIDTHS = (34, 20)


def add_figure(document: WordDocument, figure: Figure, *, level: int = 2) -> None:
    """The figure at the end of a Word document: message, what it measures, table, words."""
    document.add_heading(heading(figure), level=level)
    for line in _measured(figure):
        document.add_paragraph(line)
    heads = figure.table.heads
    rows = [(row.label, *(cell.text for cell in row.cells)) for row in figure.table.rows]
    width = min(NUMBERS_WIDTH // max(len(heads) - 1, 1), 45)
    add_table(document, heads, rows, (LABEL_WIDTH, *([width] * (len(heads) - 1))))
    for line in _words(figure):
        document.add_paragraph(line)


def figure_table(figure: Figure) -> Table:
    """The figure as a sheet: its table first, so that it can be sorted, then its words."""
    first, other = SHEET_WIDTHS
    heads = [(head, other if place else first) for place, head in enumerate(figure.table.heads)]
    rows: list[tuple[Cell, ...]] = [
        (row.label, *map(_number, row.cells)) for row in figure.table.rows
    ]
    rows += [(), (heading(figure),), *((line,) for line in (*_measured(figure), *_words(figure)))]
    return Table(f"Figure {figure.number}".strip(), heads, rows)


def heading(figure: Figure) -> str:
    """ "Figure 3: The register has fallen by nine children"."""
    return f"Figure {figure.number}: {figure.message}" if figure.number else figure.message


def _measured(figure: Figure) -> list[str]:
    return [line for line in (figure.measured.line, figure.measured.of_whom) if line]


def _words(figure: Figure) -> list[str]:
    return [line for line in (figure.sentence, *figure.all_notes) if line]


def _number(cell: TableCell) -> Cell:
    """A number to count on with, as fine as it is printed; anything else as its words."""
    if isinstance(cell, Printed) and not cell.text.endswith("%"):
        return cell.value
    return cell.text
