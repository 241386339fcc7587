"""Plain tables as a workbook or as comma-separated text; formulas are never worked out."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from xlsxwriter import Workbook

from documents.files.spreadsheet import Cell, Formats, looks_like_formula, write_row
from documents.text import printable

MOST_IN_A_NAME = 31


class Table(NamedTuple):
    """One sheet: its name, the heads of its columns with their widths, its rows."""

    name: str
    heads: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]


def workbook(title: str, tables: Sequence[Table]) -> bytes:
    """A workbook with a sheet for each table; a cell that looks like a formula stays words."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(target, options)
    book.set_properties({"title": title})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = Formats(book)
    for table in tables:
        sheet = book.add_worksheet(table.name[:MOST_IN_A_NAME])
        for place, (head, width) in enumerate(table.heads):
            sheet.write_string(0, place, head, bold)
            sheet.set_column(place, place, width)
        for number, cells in enumerate(table.rows, start=1):
            write_row(sheet, number, [_clean(cell) for cell in cells], formats)
        sheet.freeze_panes(1, 0)
    book.close()
    return target.getvalue()


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
    return f"'{words}" if isinstance(cell, str) and looks_like_formula(words) else words
