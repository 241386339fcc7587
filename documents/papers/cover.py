"""What of the decisions and the erratum fits on a cover. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from documents.schema.content import SnapshotContent

LINE = 96  # characters on a line of the cover's boxes


ROOM = 86.0  # millimetres of the cover below its facts
FRONT = 96.0  # of a quarterly report's first page, between its numbers and its facts
WHOLE = 135.0  # the same with the sentences above its boxes


LOGO = 11.0  # of that room: one more line of the heading


LINE_HEIGHT = 5.1  # of a line


GAP = 1.5  # below a paragraph


BOX = 19.0  # of a box without its text


HEAD, ACROSS = 13.0, 114  # of the heading above the chair's words; characters on a line of them


@dataclass(frozen=True)
class Cover:
    """What stands on the cover; what would not fit there opens the next page."""

    erratum_here: bool
    decisions_here: bool
    summary_here: bool = False


def front(content: SnapshotContent, summary: str, above: Sequence[str] = ()) -> Cover:
    """The same of a quarterly report's first page, with its chair's words where they fit too;
    `above` are the sentences over the boxes."""
    stands = cover(content)
    if not (stands.decisions_here and stands.erratum_here):
        return stands
    said = [line for line in summary.splitlines() if line.strip()] or [""]
    wrong = [line for line in content["erratum"].splitlines() if line.strip()]
    boxes = [content["decisions"] or [""], *([wrong] if wrong else [])]
    used = sum(BOX + sum(map(_height, lines)) for lines in boxes)
    used += HEAD + sum(_height(line, ACROSS) + 1 for line in said)
    used += sum(_height(line, ACROSS) for line in above)
    return replace(stands, summary_here=used <= WHOLE - _logo(content))


def cover(content: SnapshotContent) -> Cover:
    """Whether the erratum and the decisions asked fit on the cover, reckoned in millimetres."""
    asked = BOX + sum(_height(line) for line in content["decisions"] or [""])
    room = FRONT - _logo(content) if content["kind"] == "quarterly" else ROOM
    if not content["erratum"]:
        return Cover(erratum_here=True, decisions_here=asked <= room)
    pointer = BOX + _height("")
    wrong = pointer + sum(_height(line) for line in content["erratum"].splitlines())
    beside = asked if content["kind"] == "quarterly" else 0.0
    if wrong + beside <= room:
        return Cover(erratum_here=True, decisions_here=True)
    here = wrong + pointer <= room
    return Cover(here, (wrong if here else pointer) + asked <= room)


def _logo(content: SnapshotContent) -> float:
    """An edition's heading is so long that it breaks beside a logo; a report's own is not."""
    return LOGO if "logo" in content and "told_to" in content else 0.0


def _height(text: str, line: int = LINE) -> float:
    return max(ceil(len(text) / line), 1) * LINE_HEIGHT + GAP
