"""What of the decisions and the erratum fits on a cover. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from documents.schema.content import SnapshotContent

LINE = 96  # characters on a line of the cover's boxes


ROOM = 86.0  # millimetres of the cover below its facts
FRONT = 96.0  # of a quarterly report's first page, between its numbers and its facts


LINE_HEIGHT = 5.1  # of a line


GAP = 1.5  # below a paragraph


BOX = 19.0  # of a box without its text


@dataclass(frozen=True)
class Cover:
    """What stands on the cover; what would not fit there opens the next page."""

    erratum_here: bool
    decisions_here: bool
    summary_here: bool = False


def front(content: SnapshotContent, summary: str) -> Cover:
    """The same of a quarterly report's first page, with its chair's words where they fit too."""
    stands = cover(content)
    if not (stands.decisions_here and stands.erratum_here):
        return stands
    lines = [*content["erratum"].splitlines(), *summary.splitlines()]
    written = [line for line in lines if line.strip()] or [""]
    used = 2 * BOX + sum(map(_height, [*content["decisions"], *written]))
    return replace(stands, summary_here=used + (BOX if content["erratum"] else 0) <= FRONT)


def cover(content: SnapshotContent) -> Cover:
    """Whether the erratum and the decisions asked fit on the cover, reckoned in millimetres."""
    asked = BOX + sum(_height(line) for line in content["decisions"] or [""])
    room = FRONT if content["kind"] == "quarterly" else ROOM
    if not content["erratum"]:
        return Cover(erratum_here=True, decisions_here=asked <= room)
    pointer = BOX + _height("")
    wrong = pointer + sum(_height(line) for line in content["erratum"].splitlines())
    beside = asked if content["kind"] == "quarterly" else 0.0
    if wrong + beside <= room:
        return Cover(erratum_here=True, decisions_here=True)
    here = wrong + pointer <= room
    return Cover(here, (wrong if here else pointer) + asked <= room)


def _height(text: str) -> float:
    return max(ceil(len(text) / LINE), 1) * LINE_HEIGHT + GAP
