"""Cells of a document's table, which span rows and columns, laid out as a spreadsheet's rows."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sheets.rules.cells import EMPTY, MAX_COLUMNS, Cell


@dataclass(frozen=True)
class Laid:
    """A cell where it stands: `at` and `span` count the grid's lines, `continues` the one above."""

    cell: Cell
    at: int
    span: int = 1
    continues: bool = False


def rows_of(table: Sequence[Sequence[Laid]]) -> list[tuple[Cell, ...]]:
    """Each row's cells by the columns that most rows have, as documents cut their grids finer."""
    starts = _columns(table)
    above: dict[int, Cell] = {}
    rows = []
    for laid in table:
        cells: dict[int, Cell] = {}
        for one in laid:
            first, last = _column(starts, one.at), _column(starts, one.at + one.span - 1)
            while first in cells and first < MAX_COLUMNS:
                first += 1  # a row that is cut finer than the others keeps all of its cells
            origin = above.get(first, EMPTY)
            cell = one.cell
            if one.continues and not cell:
                cell = replace(origin, covered="above", note="", taken_out=()) if origin else EMPTY
            cells[first] = cell
            if not one.continues:
                above[first] = cell
            for place in range(first + 1, last + 1):
                cells.setdefault(place, Cell(covered="left"))
        rows.append(tuple(cells.get(at, EMPTY) for at in range(max(cells, default=-1) + 1)))
    return rows


def _columns(table: Sequence[Sequence[Laid]]) -> list[int]:
    """Where the columns begin: as in the commonest of the rows with the most cells."""
    starts = [tuple(one.at for one in laid) for laid in table if laid]
    shapes: Counter[tuple[int, ...]] = Counter(starts)
    if not shapes:
        return [0]
    shape, _ = max(shapes.items(), key=lambda one: (len(one[0]) > 1, one[1] * len(one[0])))
    return list(shape)


def _column(starts: list[int], at: int) -> int:
    return max(bisect_right(starts, at) - 1, 0)
