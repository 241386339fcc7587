"""Plain tables as a workbook or as comma-separated text; formulas are never worked out."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from documents.files.cells import Cell, Formats, looks_like_formula, write_row
from documents.text import printable

MOST_IN_A_NAME = 31


@dataclass(frozen=True)
class Table:
    """One sheet: its name, the heads of its columns with their widths, its rows.

    With a `title` it is printed on A4, its heads on every page and its last column on none. `fills`
    are the dark colours of cells, by row and column; their words are white.
    """

    name: str
    heads: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]
    title: str = ""
    fills: Mapping[tuple[int, int], str] = field(default_factory=dict)


def workbook(title: str, tables: Sequence[Table], created: datetime | None = None) -> bytes:
    """A workbook with a sheet for each table; a cell that looks like a formula stays words. With
    the moment at which it was `created` the same tables give the same bytes."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(target, options)
    book.set_properties({"title": title, **({"created": created} if created else {})})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = Formats(book)
    for table in tables:
        sheet = book.add_worksheet(table.name[:MOST_IN_A_NAME])
        for place, (head, width) in enumerate(table.heads):
            sheet.write_string(0, place, head, bold)
            sheet.set_column(place, place, width)
        for number, cells in enumerate(table.rows, start=1):
            write_row(sheet, number, [_clean(cell) for cell in cells], formats)
        for (row, column), colour in table.fills.items():
            style = formats.filled(colour)
            sheet.write_string(row + 1, column, str(_clean(table.rows[row][column])), style)
        sheet.freeze_panes(1, 0)
        if table.title:
            _paged(sheet, table)
    book.close()
    return target.getvalue()


def _paged(sheet: Worksheet, table: Table) -> None:
    """On A4 across, as wide as the paper, the names of the columns on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, len(table.rows), max(len(table.heads) - 2, 0))
    sheet.set_footer(f"&L{table.title.replace('&', '&&')[:200]}&RPage &P of &N")
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)


def comma_separated(table: Table) -> bytes:
    """One table as text that a spreadsheet opens: UTF-8 with its mark, days in ISO's form, and an
    apostrophe before what looks like a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([head for head, _ in table.heads])
    writer.writerows([_plain(_clean(cell)) for cell in cells] for cells in table.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _clean(cell: Cell) -> Cell:
    return printable(cell) if isinstance(cell, str) else cell


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    words = str(cell)
    # one apostrophe more before one that stands there, so that it can be told apart again
    formula = isinstance(cell, str) and looks_like_formula(words.lstrip("'"))
    return f"'{words}" if formula else words
