"""What the second edition of the documents prints beyond the first. Pure: a snapshot in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from documents import wording
from documents.papers import annual, exceptions, quarterly
from documents.papers.exceptions import Matter
from documents.schema.content import ActionRecord, SnapshotContent
from documents.schema.quarter import AnswerRecord, DirectionRecord
from documents.statuses import Palette, Tag

FOLDER = "documents/pdf/v2"
ADDED = annual.ADDED | {
    "information": f"{FOLDER}/annual_delivery.html",
    "outturn": f"{FOLDER}/annual_outturn.html",
}
LINE = 96  # characters on a line of the cover's boxes
ROOM = 86.0  # millimetres of the cover below its facts
LINE_HEIGHT, GAP, BOX = 5.1, 1.5, 19.0  # of a line, below a paragraph, of a box without its text
LONG = 1200  # characters; a longer row may run over a page end
RATED = "Rated so by the lead, or proposed by the rules and accepted: both stand beside each other"
SENT_BACK = Matter(
    "Sent back for more",
    "The coordinator asked the lead for more and has no answer yet",
    lambda action: action["sent_back"],
    brief=True,
)


@dataclass(frozen=True)
class DirectionLine:
    """One direction with its latest answer, and how the actions that answer it stand."""

    direction: DirectionRecord
    latest: AnswerRecord | None
    earlier: int
    actions: Sequence[tuple[AnswerRecord, Tag | None]]

    @property
    def open(self) -> bool:
        return self.direction["state"] == "open"

    @property
    def long(self) -> bool:
        texts = (self.direction["text"], self.direction["note"], self.answer)
        return any(len(text) > LONG for text in texts)

    @property
    def answer(self) -> str:
        return self.latest["text"] if self.latest else ""


@dataclass(frozen=True)
class Cover:
    """What stands on the cover; what would not fit there opens the next page."""

    erratum_here: bool
    decisions_here: bool


def quarterly_context(content: SnapshotContent, sha256: str) -> dict[str, Any]:
    """Everything that the second edition of the quarterly report prints."""
    found = quarterly.context(content, sha256)
    standing = [row for row in content["actions"] if not row["ongoing"] and not row["withdrawn_on"]]
    colours: Palette = found["palette"]
    troubles = exceptions.groups(standing, colours, matters(content, colours))
    return found | _shared(content, colours) | {
        "exceptions": troubles,
        "printed_above": [group for group in troubles if not group.entries],
    }  # fmt: skip


def annual_context(content: SnapshotContent, sha256: str) -> dict[str, Any]:
    """Everything that the second edition of the annual report prints."""
    found = annual.context(content, sha256, ADDED)
    return found | _shared(content, found["palette"])


def _shared(content: SnapshotContent, colours: Palette) -> dict[str, Any]:
    return {
        "cover": cover(content),
        "directions": direction_lines(content, colours),
        "moderated": moderated(content),
        "corrected": wording.replaces(content),
        # a column of dashes says nothing and makes the others narrow
        "ongoing_led": any(row["lead"] for row in content["actions"] if row["ongoing"]),
    }


def direction_lines(content: SnapshotContent, colours: Palette) -> list[DirectionLine]:
    """Every direction that is carried, the open ones first (rule 9)."""
    lines = [_line(row, colours) for row in content["directions"]]
    return sorted(lines, key=lambda line: (not line.open, line.direction["number"]))


def _line(row: DirectionRecord, colours: Palette) -> DirectionLine:
    answers = row["answers"]
    by_action = {answer["action"]: answer for answer in answers if answer["action"]}
    return DirectionLine(
        direction=row,
        latest=answers[-1] if answers else None,
        earlier=max(len(answers) - 1, 0),
        actions=[(answer, _tag(answer, colours)) for answer in by_action.values()],
    )


def _tag(answer: AnswerRecord, colours: Palette) -> Tag | None:
    return colours.tag(answer["status"], answer["status_label"]) if answer["status"] else None


def matters(content: SnapshotContent, colours: Palette) -> tuple[Matter, ...]:
    """Every matter in order: reopened after what is late, sent back after what is silent."""
    first = exceptions.matters(colours)
    if any(row["adopted"] for row in content["actions"]):
        first = (*(replace(row, meaning=RATED) for row in first[:2]), *first[2:])
    return (*first[:4], reopened_since(content), first[4], SENT_BACK, *first[5:])


def reopened_since(content: SnapshotContent) -> Matter:
    """Actions whose verified completion was taken back in the report's period."""
    start = content["period_start"]
    test: Callable[[ActionRecord], bool] = lambda action: (  # noqa: E731
        action["reopened"] is not None and action["reopened"]["on"] >= start
    )
    return Matter("Reopened", "Verified as complete before, and taken up again", test)


def moderated(content: SnapshotContent) -> list[str]:
    """The references of actions whose wording is the coordinator's."""
    return [row["reference"] for row in content["actions"] if row["worded_by"]]


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


def ratings(action: ActionRecord, colours: Palette) -> str:
    """The status with the lead's own rating and the chair's beside it, in plain text."""
    printed = colours.of(action)
    lines = [f"{printed.symbol} {printed.label}"]
    known: dict[str, object] = dict(action)
    if "adopted" not in known:  # the first schema's documents stay as they were
        return lines[0]
    if row := action["adopted"]:
        accepted = f"{row['label']} accepted by {row['by']}, {wording.day(row['on'])}"
        lines.append(f"Lead: {row['lead_label']}; rules: {accepted}")
    if chair := exceptions.chairs_tag(action, colours):
        lines.append(f"Chair: {chair.symbol} {chair.label}")
    return "\n".join(lines)


def marks(action: ActionRecord) -> list[str]:
    """What a meeting did to an action, in words."""
    found = []
    if added := action.get("added_at_meeting"):
        found.append(f"Added at the meeting of {wording.day(added)}")
    if row := action.get("reopened"):
        found.append(
            f"Reopened on {wording.day(row['on'])} by {row['by']}; it was completed on "
            f"{wording.day(row['completed_on'])}"
        )
    return found
