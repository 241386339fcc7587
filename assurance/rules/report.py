"""What the assurance register tells in a report, from plain values. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from documents.schema.registers import RegisterRecord, RegisterTable
from timescales.date_format import day_range, long_day

PART = "quality_assurance"  # of a report (documents.sections)


class Answer(Enum):
    """How far a finding is answered on a day, by the actions that stand for it then."""

    NONE = "without an action"
    WITHDRAWN = "with every action withdrawn"
    UNDER_WAY = "with an action that is not complete"
    COMPLETE = "with every action complete"


@dataclass(frozen=True)
class Came:
    """An action that came of a finding and in whose place no other stands, as it is printed;
    `plan` where it is not the report's own."""

    reference: str
    text: str
    plan: str
    status: str
    complete: bool
    withdrawn: bool


@dataclass(frozen=True)
class Found:
    """A finding of an activity, by the activity's key."""

    activity: int
    reference: str
    text: str
    came: Sequence[Came]

    @property
    def answer(self) -> Answer:
        standing = [row for row in self.came if not row.withdrawn]
        if not self.came:
            return Answer.NONE
        if not standing:
            return Answer.WITHDRAWN
        return Answer.COMPLETE if all(row.complete for row in standing) else Answer.UNDER_WAY


@dataclass(frozen=True)
class Looked:
    """An activity that was shared; `graded` is what may be told of its sample."""

    pk: int
    title: str
    kind: str
    looked_by: str
    reported_on: date
    went_well: str
    to_improve: str
    graded: str


def register_part(
    looked: Sequence[Looked], findings: Sequence[Found], *, since: date, until: date
) -> RegisterRecord:
    """What was reported in a period, and every finding that is not answered at its end."""
    new = [row for row in looked if row.reported_on >= since]
    waiting = [row for row in findings if row.answer != Answer.COMPLETE]
    return {
        "key": PART,
        "title": "",
        "told": [_reported(new, since, until), _summed(findings)],
        "tables": [
            *([_looked_at(new, findings)] if new else []),
            *([_unanswered(looked, waiting)] if findings else []),
        ],
        "notes": ["The register holds what a named person has shared."],
    }


def _reported(new: Sequence[Looked], since: date, until: date) -> str:
    days = day_range(since, until)
    if not new:
        return f"Nothing was reported to the register from {days}."
    kinds = Counter(row.kind for row in new)
    named = ", ".join(f"{kind.lower()} {number}" for kind, number in kinds.items())
    return f"Reported from {days}: {len(new)} ({named})."


def _summed(findings: Sequence[Found]) -> str:
    """How many findings there are, and how many stand at each answer; the numbers add up."""
    if not findings:
        return "The register holds no findings."
    counts = Counter(row.answer for row in findings)
    parts = [f"{answer.value} {counts[answer]}" for answer in Answer if counts[answer]]
    whole = f"{len(findings)} finding{'s' * (len(findings) != 1)} in the register"
    return f"{whole}: {', '.join(parts)}."


def _looked_at(new: Sequence[Looked], findings: Sequence[Found]) -> RegisterTable:
    return {
        "title": "What was looked at",
        "heads": ["What, and who looked", "What went well", "What to improve", "Findings"],
        "widths": [30, 29, 29, 12],
        "rows": [_row(one, sum(row.activity == one.pk for row in findings)) for one in new],
        "empty": "",
    }


def _row(one: Looked, findings: int) -> list[str]:
    by = ", ".join(filter(None, (one.looked_by, long_day(one.reported_on))))
    about = "\n".join(filter(None, (one.title, f"{one.kind}. {by}", one.graded)))
    return [about, one.went_well or "Not written", one.to_improve or "Not written", str(findings)]


def _unanswered(looked: Sequence[Looked], waiting: Sequence[Found]) -> RegisterTable:
    """The newest activity's first."""
    titles = {row.pk: f"{row.title}, {long_day(row.reported_on)}" for row in looked}
    return {
        "title": "Findings that are not answered yet",
        "heads": ["Finding", "What was found", "What came of it"],
        "widths": [28, 36, 36],
        "rows": [
            [f"{row.reference}\n{titles[row.activity]}", row.text, "\n".join(_came(row))]
            for row in waiting
        ],
        "empty": "Every action that came of a finding is complete.",
    }


def _came(row: Found) -> Iterator[str]:
    if not row.came:
        yield "No action has come of it yet."
    for one in row.came:
        plan = f" ({one.plan})" if one.plan else ""
        yield f"{one.reference} {one.text}{plan}: {one.status}"
