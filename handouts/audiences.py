"""What of each register may be printed for whom: the one table (domain.md, section 7). Pure.

Chief officers and members read what the committee holds. Beyond them:

* silence and attendance by agency stay with the committee and the chief officers;
* how grave a risk is, and what weakens the mitigation of one, is between the two as well;
* what was found and judged was shared by a named person with those who can act on it: others read
  how much there is and how far it is answered, as posts and totals;
* what children and families said, what was decided, and the difference made are what a report owes
  to everybody; both registers hold other words than theirs, and no small number;
* which other plans the actions serve is no secret: their owners are told in extracts;
* of learning reviews the register tells what was published, which everybody knows;
* a council reads in its cover report sentences and no table: the report itself goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Final

from documents.enums import Readers
from documents.schema.content import SnapshotContent
from documents.schema.registers import RegisterRecord


class Extent(Enum):
    """How much of a register's part is printed."""

    NOTHING = "nothing"
    SENTENCES = "its sentences, without tables and notes"
    OUTSIDE = "what its room wrote for those outside; nothing where it wrote none"
    WHOLE = "all of it"


# what the committee and the chief officers read of every register
WITHIN: Final[Mapping[Readers, Extent]] = {
    Readers.CHIEF_OFFICERS: Extent.WHOLE,
    Readers.MEMBERS: Extent.WHOLE,
}
# what others read; of a register that is not here they read nothing
BEYOND: Final[Mapping[str, Mapping[Readers, Extent]]] = {
    "risks": {Readers.COUNCIL: Extent.NOTHING, Readers.PUBLIC: Extent.NOTHING},
    "assurance": {Readers.COUNCIL: Extent.SENTENCES, Readers.PUBLIC: Extent.SENTENCES},
    "evaluation": {Readers.COUNCIL: Extent.SENTENCES, Readers.PUBLIC: Extent.SENTENCES},
    "committee": {Readers.COUNCIL: Extent.NOTHING, Readers.PUBLIC: Extent.WHOLE},
    "difference": {Readers.COUNCIL: Extent.SENTENCES, Readers.PUBLIC: Extent.WHOLE},
    "voices": {Readers.COUNCIL: Extent.SENTENCES, Readers.PUBLIC: Extent.WHOLE},
    "returns": {Readers.COUNCIL: Extent.NOTHING, Readers.PUBLIC: Extent.OUTSIDE},
    "learning_reviews": {Readers.COUNCIL: Extent.NOTHING, Readers.PUBLIC: Extent.WHOLE},
    "other_plans": {Readers.COUNCIL: Extent.SENTENCES, Readers.PUBLIC: Extent.WHOLE},
}


def extent(register: str, readers: Readers) -> Extent:
    """How much of a register's part is printed for some readers."""
    return WITHIN.get(readers) or BEYOND.get(register, {}).get(readers, Extent.NOTHING)


def registers_for(content: SnapshotContent, readers: Readers) -> list[RegisterRecord]:
    """What registers tell in a report, as far as it is for its readers, in the report's order. A
    part of which nothing is printed is not among them."""
    rows = (_printed(row, readers) for row in content.get("registers", []))
    return [row for row in rows if row is not None]


def registers_by_name(content: SnapshotContent, readers: Readers) -> Iterator[RegisterRecord]:
    """The same in the order of the table."""
    rows = registers_for(content, readers)
    for name in BEYOND:
        yield from (row for row in rows if row.get("register") == name)


def _printed(row: RegisterRecord, readers: Readers) -> RegisterRecord | None:
    name = row.get("register", "")
    much = extent(name, readers)
    if much == Extent.WHOLE:
        return row
    if much == Extent.SENTENCES:
        return _part(row, row["told"]) if row["told"] else None
    outside = row.get("outside") if much == Extent.OUTSIDE else None
    return {**_part(row, []), **outside} if outside else None


def _part(row: RegisterRecord, told: list[str]) -> RegisterRecord:
    return {
        "register": row.get("register", ""),
        "key": row["key"],
        "title": row["title"],
        "told": told,
        "tables": [],
        "notes": [],
    }
