"""What became of a finding: the actions that came of it and how each stands. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.statuses import Tag

NOTHING = "No action has come of it yet."


@dataclass(frozen=True)
class Became:
    """An action that came of a finding, as it stands today.

    `link` is the key by which they were joined; None where the action took the place of one that
    was joined: that of `took_place_of`, and `through` says how. `words` is the last that was said,
    `difference` what changed for children; both are empty where nothing was said, or it was sent
    back.
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
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""


@dataclass(frozen=True)
class Traced:
    """A finding with all that came of it."""

    finding: int
    reference: str
    text: str
    became: Sequence[Became]

    @property
    def answered(self) -> bool:
        return bool(self.became)


def summed(rows: Sequence[Traced]) -> str:
    """How many findings there are and of how many nothing came, in a sentence."""
    if not rows:
        return "No findings are written down yet."
    without = sum(not row.answered for row in rows)
    number = f"{len(rows)} finding{'' if len(rows) == 1 else 's'}"
    if not without:
        return f"{number}; an action has come of each."
    return f"{number}; no action has come of {without} yet."
