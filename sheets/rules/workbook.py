"""Workbooks (.xlsx): values as shown, merged ranges, hidden rows, fills that stand for a status."""

import re
import warnings
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell import MergedCell
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from documents.text import Cleaned, piece
from guard.refusals import Refusal
from sheets.rules.cells import EMPTY, MAX_COLUMNS, Cell, Row, Sheet
from sheets.rules.colours import colour_name
from sheets.rules.shown import show
from timescales.days import plausible

MAX_MERGED_ROWS = 500


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """Every sheet with its filled rows. Formulas are not computed: their cells say so.

    Raises Refusal when the package does not hold a readable workbook.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions not needed
            workbook = load_workbook(
                BytesIO(data), data_only=False, keep_links=False, rich_text=True
            )
    except Exception as error:  # damaged packages raise whatever their broken part provokes
        raise Refusal(
            "The workbook is damaged: it could not be opened. Save it anew as .xlsx and send that."
        ) from error
    return tuple(_sheet(sheet) for sheet in workbook.worksheets)


def _sheet(sheet: Worksheet) -> Sheet:
    """Only cells that exist are looked at: a stray format in the last row makes no million rows."""
    held: dict[tuple[int, int], Any] = sheet._cells
    all_filled = [at for at, cell in held.items() if cell.value is not None]
    filled = [at for at in all_filled if at[1] <= MAX_COLUMNS]
    width = max((column for _, column in filled), default=0)
    copied = _merged(sheet, width)
    numbers = {row for row, _ in filled} | {row for (row, _), cell in copied.items() if cell}
    rows = []
    for number in sorted(numbers):
        places = [(number, column) for column in range(1, width + 1)]
        cells = [copied[at] if at in copied else _cell(held.get(at)) for at in places]
        hidden = number in sheet.row_dimensions and bool(sheet.row_dimensions[number].hidden)
        row = Row(number, tuple(cells), hidden)
        if row or any(cell.formula for cell in cells):
            rows.append(row)
    columns = max((column for _, column in all_filled), default=0)
    return Sheet(sheet.title, tuple(rows), sheet.sheet_state != "visible", columns)


def _merged(sheet: Worksheet, width: int) -> dict[tuple[int, int], Cell]:
    """For each covered cell of a merged range: the first cell's words below it, blank beside."""
    copied: dict[tuple[int, int], Cell] = {}
    for merged in sheet.merged_cells.ranges:
        first = _cell(sheet._cells.get((merged.min_row, merged.min_col)))
        if not first or merged.max_row - merged.min_row > MAX_MERGED_ROWS:
            continue
        for row in range(merged.min_row, merged.max_row + 1):
            for column in range(merged.min_col, min(merged.max_col, width) + 1):
                if column > merged.min_col:
                    copied[row, column] = Cell(covered="left")
                elif row > merged.min_row:
                    copied[row, column] = Cell(
                        first.words, first.day, first.shows_day, first.formula, first.fill,
                        first.struck, covered="above",
                    )  # fmt: skip
    return copied


def _cell(cell: XlsxCell | MergedCell | None) -> Cell:
    if cell is None or isinstance(cell, MergedCell):
        return EMPTY
    value: Any = cell.value
    fill = _fill(cell)
    rgb, note = _rgb(cell) if fill else "", _note(cell)
    if value is None:
        return Cell(fill=fill, rgb=rgb, note=note) if fill or note else EMPTY
    if isinstance(value, CellRichText):
        value = _runs(value)
    if cell.data_type == "f" or isinstance(value, ArrayFormula | DataTableFormula):
        return Cell(formula=True, words=_cleaned(_formula_words(value)).text)
    if cell.data_type == "e":
        return Cell(words=str(value), formula=True)
    words, day, shows_day = show(value, cell.number_format or "General")
    sure = day if day and plausible(day) else None  # a slip of the finger is read by its words
    kept, struck = _cleaned(words), bool(cell.font.strike)
    return Cell(
        kept.text, sure, shows_day, fill=fill, struck=struck, taken_out=kept.notes, rgb=rgb,
        note=note,
    )  # fmt: skip


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _runs(text: CellRichText) -> str:
    """The words of all runs; raised digits, which are marks of footnotes, stay raised."""
    words = []
    for run in text:
        raised = isinstance(run, TextBlock) and run.font.vertAlign == "superscript"
        words.append(str(run).translate(_RAISED) if raised else str(run))
    return "".join(words)


def _note(cell: XlsxCell) -> str:
    comment = cell.comment
    words = _cleaned(str(comment.text)).text.strip() if comment and comment.text else ""
    return f"Comment: {words}" if words else ""


def _rgb(cell: XlsxCell) -> str:
    """ "92D050" """
    rgb = getattr(cell.fill.fgColor, "rgb", None)
    return rgb[2:].upper() if isinstance(rgb, str) and len(rgb) == 8 else ""


def _formula_words(value: object) -> str:
    text = getattr(value, "text", None) or getattr(value, "ref", None) or value
    return str(text)[:200]


def _cleaned(words: str) -> Cleaned:
    """As it is kept; characters that the file format had to escape stand for themselves before."""
    escaped = re.sub(r"_x00([01][0-9A-Fa-f])_", lambda code: chr(int(code[1], 16)), words)
    return piece(escaped)


def _fill(cell: XlsxCell) -> str:
    """The name of a status colour that the cell is filled with, or nothing."""
    fill = cell.fill
    if fill.fill_type != "solid":
        return ""
    rgb = getattr(fill.fgColor, "rgb", None)
    if fill.fgColor.type != "rgb" or not isinstance(rgb, str) or len(rgb) != 8:
        return ""
    return colour_name(rgb[2:])
