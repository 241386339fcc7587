"""A workbook that somebody fills in and sends back: sheets of columns, and how to fill them in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

import xlsxwriter

NOTES_SHEET: Final = "How to fill it in"
# one moment for all of them: what is not filled in is the same bytes every time
MADE: Final = datetime(2026, 1, 1)  # noqa: DTZ001


@dataclass(frozen=True)
class FrameSheet:
    """`columns` are names with widths in characters. Words in `numbers` are written as numbers
    where they are digits, all else as text: 1.10 keeps its nought and no formula is made."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[str]] = ()
    above: Sequence[Sequence[str]] = ()
    numbers: frozenset[str] = frozenset()
    columns_kept: int = 0


def workbook_frame(
    title: str,
    sheets: Sequence[FrameSheet],
    notes: Sequence[str],
    choices: Sequence[tuple[str, str]] = (),
) -> bytes:
    """The workbook as bytes, `choices` being what may stand in a column."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": title, "created": MADE})
    for sheet in sheets:
        _write(book, sheet)
    _explain(book, notes, choices)
    book.close()
    return file.getvalue()


def _write(book: xlsxwriter.Workbook, made: FrameSheet) -> None:
    head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    number = book.add_format({"valign": "top"})
    sheet = book.add_worksheet(made.name)
    sheet.freeze_panes(len(made.above) + 1, made.columns_kept)
    sheet.set_landscape()
    named = [name in made.numbers for name, _ in made.columns]
    for at, (_, width) in enumerate(made.columns):
        sheet.set_column(at, at, width, number if named[at] else text)
    names = [name for name, _ in made.columns]
    for row, line in enumerate([*made.above, names, *made.rows]):
        for at, words in enumerate(line):
            if row > len(made.above) and named[at] and words.isdecimal():
                sheet.write_number(row, at, int(words), number)
            elif words:
                kind = bold if row < len(made.above) else head if row == len(made.above) else text
                sheet.write_string(row, at, words, kind)


def _explain(
    book: xlsxwriter.Workbook, notes: Sequence[str], choices: Sequence[tuple[str, str]]
) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(NOTES_SHEET)
    sheet.set_column(0, 0, 100)
    sheet.set_column(1, 1, 60)
    for at, words in enumerate(notes):
        sheet.write_string(at, 0, words, text)
    for at, (column, words) in enumerate(choices, start=len(notes) + 1):
        sheet.write_string(at, 0, column, bold)
        sheet.write_string(at, 1, words, text)
