"""What the register of voices tells in a report, from plain values. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from documents.schema.registers import RegisterRecord, RegisterTable
from timescales.date_format import day_range
from voices.rules.gaps import Gap

PART: Final = "learning"  # of a report (documents.sections)
CHAPTER: Final = "views"  # of an annual report
TITLE: Final = "What children and families said"
NOTES: Final = (
    "In other words than theirs; no quotation is printed. The register holds what a named person "
    "has shared.",
)


@dataclass(frozen=True)
class Told:
    """A voice as a paper tells of it; `heard` is False where they were asked and nobody answered,
    `decided` and `back` whether something was decided and they were told."""

    name: str
    heard_on: date
    said: str
    took_part: str
    about: str
    answered: str
    told: str
    heard: bool
    decided: bool
    back: bool


@dataclass(frozen=True)
class OnPriority:
    """A priority of the report's plan, with how many voices there are on it up to the day."""

    title: str
    voices: int
    gaps: Sequence[Gap]


def register_part(
    rows: Sequence[Told],
    priorities: Sequence[OnPriority],
    *,
    since: date,
    until: date,
    annual: bool,
) -> RegisterRecord:
    """What was said in a period, and on which priorities nobody was heard by its end."""
    new = [row for row in rows if row.heard_on >= since]
    return {
        "key": CHAPTER if annual else PART,
        "title": TITLE,
        "told": [_heard(new, since, until), *_open(rows)],
        "tables": [
            *([_said(new)] if new else []),
            *([_on_priorities(priorities)] if priorities else []),
        ],
        "notes": list(NOTES),
    }


def _heard(new: Sequence[Told], since: date, until: date) -> str:
    days = day_range(since, until)
    heard = sum(row.heard for row in new)
    if not new:
        return f"Nobody’s words were written down from {days}."
    times = f"{heard} time{'s' * (heard != 1)}"
    vain = len(new) - heard
    silent = f"; asked {vain} time{'s' * (vain != 1)} without an answer" if vain else ""
    return f"Heard {times} from {days}{silent}."


def _open(rows: Sequence[Told]) -> list[str]:
    """What of all that was ever said waits for a decision, and who waits to be told."""
    heard = [row for row in rows if row.heard]
    if not heard:
        return []
    undecided = sum(not row.decided for row in heard)
    waiting = sum(not row.back for row in heard)
    return [
        f"{len(heard)} in the register by the end: {undecided} wait{'s' * (undecided == 1)} for a "
        f"decision, and {waiting} for somebody to tell those who spoke what became of it."
    ]


def _said(new: Sequence[Told]) -> RegisterTable:
    return {
        "title": "What they said",
        "heads": ["Who, how and when", "What they said", "What was decided", "Were they told?"],
        "widths": [22, 32, 26, 20],
        "rows": [_row(row) for row in new],
        "empty": "",
    }


def _row(row: Told) -> list[str]:
    about = "\n".join(filter(None, (row.name, row.took_part, row.about)))
    if not row.heard:
        return [about, "Nothing", "–", "–"]
    return [about, row.said, row.answered, row.told]


def _on_priorities(rows: Sequence[OnPriority]) -> RegisterTable:
    return {
        "title": "Who was heard on each priority",
        "heads": ["Priority", "Times heard", "Who was heard, and who was not"],
        "widths": [36, 12, 52],
        "rows": [
            [row.title, str(row.voices), "\n".join(gap.words for gap in row.gaps)] for row in rows
        ],
        "empty": "",
    }
