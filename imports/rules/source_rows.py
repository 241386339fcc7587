"""Where each action stands in the file, and what its row says there: the plan beside its source."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from imports.rules.columns.column import Role
from imports.rules.columns.match import Table
from imports.rules.plan.draft import ActionDraft, PlanDraft
from sheets.rules.cells import Row, Sheet, column_letter

Place = tuple[int, int]  # the sheet, the row's own number


@dataclass(frozen=True)
class SourceCell:
    """A cell as the file has it under its column's name; `why` it is left out, if it is."""

    name: str
    words: str
    why: str = ""


@dataclass(frozen=True)
class Source:
    """The place of a row in the file, its cells but for the action's own words, and what is
    doubtful of it."""

    place: str = ""
    cells: tuple[SourceCell, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass
class SourceRows:
    """The rows of the file that actions come from."""

    sheets: tuple[Sheet, ...]
    draft: PlanDraft
    rows: dict[Place, tuple[Row, Table]] = field(default_factory=dict)
    doubts: defaultdict[tuple[str, int], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )
    left_out: Mapping[tuple[str, int, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for table in self.draft.match.tables:
            rows = self.sheets[table.sheet].rows
            for index in range(table.start, min(table.end, len(rows))):
                if table.holds(index, rows[index]):
                    self.rows[table.sheet, rows[index].number] = (rows[index], table)
        self.left_out = {(one.sheet, one.row, one.column): one.why for one in self.draft.left_out}
        several = sum(not sheet.aside for sheet in self.sheets) > 1
        for doubt in self.draft.doubts:
            if doubt.row is not None and not doubt.about:
                self.doubts[doubt.sheet, doubt.row].append(doubt.text)
        for asked in self.draft.asked:
            if not asked.decided:
                name = self.sheets[asked.sheet].name if several else ""
                self.doubts[name, asked.row].append(f"“{asked.words}” is asked above.")

    def of(self, action: ActionDraft) -> Source:
        row, table = self.rows.get((action.sheet, action.row), (None, None))
        sheet = self.sheets[action.sheet]
        several = sum(not one.aside for one in self.sheets) > 1
        block = f"table {row.block}, " if row and row.block else ""
        place = f"{block}row {action.row}"
        if several:
            place = f"{sheet.name}, {place}"
        doubts = self.doubts.get((sheet.name if several else "", action.row), [])
        cells = self._cells(row, table) if row and table else ()
        return Source(place[0].upper() + place[1:], cells, tuple(dict.fromkeys(doubts)))

    def _cells(self, row: Row, table: Table) -> tuple[SourceCell, ...]:
        """What stands under each name, but for the words that the plan prints as they are."""
        names = {column.at: column for column in table.columns}
        sheet = self.sheets[table.sheet].name if len(self.sheets) > 1 else ""
        cells = []
        for at in row.typed:
            column = names.get(at)
            if column and column.role in (Role.ACTION, Role.LEVEL, Role.NUMBER):
                continue
            header = " ".join(column.header.split()) if column else ""
            name = header or f"Column {column_letter(at)}"
            why = self.left_out.get((sheet, row.number, at), "")
            cells.append(SourceCell(name, row[at].words.strip(), why))
        return tuple(cells)
