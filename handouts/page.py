"""What every short paper prints round its text: who, how marked, of which snapshot. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents import statuses
from documents.schema.actions import ActionRecord
from documents.schema.content import SCHEMA, SnapshotContent
from documents.statuses import Palette, Tag


@dataclass(frozen=True)
class ShortPaper:
    """A paper of one subject from a snapshot; `key` are the statuses that stand on it."""

    content: SnapshotContent
    sha256: str
    palette: Palette
    name: str
    key: Sequence[Tag]
    todays_form: bool


@dataclass(frozen=True)
class Cell:
    """An action as one small mark: its number, its status by symbol, code and colour."""

    reference: str
    tag: Tag

    @property
    def mark(self) -> str:
        """A short code beside its symbol; a longer one would not fit in a mark."""
        return f"{self.tag.symbol} {self.tag.code}" if self.short else self.tag.symbol

    @property
    def short(self) -> bool:
        return 0 < len(self.tag.code) <= 2


def short_paper(
    content: SnapshotContent,
    sha256: str,
    name: str,
    actions: Sequence[ActionRecord],
    others: Sequence[Tag] = (),
) -> ShortPaper:
    """What stands round a paper about some actions; `others` are statuses that it names beside
    those of the actions."""
    colours = statuses.palette(content)
    present = [*(action["status"] for action in actions), *(tag.canonical for tag in others)]
    return ShortPaper(
        content=content,
        sha256=sha256,
        palette=colours,
        name=name,
        key=[colours.tag(key) for key in statuses.order(present) if key in present],
        todays_form=content["schema"] < SCHEMA,
    )


def standing(content: SnapshotContent) -> list[ActionRecord]:
    """The rated actions that stand in the plan."""
    rows = content["actions"]
    return [row for row in rows if not row["ongoing"] and not row["withdrawn_on"]]


def by_status(actions: Sequence[ActionRecord], colours: Palette) -> list[tuple[Tag, int]]:
    """How many have each status, worst first; those that nobody has are left out."""
    counted = dict.fromkeys(statuses.order(row["status"] for row in actions), 0)
    for row in actions:
        counted[row["status"]] += 1
    return [(colours.tag(key), number) for key, number in counted.items() if number]
