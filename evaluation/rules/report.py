"""What self-evaluation tells in a report, from plain values. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.schema.registers import RegisterRecord
from timescales.date_format import day_range, long_day

PART = "quality_assurance"  # of a report (documents.sections)


@dataclass(frozen=True)
class Judged:
    """An evaluation that was shared, with what it rests on by name."""

    indicator: str
    on: date
    shared_on: date
    judged: str
    known: str
    to_improve: str
    rests_on: Sequence[str]


def register_part(
    framework: str, judged: Sequence[Judged], *, indicators: int, never: int, overdue: int,
    since: date, until: date,
) -> RegisterRecord:  # fmt: skip
    """What was shared in a period, and how many indicators nothing was ever shared of."""
    new = [row for row in judged if since <= row.shared_on <= until]
    days = day_range(since, until)
    told = [
        f"{framework}.",
        f"Evaluations shared from {days}: {len(new) or 'none'}.",
        f"Of {indicators} quality indicator{'s' * (indicators != 1)}, "
        f"{indicators - never} evaluated by the end of the period, {never} never.",
    ]
    if overdue:
        told.append(f"Planned for an earlier month and not evaluated since: {overdue}.")
    table = {
        "title": "Judgements",
        "heads": ["Quality indicator", "Judgement", "What we know", "What to improve"],
        "widths": [28, 18, 27, 27],
        "rows": [_row(row) for row in new],
        "empty": "",
    }
    return {
        "key": PART,
        "title": "Self-evaluation",
        "told": told,
        "tables": [table] if new else [],  # type: ignore[list-item]
        "notes": ["An evaluation is told once a named person has shared it."],
    }


def _row(row: Judged) -> list[str]:
    shown = f"It rests on: {'; '.join(row.rests_on)}." if row.rests_on else "No evidence is named."
    return [
        row.indicator,
        f"{row.judged}\n{long_day(row.on)}",
        f"{row.known}\n{shown}",
        row.to_improve or "Not written",
    ]
