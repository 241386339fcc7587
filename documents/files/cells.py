"""The cells of a workbook: what each kind looks like, and how a row of them is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | Decimal | date | None

MOST_IN_A_CELL = 32_767  # a longer text is refused by the format, and its cell left empty
LINE, HIGHEST = 15.0, 409.0  # points: of a line, and the most that a row may be high
FILLED = 0.95  # of a line of words, as they break
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def looks_like_formula(text: str) -> bool:
    """Text that a spreadsheet would work out if a person edited the cell or saved it anew."""
    return text.startswith(FORMULA_SIGNS)


def whole_number(text: str) -> Cell:
    """A whole number as one; anything else as it is printed, no finer."""
    plain = text.replace(",", "")
    return int(plain) if plain.isascii() and plain.isdigit() else text


class Formats:
    """The cell styles of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        # the words stay as they are; the mark tells the spreadsheet that they are words
        self.quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self.date = book.add_format({"num_format": "d mmmm yyyy", "valign": "top", "align": "left"})
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1}
        )
        self._book = book
        self._numbers: dict[int, Format] = {}
        self._filled: dict[str, Format] = {}

    def filled(self, colour: str) -> Format:
        """White words on a dark colour."""
        if colour not in self._filled:
            look: dict[str, int | str] = {"bg_color": colour, "font_color": "#ffffff", "bold": True}
            self._filled[colour] = self._book.add_format(
                {**look, "text_wrap": True, "valign": "top"}
            )
        return self._filled[colour]

    def number(self, value: Decimal) -> Format:
        """A number with as many places as it is printed with: 2.0 is not 2."""
        places = max(0, -int(value.as_tuple().exponent))
        if places not in self._numbers:
            shown = "#,##0" + ("." + "0" * places if places else "")
            self._numbers[places] = self._book.add_format({"num_format": shown, "valign": "top"})
        return self._numbers[places]


def write_row(sheet: Worksheet, row: int, cells: Sequence[Cell], formats: Formats) -> None:
    for place, cell in enumerate(cells):
        if isinstance(cell, date):
            sheet.write_datetime(row, place, cell, formats.date)
        elif isinstance(cell, Decimal):
            sheet.write_number(row, place, float(cell), formats.number(cell))
        elif isinstance(cell, int):
            sheet.write_number(row, place, cell, formats.text)
        elif cell:
            style = formats.quoted if looks_like_formula(cell) else formats.text
            sheet.write_string(row, place, cell[:MOST_IN_A_CELL], style)


def height_of(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """The height of a row whose longest cell is seen whole, as far as a row can be high."""
    shown = zip(cells, widths, strict=False)
    rows = max((_rows(cell, width) for cell, width in shown if isinstance(cell, str)), default=1)
    return min(LINE * rows + 1, HIGHEST)


def _rows(words: str, width: float) -> int:
    return sum(-(-len(part) // max(1, int(width * FILLED))) or 1 for part in words.split("\n"))
