"""What became of every cell that was read: it is kept, left out and why, or it was empty.

Nothing is dropped unsaid: whatever no step of the reading takes is left out with a reason, and
read = kept + left out + empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sheets.rules.cells import Sheet, column_letter

Place = tuple[int, int, int]  # sheet, the row's own number, column
KEPT = ""
REFUSED = "A number by which a child may be known stood here: nothing of its row is kept."


@dataclass(frozen=True)
class LeftOut:
    """A cell that is not in the plan, and why."""

    words: str
    why: str
    row: int
    column: int
    sheet: str = ""

    @property
    def cell(self) -> str:
        """ "F14" """
        return f"{column_letter(self.column)}{self.row}"


@dataclass(frozen=True)
class Cells:
    """Counts of cells: `read` is the sum of the others."""

    read: int = 0
    kept: int = 0
    left_out: int = 0
    empty: int = 0


@dataclass
class Ledger:
    """The last word on a cell holds."""

    said: dict[Place, str] = field(default_factory=dict)

    def keep(self, sheet: int, row: int, *columns: int) -> None:
        for column in columns:
            self.said[sheet, row, column] = KEPT

    def leave(self, why: str, sheet: int, row: int, *columns: int) -> None:
        for column in columns:
            self.said[sheet, row, column] = why

    def open(self, sheet: int, row: int, columns: list[int]) -> list[int]:
        """Those of the columns of which nothing was said yet."""
        return [column for column in columns if (sheet, row, column) not in self.said]


def balance(
    sheets: tuple[Sheet, ...], said: Mapping[Place, str]
) -> tuple[Cells, tuple[LeftOut, ...]]:
    """The counts, and every cell that holds words and is not kept, in the order of the file.

    A cell that lies inside a merged range holds no words of its own.
    """
    left: list[LeftOut] = []
    read = kept = 0
    for at, sheet in enumerate(sheets):
        for row in sheet.rows:
            read += len(row.cells)
            name = sheet.name if len(sheets) > 1 else ""
            left += [
                LeftOut("", REFUSED, row.number, column, name)
                for column, cell in enumerate(row.cells)
                if cell.refused
            ]
            for column in row.typed:
                why = said.get((at, row.number, column), "No table was read here.")
                if why == KEPT:
                    kept += 1
                    continue
                left.append(LeftOut(row[column].words.strip(), why, row.number, column, name))
    return Cells(read, kept, len(left), read - kept - len(left)), tuple(left)
