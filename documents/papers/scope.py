"""Of which themes a quarterly report tells, and when the others are reported. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents import phrases
from documents.papers import headings
from documents.papers.headings import Path
from documents.schema.content import SnapshotContent
from documents.schema.scope import ThemeRecord

WHOLE = (
    "Counts, exceptions, new dates and the table of every action are those of the whole plan, "
    "whatever this report tells of."
)


@dataclass(frozen=True)
class LaterTheme:
    """A theme of which this report does not tell: its actions, and where they are reported."""

    title: str
    actions: int
    when: str
    last: str


@dataclass(frozen=True)
class Scope:
    """`told` says of what the report tells and why, `later` what it leaves for another."""

    told: str
    later: Sequence[LaterTheme]

    @property
    def actions(self) -> int:
        return sum(row.actions for row in self.later)


def scope(content: SnapshotContent) -> Scope | None:
    """None for a report of the whole plan."""
    record = content["scope"]
    if record is None:
        return None
    titles = {row["id"]: headings.title(row, content["levels"]) for row in content["headings"]}
    told = [row for row in record["themes"] if row["reported"]]
    always = [row for row in told if len(row["quarters"]) in (0, 4)]
    by_turns = [row for row in told if row not in always]
    names = phrases.listed([row["name"] for row in record["quarters"]])
    what = phrases.listed([_short(titles[row["heading"]]) for row in by_turns]) or "no part alone"
    also = phrases.listed([_short(titles[row["heading"]]) for row in always])
    said = f"The calendar of themes gives this report {what} ({names})"
    said += f", and {also}, of which every report tells." if also else "."
    standing = _standing(content)
    later = [
        _later(row, titles[row["heading"]], standing.get(row["heading"], 0))
        for row in record["themes"]
        if not row["reported"]
    ]
    return Scope(said, later)


def reports_on(content: SnapshotContent, path: Path) -> bool:
    """Whether the report tells of what stands under a path of headings, from the top down. What
    stands under none is in every report."""
    record = content["scope"]
    if record is None or not path:
        return True
    out = {row["heading"] for row in record["themes"] if not row["reported"]}
    return path[0]["id"] not in out


def _standing(content: SnapshotContent) -> dict[int, int]:
    """How many rated actions stand under each topmost heading."""
    above = {row["id"]: row["parent"] for row in content["headings"]}
    counts: dict[int, int] = {}
    for action in content["actions"]:
        if action["ongoing"] or action["withdrawn_on"] or not action["heading"]:
            continue
        top = action["heading"]
        while (parent := above.get(top)) is not None:
            top = parent
        counts[top] = counts.get(top, 0) + 1
    return counts


def _later(row: ThemeRecord, title: str, actions: int) -> LaterTheme:
    return LaterTheme(
        title=title,
        actions=actions,
        when=phrases.sentence(row["next"]) or "Not again before the plan ends",
        last=phrases.day(row["last"]) if row["last"] else "In no report yet",
    )


def _short(title: str) -> str:
    """ "Theme 2" of "Theme 2: …"; a heading without a number in full."""
    return title.split(":", 1)[0]
