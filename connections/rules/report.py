"""What is told in a report of the plans of others that actions serve, from plain values. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from documents.enums import ReportKind
from documents.schema.registers import RegisterRecord

TITLE: Final = "Other plans that this plan serves"
# the part of each kind of report that it stands under (documents.sections)
PARTS: Final = {ReportKind.ANNUAL.value: "national"}
PART: Final = "progress"


@dataclass(frozen=True)
class Serving:
    """Another plan, who keeps it, and the actions that serve it with how each stands."""

    name: str
    owner: str
    actions: Sequence[tuple[str, str]]


def register_part(kind: str, served: Sequence[Serving]) -> list[RegisterRecord]:
    """A row for each other plan; nothing where no action of the report's plan serves one."""
    if not served:
        return []
    plans = f"{len(served)} other plan{'s' * (len(served) != 1)}"
    actions = len({words for row in served for words, _ in row.actions})
    said = f"{actions} action{'s' * (actions != 1)} of this plan serve{'s' * (actions == 1)}"
    return [
        {
            "key": PARTS.get(kind, PART),
            "title": TITLE,
            "told": [f"{said} {plans}."],
            "tables": [
                {
                    "title": "Which action serves which plan",
                    "heads": ["Plan", "Actions that serve it"],
                    "widths": [30, 70],
                    "rows": [_row(row) for row in served],
                    "empty": "",
                }
            ],
            "notes": [],
        }
    ]


def _row(row: Serving) -> list[str]:
    named = "\n".join(filter(None, (row.name, row.owner)))
    return [named, "\n".join(f"{words}: {status}" for words, status in row.actions)]
