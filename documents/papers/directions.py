"""Directions of chief officers as a report prints them, until they are closed (rule 9). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents.schema.content import SnapshotContent
from documents.schema.quarter import AnswerRecord, DirectionRecord
from documents.statuses import Palette, Tag

LONG = 1200  # characters; a longer row may run over a page end


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
