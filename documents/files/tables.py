"""Plain tables as a workbook or as comma-separated text; formulas are never worked out."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from documents.files.cells import Cell, Formats, height_of, looks_like_formula, write_row
from documents.text import printable

MOST_IN_A_NAME = 31
PAGE = 210.0  # signs side by side on A4 across, at seven points and more
DAY = 18.0  # a day that has less room shows no day at all
SHORT, LEAST, WORD = 10.0, 8.0, 12.0  # a column of numbers, what it needs, and what words need


@dataclass(frozen=True)
class Table:
    """One sheet: its name, the heads of its columns with their widths, its rows.

    It is printed on A4, its heads on every page and `title` at their foot; the last `apart`
    columns, which only the file needs, on none. `fills` are the dark colours of cells, by row and
    column; their words are white.
    """

    name: str
    heads: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]
    title: str = ""
    apart: int = 0
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
        widths = _widths(table)
        for place, (head, _) in enumerate(table.heads):
            sheet.write_string(0, place, head, bold)
            sheet.set_column(place, place, widths[place])
        rows = [[_clean(cell) for cell in row] for row in table.rows]
        for number, cells in enumerate(rows, start=1):
            write_row(sheet, number, cells, formats)
        if not table.apart:
            heads: list[Cell] = [head for head, _ in table.heads]
            for number, cells in enumerate([heads, *rows]):
                sheet.set_row(number, height_of(cells, widths))
        for (number, column), colour in table.fills.items():
            style = formats.filled(colour)
            sheet.write_string(number + 1, column, str(rows[number][column]), style)
        sheet.freeze_panes(1, 0)
        _paged(sheet, table, table.title or title)
    book.close()
    return target.getvalue()


def _widths(table: Table) -> list[float]:
    """The columns' widths. Where all of them are printed they share what can be read on A4, and
    each day keeps the room that it needs; what a person edits stays as wide as it was given."""
    given = [float(width) for _, width in table.heads]
    if table.apart or sum(given) <= PAGE:
        return given
    days = {place for row in table.rows for place, cell in enumerate(row) if isinstance(cell, date)}
    needed = [
        DAY if place in days else LEAST if one <= SHORT else 0.0 for place, one in enumerate(given)
    ]
    free = sum(one for one, need in zip(given, needed, strict=True) if not need)
    share = max(PAGE - sum(needed), 0.0) / free if free else 0.0
    return [need or max(WORD, one * share) for one, need in zip(given, needed, strict=True)]


def _paged(sheet: Worksheet, table: Table, title: str) -> None:
    """On A4 across, as wide as the paper, the names of the columns on every page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, len(table.rows), max(len(table.heads) - 1 - table.apart, 0))
    sheet.set_footer(f"&L{title.replace('&', '&&')[:200]}&RPage &P of &N")
    sheet.hide_gridlines(0)  # none is hidden, on paper too: rows are told apart
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
