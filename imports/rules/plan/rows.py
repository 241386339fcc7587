"""What one action gathers from its row, and from the rows that continue it."""

from dataclasses import dataclass, field

from imports.rules.columns.column import Column, Role
from imports.rules.columns.match import Table
from imports.rules.columns.numbers import LONGEST_NUMBER, Numbered, take_number
from sheets.rules.cells import EMPTY, Cell, Row

# Words of these columns may run on over several rows; they are put together line by line.
GATHERED = (Role.LEAD, Role.SUPPORT, Role.PROGRESS, Role.EVIDENCE, Role.IMPACT, Role.ORIGIN)
SINGLE = (Role.TIMESCALE, Role.STATUS, Role.STARTS, Role.COMPLETED, Role.OUTCOMES, Role.TYPE)


@dataclass
class ActionRow:
    """An action while its rows are read."""

    row: int
    sheet: int
    heading: int | None
    ongoing: bool
    words: Numbered
    column: Column
    table: Table
    cells: dict[Role, Cell] = field(default_factory=dict)
    places: dict[Role, tuple[int, int]] = field(default_factory=dict)
    gathered: dict[Role, list[str]] = field(default_factory=dict)
    ticks: list[tuple[Column, Cell]] = field(default_factory=list)
    revised: list[tuple[Column, Cell, int]] = field(default_factory=list)
    fills: dict[int, Cell] = field(default_factory=dict)

    def said(self, role: Role) -> str:
        return "\n".join(self.gathered.get(role, []))

    def cell(self, role: Role) -> Cell:
        return self.cells.get(role, EMPTY)

    def column_of(self, role: Role) -> Column | None:
        return next(iter(self.table.at(role)), None)

    def take(self, row: Row) -> list[int]:
        """Add a row's words, and tell the columns they stand in.

        Merged cells of a continuing row only repeat: they are passed.
        """
        first, taken = row.number == self.row, []
        for column in self.table.columns:
            cell = row[column.at]
            if first and cell.fill:
                self.fills[column.at] = cell
            if not cell or (cell.covered and not first):
                self._take_colour(cell, column, first=first)
            elif column.role in GATHERED:
                self.gathered.setdefault(column.role, []).append(cell.words.strip())
                taken.append(column.at)
            elif column.role in (Role.TICK, Role.REVISED):
                if column.role == Role.TICK:
                    self.ticks.append((column, cell))
                else:
                    self.revised.append((column, cell, row.number))
                taken.append(column.at)
            elif column.role in SINGLE and column.role not in self.cells:
                self.cells[column.role] = cell
                self.places[column.role] = (row.number, column.at)
                taken.append(column.at)
        return taken

    def _take_colour(self, cell: Cell, column: Column, *, first: bool) -> None:
        if first and cell.fill and column.role == Role.STATUS:
            self.cells[column.role] = cell


def number_and_words(row: Row, column: Column, table: Table) -> Numbered:
    """The action's or heading's number, from its number column or from its own words."""
    words = row[column.at].words.strip()
    taken = take_number(words)
    given = next(
        (
            row[number.at].words.strip()
            for number in table.at(Role.NUMBER)
            if number.of == column.at
        ),
        "",
    )
    if len(bare := given.rstrip(".:)")) <= LONGEST_NUMBER:
        given = bare
    if not given or given == taken.number:
        return (
            taken if taken.text.strip() or not taken.number else Numbered(taken.number, words, "")
        )
    return Numbered(given, "", words)


def number_places(row: Row, column: Column, table: Table) -> list[int]:
    """The cell of the number that `number_and_words` gave, or that its words print themselves."""
    cells = [
        (number.at, row[number.at]) for number in table.at(Role.NUMBER) if number.of == column.at
    ]
    return [at for at, cell in cells[:1] if cell and not cell.covered]
