"""Rows whose cells list several things line by line: "1) Choose … 2) Train …" is two actions."""

import re
from dataclasses import replace

from imports.rules.columns.column import Role
from imports.rules.columns.match import Table
from sheets.rules.cells import Row

_ITEM = re.compile(r"\s*(?:(\d{1,2})[.)]|\(?([a-z])\)|[•●▪‣*–-])\s+", re.IGNORECASE)
MOST = 30  # things that one cell lists
_BESIDE = (Role.LEAD, Role.TIMESCALE, Role.STATUS, Role.SUPPORT, Role.REVISED)


def statements(row: Row, table: Table) -> list[Row]:
    """The row itself, or one for each thing that its action and another cell list side by side."""
    action = next(iter(table.at(Role.ACTION)), None)
    if action is None or row[action.at].covered:
        return [row]
    listed = _items(row[action.at].words)
    beside = [
        c.at for role in _BESIDE for c in table.at(role) if row[c.at] and not row[c.at].covered
    ]
    parts = {at: _items(row[at].words) for at in beside}
    aligned = [at for at in beside if len(parts[at]) == len(listed)]
    if (
        len(listed) < 2
        or not aligned
        or any(len(one) not in (0, len(listed)) for one in parts.values())
    ):
        return [row]
    made = []
    for place, words in enumerate(listed):
        cells = list(row.cells)
        cells[action.at] = replace(cells[action.at], words=words)
        for at in aligned:
            cells[at] = replace(cells[at], words=parts[at][place])
        made.append(replace(row, cells=tuple(cells)))
    return made


def _items(words: str) -> list[str]:
    """The things listed, when every line begins with a mark of the same kind, in order."""
    lines = [line for line in words.splitlines() if line.strip()]
    marks = [_ITEM.match(line) for line in lines]
    numbers = [mark[1] or mark[2] for mark in marks if mark]
    if not 2 <= len(lines) <= MOST or len(numbers) < len(lines):
        return []
    if len(set(numbers)) not in (1, len(numbers)) or (len(set(numbers)) == 1 and numbers[0]):
        return []
    return [_ITEM.sub("", line, count=1).strip() for line in lines]
