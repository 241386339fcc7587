"""Spreadsheets made for tests, in the shapes that committees use; all words are ours."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from imports.rules.columns.match import match
from imports.rules.plan.draft import PlanDraft
from imports.rules.plan.interpretation import interpret
from imports.rules.plan.summary import summary
from sheets.rules.cells import Cell, Row, Sheet
from sheets.rules.source import read
from timescales.days import Period

Rows = Iterable[Sequence[Any]]
PERIOD = Period(date(2025, 8, 1), date(2027, 7, 31))


def book(
    rows: Rows,
    *,
    name: str = "Plan",
    merges: Iterable[str] = (),
    formats: Mapping[str, str] | None = None,
    fills: Mapping[str, str] | None = None,
    struck: Iterable[str] = (),
    hidden: Iterable[int] = (),
    more: Mapping[str, Rows] | None = None,
) -> bytes:
    """An .xlsx of one sheet and `more`; addresses are like "B2"."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = name
    _fill(sheet, rows)
    for address, pattern in (formats or {}).items():
        sheet[address].number_format = pattern
    for address, colour in (fills or {}).items():
        sheet[address].fill = PatternFill("solid", fgColor=colour)
    for address in struck:
        sheet[address].font = Font(strike=True)
    for number in hidden:
        sheet.row_dimensions[number].hidden = True
    for cells in merges:
        sheet.merge_cells(cells)
    for title, others in (more or {}).items():
        _fill(workbook.create_sheet(title), others)
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _fill(sheet: Any, rows: Rows) -> None:
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value not in (None, ""):
                sheet.cell(number, column, value)


def text(rows: Rows, *, delimiter: str = ",") -> str:
    file = StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


def sheet(rows: Rows, name: str = "Plan") -> Sheet:
    """A sheet without any file."""
    return Sheet(
        name,
        tuple(
            Row(number, tuple(Cell(str(value or "")) for value in row))
            for number, row in enumerate(rows, start=1)
            if any(row)
        ),
    )


def draft_of(data: bytes | Rows, period: Period = PERIOD, legend: str = "") -> PlanDraft:
    """The draft of a file's bytes, or of rows as they stand."""
    sheets = read(data) if isinstance(data, bytes) else (sheet(data),)
    return interpret(sheets, match(sheets), period, legend)


def counts(data: bytes | Rows, period: Period = PERIOD) -> dict[str, Any]:
    """The summary's counts; levels as a mapping."""
    whole = summary(draft_of(data, period))
    kept = {
        key: whole[key] for key in ("actions", "ongoing", "due", "timescales", "statuses", "leads")
    }
    return {**kept, "levels": {level["name"]: level["count"] for level in whole["levels"]}}


def doubts(data: bytes | Rows) -> list[tuple[str, str]]:
    """(cell, text) of every doubt."""
    return [(doubt.cell, doubt.text) for doubt in draft_of(data).doubts]
