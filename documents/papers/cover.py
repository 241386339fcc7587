"""What of the decisions and the erratum fits on a cover. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from documents.schema.content import SnapshotContent

LINE = 96  # characters on a line of the cover's boxes


ROOM = 86.0  # millimetres of the cover below its facts


LINE_HEIGHT = 5.1  # of a line


GAP = 1.5  # below a paragraph


BOX = 19.0  # of a box without its text


@dataclass(frozen=True)
class Cover:
    """What stands on the cover; what would not fit there opens the next page."""

    erratum_here: bool
    decisions_here: bool


def cover(content: SnapshotContent) -> Cover:
    """Whether the erratum and the decisions asked fit on the cover, reckoned in millimetres."""
    asked = BOX + sum(_height(line) for line in content["decisions"] or [""])
    if not content["erratum"]:
        return Cover(erratum_here=True, decisions_here=asked <= ROOM)
    pointer = BOX + _height("")
    wrong = pointer + sum(_height(line) for line in content["erratum"].splitlines())
    beside = asked if content["kind"] == "quarterly" else 0.0
    if wrong + beside <= ROOM:
        return Cover(erratum_here=True, decisions_here=True)
    here = wrong + pointer <= ROOM
    return Cover(here, (wrong if here else pointer) + asked <= ROOM)


def _height(text: str) -> float:
    return max(ceil(len(text) / LINE), 1) * LINE_HEIGHT + GAP
