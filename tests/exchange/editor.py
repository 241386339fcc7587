"""Edits a plan's own file as a person would: in Word, in a spreadsheet program, as text."""

import csv
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from docx import Document
from openpyxl import load_workbook

from imports.rules.own.columns import ACTION, REFERENCE, stamped, without_apostrophe


@dataclass(frozen=True)
class Typed:
    """What is typed into one column of the row of an action."""

    key: int
    column: str
    words: str


@dataclass(frozen=True)
class Struck:
    """The row of an action is deleted."""

    key: int


@dataclass(frozen=True)
class Put:
    """A row is added below the row of an action, with words in some columns."""

    below: int
    cells: tuple[tuple[str, str], ...]


Edited = Typed | Struck | Put


def edited(form: str, data: bytes, changes: list[Edited]) -> bytes:
    return {"docx": _word, "xlsx": _workbook, "csv": _text}[form](data, changes)


def _column(names: list[str], name: str) -> int:
    """The last column of this name; the references carry their stamp."""
    plain = [REFERENCE if stamped([one]) else one for one in names]
    return len(plain) - 1 - plain[::-1].index(name)


def _workbook(data: bytes, changes: list[Edited]) -> bytes:
    book = load_workbook(BytesIO(data))
    sheet: Any = book.worksheets[0]
    for change in changes:
        names = [str(cell.value or "") for cell in sheet[1]]
        key = change.below if isinstance(change, Put) else change.key
        row = next(
            cells[0].row
            for cells in sheet.iter_rows(min_row=2)
            if cells[_column(names, REFERENCE)].value == f"a{key}"
        )
        if isinstance(change, Typed):
            cell = sheet.cell(row, _column(names, change.column) + 1)
            cell.value, cell.data_type = change.words or None, "s" if change.words else "n"
        elif isinstance(change, Struck):
            sheet.delete_rows(row)
        else:
            sheet.insert_rows(row + 1)
            for at in range(_column(names, "No")):  # the headings hold on
                sheet.cell(row + 1, at + 1).value = sheet.cell(row, at + 1).value
                sheet.cell(row + 1, at + 1).data_type = sheet.cell(row, at + 1).data_type
            for name, words in change.cells:
                cell = sheet.cell(row + 1, _column(names, name) + 1)
                cell.value, cell.data_type = words, "s"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _text(data: bytes, changes: list[Edited]) -> bytes:
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))
    names = rows[0]
    for change in changes:
        key = change.below if isinstance(change, Put) else change.key
        at = next(i for i, row in enumerate(rows) if row[_column(names, REFERENCE)] == f"a{key}")
        if isinstance(change, Typed):
            rows[at][_column(names, change.column)] = _as_text(change.words)
        elif isinstance(change, Struck):
            del rows[at]
        else:
            held = _column(names, "No")
            fresh = [*rows[at][:held], *[""] * (len(names) - held)]
            for name, words in change.cells:
                fresh[_column(names, name)] = _as_text(words)
            rows.insert(at + 1, fresh)
    file = StringIO()
    csv.writer(file).writerows(rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _as_text(words: str) -> str:
    """What looks as if it had an apostrophe to be taken off gets one."""
    return f"'{words}" if without_apostrophe(words) != words else words


def _word(data: bytes, changes: list[Edited]) -> bytes:
    document = Document(BytesIO(data))
    for change in changes:
        key = change.below if isinstance(change, Put) else change.key
        names, row, table = _word_row(document, key)
        if isinstance(change, Typed):
            row.cells[_column(names, change.column)].text = change.words
        elif isinstance(change, Struck):
            row._tr.getparent().remove(row._tr)
        else:
            added = table.add_row()
            row._tr.addnext(added._tr)
            for name, words in change.cells:
                added.cells[_column(names, name)].text = words
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _word_row(document: Any, key: int) -> tuple[list[str], Any, Any]:
    for table in document.tables:
        names = [cell.text for cell in table.rows[0].cells]
        if ACTION in names and stamped(names):
            at = _column(names, REFERENCE)
            for row in table.rows[1:]:
                if row.cells[at].text == f"a{key}":
                    return names, row, table
    raise LookupError(key)
