"""What became of a finding: the actions that came of it and how each stands. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from documents.statuses import Tag

NOTHING = "No action has come of it yet."


@dataclass(frozen=True)
class Became:
    """An action that came of a finding, as it stands today.

    `link` is the key by which they were joined; None where the action took the place of one that
    was joined: that of `took_place_of`, and `through` says how. `words` is the last that was said,
    `difference` what changed for children; both are empty where nothing was said, or it was sent
    back. `items` name the files and links that came with that `update`.
    """

    link: int | None
    action: int
    reference: str
    text: str
    plan: str
    tag: Tag
    through: str = ""
    took_place_of: int | None = None
    lead: str = ""
    first_due: date | None = None
    due: date | None = None
    days_late: int = 0
    said_on: date | None = None
    words: str = ""
    difference: str = ""
    evidence: str = ""
    update: int | None = None
    items: Sequence[str] = ()
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""

    @property
    def shown_by(self) -> str:
        """The evidence in words, and below it what each file and link is called, in lines."""
        return "\n".join(filter(None, (self.evidence, *self.items)))


class Reached(NamedTuple):
    """An action on the way on from one that was joined to a finding: that itself, where it took no
    other's place, or what took the place of `source`, and how."""

    action: int
    how: str = ""
    source: int | None = None


def reached(action: int, steps: Mapping[int, Collection[tuple[int, str]]]) -> list[Reached]:
    """An action, and all that took its place, each once; `steps` are what came of each, in
    words."""
    rows, known = [Reached(action)], {action}
    for one in rows:
        for target, how in steps.get(one.action, ()):
            if target not in known:
                known.add(target)
                rows.append(Reached(target, how, one.action))
    return rows


def answers(withdrawn: Iterable[date | None]) -> bool:
    """Whether actions answer a finding, from the day on which each was withdrawn: one of them
    stands. What was carried forward and then withdrawn answers nothing."""
    return any(day is None for day in withdrawn)


@dataclass(frozen=True)
class Decided:
    """A decision that no action comes of a finding: its key, its words, and who decided when."""

    key: int
    words: str
    whose: str


@dataclass(frozen=True)
class Traced:
    """A finding with all that came of it, or what was decided on it."""

    finding: int
    reference: str
    text: str
    became: Sequence[Became]
    decided: Decided | None = None

    @property
    def by_action(self) -> bool:
        """Whether an action that is not withdrawn stands for it now."""
        return answers(one.withdrawn_on for one in self.became)

    @property
    def answered(self) -> bool:
        return self.by_action or self.decided is not None


def summed(rows: Sequence[Traced]) -> str:
    """How many findings there are, and how many of them are answered in which way. The numbers add
    up."""
    if not rows:
        return "No findings are written down yet."
    by_action = sum(row.by_action for row in rows)
    decided = sum(row.decided is not None and not row.by_action for row in rows)
    parts = (
        f"answered by an action {by_action}",
        f"decided without an action {decided}" if decided else "",
        f"not answered {len(rows) - by_action - decided}",
    )
    number = f"{len(rows)} finding{'' if len(rows) == 1 else 's'}"
    return f"{number}: {', '.join(filter(None, parts))}."
