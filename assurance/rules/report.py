"""What the assurance register tells in a report, from plain values. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from documents.schema.registers import RegisterRecord, RegisterTable
from documents.sections import PACK
from timescales.date_format import day_range

PART = "quality_assurance"  # of a report (documents.sections)


class Answer(Enum):
    """How far a finding is answered on a day, by the actions that stand for it then, or by a
    decision that none comes of it."""

    NONE = "without an action"
    WITHDRAWN = "with every action withdrawn"
    DECIDED = "decided without an action"
    UNDER_WAY = "with an action that is not complete"
    COMPLETE = "with every action complete"


ANSWERED: Final = (Answer.COMPLETE, Answer.DECIDED)


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
    """A finding of an activity, by the activity's key; `decided` is what was decided on it, in
    words, where no action comes of it."""

    activity: int
    reference: str
    text: str
    came: Sequence[Came]
    decided: str = ""

    @property
    def answer(self) -> Answer:
        standing = [row for row in self.came if not row.withdrawn]
        if not standing and self.decided:
            return Answer.DECIDED
        if not self.came:
            return Answer.NONE
        if not standing:
            return Answer.WITHDRAWN
        return Answer.COMPLETE if all(row.complete for row in standing) else Answer.UNDER_WAY


@dataclass(frozen=True)
class Looked:
    """An activity that was shared; `graded` is what may be told of its sample. Where the day of its
    report is not known (`undated`), `reported_on` is the day on which it came into the register."""

    pk: int
    title: str
    kind: str
    looked_by: str
    reported_on: date
    undated: bool
    when: str
    judgements: Sequence[str]
    went_well: str
    to_improve: str
    graded: str


def register_parts(
    looked: Sequence[Looked], findings: Sequence[Found], *, since: date, until: date
) -> list[RegisterRecord]:
    """What was reported in a period, and every finding that is not answered at its end; for the
    scrutiny pack and the workbook alone those that are."""
    part = _part(looked, findings, since, until)
    answered = [row for row in findings if row.answer in ANSWERED]
    return [part, _answered(looked, answered)] if answered else [part]


def _part(
    looked: Sequence[Looked], findings: Sequence[Found], since: date, until: date
) -> RegisterRecord:
    new = [row for row in looked if row.reported_on >= since]
    waiting = [row for row in findings if row.answer not in ANSWERED]
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


def _answered(looked: Sequence[Looked], findings: Sequence[Found]) -> RegisterRecord:
    return {
        "key": PACK,
        "title": "Findings that are answered",
        "told": [],
        "tables": [_findings("Answered findings", looked, findings)],
        "notes": [],
    }


def _reported(new: Sequence[Looked], since: date, until: date) -> str:
    """What has a report of these days; what only came into the register in them is told apart."""
    days = day_range(since, until)
    if not new:
        return f"Nothing was reported to the register from {days}."
    entered = [row for row in new if row.undated]
    reported = _kinds([row for row in new if not row.undated])
    told = f"Reported from {days}: {reported}."
    if not entered:
        return told
    return f"{told} Entered from {days}, reported on a day that is not known: {_kinds(entered)}."


def _kinds(rows: Sequence[Looked]) -> str:
    """How many they are, and of each kind."""
    kinds = Counter(row.kind for row in rows)
    named = ", ".join(f"{kind.lower()} {number}" for kind, number in kinds.items())
    return f"{len(rows)} ({named})" if rows else "0"


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
    by = ", ".join(filter(None, (one.looked_by, one.when)))
    about = "\n".join(filter(None, (one.title, f"{one.kind}. {by}", one.graded, *one.judgements)))
    return [about, one.went_well or "Not written", one.to_improve or "Not written", str(findings)]


def _unanswered(looked: Sequence[Looked], waiting: Sequence[Found]) -> RegisterTable:
    """The newest activity's first."""
    return {
        **_findings("Findings that are not answered yet", looked, waiting),
        "empty": "Every finding is answered: its actions are complete, or it was decided on.",
    }


def _findings(title: str, looked: Sequence[Looked], findings: Sequence[Found]) -> RegisterTable:
    titles = {row.pk: f"{row.title}, {row.when}" for row in looked}
    return {
        "title": title,
        "heads": ["Finding", "What was found", "What came of it"],
        "widths": [28, 36, 36],
        "rows": [
            [f"{row.reference}\n{titles[row.activity]}", row.text, "\n".join(_came(row))]
            for row in findings
        ],
        "empty": "",
    }


def _came(row: Found) -> Iterator[str]:
    if row.decided:
        yield row.decided
    elif not row.came:
        yield "No action has come of it yet."
    for one in row.came:
        plan = f" ({one.plan})" if one.plan else ""
        yield f"{one.reference} {one.text}{plan}: {one.status}"
