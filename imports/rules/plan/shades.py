"""Statuses that are only the colour of a cell, read by the document's own key where it has one."""

from collections import Counter, defaultdict

from imports.rules.columns.column import Role
from imports.rules.columns.keys import Key
from imports.rules.plan.rows import ActionRow
from imports.rules.plan.statuses import Status, from_fill
from plans.rules.legends import Preset
from sheets.rules.cells import EMPTY, Cell

Shaded = dict[tuple[int, int], int]  # a table's sheet and header: the column whose colours tell


def shaded_columns(actions: list[ActionRow], key: Key | None) -> Shaded:
    """In tables without a column of statuses, the column whose colours differ as statuses do."""
    fills: defaultdict[tuple[int, int], dict[int, list[Cell]]] = defaultdict(dict)
    for action in actions:
        if not (action.table.has(Role.STATUS) or action.table.has(Role.TICK)):
            for column, cell in action.fills.items():
                fills[action.sheet, action.table.header].setdefault(column, []).append(cell)
    shaded = {}
    for place, columns in fills.items():
        told = {at: _telling(cells, key) for at, cells in columns.items()}
        best = max(told, key=lambda at: (told[at], at))
        if told[best]:
            shaded[place] = best
    return shaded


def _telling(cells: list[Cell], key: Key | None) -> int:
    """How many cells have a colour that tells; one colour all the way down is decoration."""
    if key and key.colours:
        return sum(cell.rgb in key.colours for cell in cells)
    names = Counter(cell.fill for cell in cells)
    return names.total() if len(names) > 1 else 0


def shade_of(action: ActionRow, shaded: Shaded) -> Cell:
    """The coloured cell that tells the action's status; EMPTY when none does."""
    at = shaded.get((action.sheet, action.table.header))
    return action.fills.get(at, EMPTY) if at is not None else EMPTY


def status_of_shade(cell: Cell, key: Key | None, preset: Preset) -> Status:
    """By the key's exact colour; any other is read by its name, with a doubt."""
    code = key.colours.get(cell.rgb) if key else None
    entry = next((entry for entry in preset.entries if entry.code == code), None)
    if entry:
        return Status(entry.canonical, entry.code)
    status = from_fill(cell.fill, preset)
    if key and key.colours:
        return Status(
            doubt=f"The cell is coloured {cell.fill}, which is not a colour of the key: not rated."
        )
    return status
