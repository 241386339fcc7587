"""Cells that nobody may keep: a number by which a child is known stops its row.

The row is emptied before anything of it is kept. What was seen stays beside the place, in words
that do not repeat it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Final

from guard.enums import Kind
from guard.rules.examination import Examination, refusals
from sheets.rules.cells import EMPTY, Cell, Row, Sheet

# headings that say of bare digits below them whose they are
_SAYING: Final = re.compile(r"\b(?:chi|nhs|h ?& ?c|scn|candidate|health)\b", re.I)
_LONGEST_HEADING: Final = 60


@dataclass(frozen=True)
class RefusedCell:
    """Its sheet and column from 0, the row as the spreadsheet numbers it, and what was seen."""

    sheet: int
    row: int
    column: int
    kinds: tuple[Kind, ...]


def without_identifiers(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The same sheets; rows with such a number hold nothing but the places where it stood."""
    return tuple(_sheet(at, sheet) for at, sheet in enumerate(sheets, 1))


def refused_cells(sheets: tuple[Sheet, ...]) -> list[RefusedCell]:
    """Every cell that stopped its row, in the order of the file."""
    return [
        RefusedCell(place, row.number, at, tuple(Kind(kind) for kind in cell.refused.split()))
        for place, sheet in enumerate(sheets)
        for row in sheet.rows
        for at, cell in enumerate(row.cells)
        if cell.refused
    ]


def _sheet(at: int, sheet: Sheet) -> Sheet:
    name = f"Sheet {at}" if refusals(sheet.name).sightings else sheet.name
    headings: dict[int, str] = {}
    return replace(sheet, name=name, rows=tuple(_row(row, headings) for row in sheet.rows))


def _row(row: Row, headings: dict[int, str]) -> Row:
    seen = {at: _seen(cell, headings.get(at, "")) for at, cell in enumerate(row.cells)}
    refused = {at: _kinds(one) for at, one in seen.items() if one.sightings}
    if not refused:
        refused = _across(row)
    if refused:
        cells = (
            Cell(refused=refused[at]) if at in refused else EMPTY for at in range(len(row.cells))
        )
        return replace(row, cells=tuple(cells))
    for at, cell in enumerate(row.cells):
        if len(cell.words) <= _LONGEST_HEADING and _SAYING.search(cell.words):
            headings[at] = cell.words
    return row


def _seen(cell: Cell, heading: str) -> Examination:
    return refusals("\n".join(_texts(cell)), heading)


def _texts(cell: Cell) -> Iterator[str]:
    """Whatever the file holds there, what it shows and what is noted beside it."""
    for field in fields(cell):
        value = getattr(cell, field.name)
        if isinstance(value, str):
            yield value


def _across(row: Row) -> dict[int, str]:
    """Halves of one number in two cells that stand side by side."""
    seen = refusals("\t".join(cell.words for cell in row.cells))
    first = next((at for at, cell in enumerate(row.cells) if cell), 0)
    return {first: _kinds(seen)} if seen.sightings else {}


def _kinds(seen: Examination) -> str:
    """As a cell keeps it: their names with a space between."""
    return " ".join(kind.value for kind in seen.kinds)
