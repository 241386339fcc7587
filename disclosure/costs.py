"""What it costs to hide a figure: by what it is for its readers, never by its value."""

import hashlib

from disclosure.enums import Kind, Role, Tie
from disclosure.knowledge import Knowledge
from disclosure.publication import Cell

BY_ROLE = {Role.HEADLINE: 12.0, Role.TOTAL: 6.0, Role.PART: 4.0, Role.RATIO: 2.0}
ORDER = 1.0
HIDDEN_LAST_TIME = 0.6
# Between equals the id decides, so that nobody can choose and each run agrees.
TIE_BREAK = 0.01


def costs(known: Knowledge) -> dict[str, float]:
    """The cost of hiding each saying of the new edition."""
    totals = _totals(known)
    series = _hidden_series(known)
    made = {}
    for name in known.sayings:
        cell = known.publication.by_id.get(name)
        cost = ORDER if cell is None else _cost(cell, is_total=name in totals)
        if cell is not None and _series(cell) in series:
            cost *= HIDDEN_LAST_TIME
        made[name] = cost * (1 + TIE_BREAK * lot(name))
    return made


def _cost(cell: Cell, *, is_total: bool) -> float:
    role = cell.role
    if role is Role.PART and cell.kind is not Kind.COUNT:
        role = Role.RATIO
    elif role is Role.PART and is_total:
        role = Role.TOTAL
    return BY_ROLE[role]


def _totals(known: Knowledge) -> set[str]:
    wholes = {r.equals for r in known.publication.relations if r.tie is Tie.SUM and r.equals}
    wholes |= {r.parts[1] for r in known.publication.relations if r.tie is Tie.AT_MOST}
    members = known.publication.members
    return wholes | {
        cell.id
        for cell in known.publication.cells
        if any(category in members.get(name, {}) for name, category in cell.dims.items())
    }


def _series(cell: Cell) -> tuple[object, ...]:
    """What a figure has in common with that of the period before."""
    rest = tuple(sorted(item for item in cell.dims.items() if item[0] != "period"))
    return (cell.kind, rest) if rest else (cell.id,)


def _hidden_series(known: Knowledge) -> set[tuple[object, ...]]:
    last = known.history[-1:]
    return {_series(cell) for edition in last for cell in edition.cells if cell.is_marked}


def lot(name: str) -> float:
    """A number from 0 to 1 that hangs on the id alone."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) / 2**32
