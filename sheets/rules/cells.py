"""What a spreadsheet holds once it is read: sheets of rows of cells, free of any file format."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter

MAX_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `words` is what a person sees; `day` is set where the file holds a real date;
    `taken_out` says in words what could not be kept of it, `refused` for what nothing was kept.

    `covered` tells that the cell lies inside a merged range: "above" when it repeats the words of
    the cell above it, "left" when it is blank because the range began to its left. `fill` names
    the colour of a status, `rgb` is that colour exactly; `note` is a comment on the cell.
    """

    words: str = ""
    day: date | None = None
    shows_day: bool = True
    formula: bool = False
    fill: str = ""
    struck: bool = False
    covered: str = ""
    refused: str = ""
    taken_out: tuple[str, ...] = ()
    rgb: str = ""
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.words.strip())


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is the one that the spreadsheet program prints beside it.

    `block` tells the tables of a document apart: 0 is a line between them, None a spreadsheet's
    row. `head` marks a row that the document repeats on every page, and of the lines a heading.
    """

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False
    block: int | None = None
    head: bool = False

    def __getitem__(self, column: int) -> Cell:
        return self.cells[column] if column < len(self.cells) else EMPTY

    def __bool__(self) -> bool:
        return any(self.cells)

    @property
    def typed(self) -> list[int]:
        """Columns of the cells that hold words of their own on this row."""
        return [at for at, cell in enumerate(self.cells) if cell and not cell.covered]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`columns` is how many the file fills, which may be more than were read. `notes` are said
    once; `aside` is why nothing of the sheet is part of a plan."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    columns: int = 0
    notes: tuple[str, ...] = ()
    aside: str = ""


def column_letter(column: int) -> str:
    """ "A" for column 0."""
    return get_column_letter(column + 1)


def to_json(sheets: tuple[Sheet, ...]) -> list[dict[str, Any]]:
    """Plain lists and mappings, for a draft that waits in the database."""
    return [
        {
            "name": sheet.name,
            "hidden": sheet.hidden,
            "columns": sheet.columns,
            "notes": list(sheet.notes),
            "aside": sheet.aside,
            "rows": [
                [
                    row.number,
                    row.hidden,
                    [_cell_to_json(cell) for cell in row.cells],
                    *([row.block, row.head] if row.block is not None else []),
                ]
                for row in sheet.rows
            ],
        }
        for sheet in sheets
    ]


def from_json(content: Any) -> tuple[Sheet, ...]:
    """The sheets that `to_json` wrote."""
    return tuple(
        Sheet(
            sheet["name"],
            tuple(
                Row(number, tuple(map(_cell_from_json, cells)), hidden, *block)
                for number, hidden, cells, *block in sheet["rows"]
            ),
            sheet["hidden"],
            sheet.get("columns", 0),
            tuple(sheet.get("notes", ())),
            sheet.get("aside", ""),
        )
        for sheet in content
    )


def _cell_to_json(cell: Cell) -> str | dict[str, Any]:
    extra: dict[str, Any] = {
        name: getattr(cell, name)
        for name in (
            "formula",
            "fill",
            "struck",
            "covered",
            "refused",
            "taken_out",
            "rgb",
            "note",
        )
        if getattr(cell, name)
    }
    if cell.day:
        extra |= {"day": cell.day.isoformat(), "shows_day": cell.shows_day}
    return {"words": cell.words, **extra} if extra else cell.words


def _cell_from_json(stored: str | Mapping[str, Any]) -> Cell:
    if isinstance(stored, str):
        return Cell(stored) if stored else EMPTY
    day, notes = stored.get("day"), tuple(stored.get("taken_out", ()))
    read = {"day": date.fromisoformat(day) if day else None, "taken_out": notes}
    return Cell(**{**stored, **read})
