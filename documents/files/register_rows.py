"""What registers tell in a report, as sheets of a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from documents.contents import HEADINGS
from documents.registers import widths
from documents.schema.content import SnapshotContent
from documents.schema.registers import RegisterRecord

UNFIT = re.compile(r"[\[\]:*?/\\']")  # what no name of a sheet may hold
LONGEST = 31
WHOLE = 150  # what the widths of a sheet's columns add up to

# the other sheets of a report's workbook, and the one that programs keep for themselves
RESERVED = (
    "Actions", "Directions", "Recurring work", "Indicators", "Figures", "Measures", "Readings",
    "In short", "In words", "Counts", "Legend and source", "History",
)  # fmt: skip


class RegisterSheet(NamedTuple):
    """One table with its heads first, and below it the sentences and notes of its register."""

    name: str
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]


def register_sheets(content: SnapshotContent) -> list[RegisterSheet]:
    """A sheet for each table of each register, in printing order; one of words for a register
    without tables."""
    sheets: list[RegisterSheet] = []
    for register in content.get("registers", []):
        for title, rows, wide in _sheets(register):
            sheets.append(
                RegisterSheet(sheet_name(title, [row.name for row in sheets]), rows, wide)
            )
    return sheets


def _sheets(register: RegisterRecord) -> Iterator[tuple[str, list[Sequence[str]], list[int]]]:
    own = register["title"] or HEADINGS[register["key"]]
    words: list[Sequence[str]] = [(line,) for line in (*register["told"], *register["notes"])]
    for place, table in enumerate(register["tables"]):
        rows = table["rows"] or [[table["empty"]]]
        below = [(), *words] if words and not place else []
        yield table["title"] or own, [table["heads"], *rows, *below], widths(table, WHOLE, 8)
    if not register["tables"]:
        yield own, words, [WHOLE]


def fitting(title: str) -> str:
    """A title without what no name of a sheet may hold."""
    return UNFIT.sub(" ", title).strip()


def sheet_name(title: str, taken: Sequence[str]) -> str:
    """A name that a workbook allows, and that no other sheet has."""
    plain = fitting(title)
    used = {name.casefold() for name in (*taken, *RESERVED)}
    for number in range(1, len(used) + 2):
        end = f" {number}" if number > 1 else ""
        name = plain[: LONGEST - len(end)].strip() + end
        if name.casefold() not in used:
            return name
    raise AssertionError("One name more than there are sheets is free")
