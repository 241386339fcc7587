"""What a report tells of the difference made, from plain values. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from documents.schema.registers import RegisterRecord

PART: Final = "completed"  # of a report (documents.sections)
CHAPTER: Final = "impact"  # of an annual report
TITLE: Final = "What difference was made, priority by priority"
NONE_YET: Final = "None yet."


@dataclass(frozen=True)
class OnPriority:
    """A priority with what was said of it by the report's day ("" for nothing) and the names of
    what that rests on; of the actions that were `completed` under it, how many bear words on the
    difference that they made."""

    title: str
    said: str
    rests_on: Sequence[str]
    completed: int
    with_words: int


def register_part(rows: Sequence[OnPriority], *, annual: bool) -> RegisterRecord:
    """Every priority, those of which nothing was said too."""
    said = sum(bool(row.said) for row in rows)
    return {
        "key": CHAPTER if annual else PART,
        "title": TITLE,
        "told": [f"What difference was made is said of {said} of {len(rows)} priorities."],
        "tables": [
            {
                "title": "",
                "heads": ["Priority", "What is different", "What shows it", "Completed actions"],
                "widths": [26, 34, 24, 16],
                "rows": [_row(row) for row in rows],
                "empty": "",
            }
        ],
        "notes": ["What is different is said by a named person, who chose what shows it."],
    }


def _row(row: OnPriority) -> list[str]:
    shows = "\n".join(row.rests_on) if row.said else "–"
    return [row.title, row.said or NONE_YET, shows or "Not here to be seen", _completed(row)]


def _completed(row: OnPriority) -> str:
    if not row.completed:
        return "None completed"
    return f"{row.completed} completed; the difference is recorded of {row.with_words}"
