"""What one thing in a return says, line by line: the same on its page and on paper. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from returns.enums import PolicyStep, ReturnKind
from returns.rules.attendance import Places, capacity
from returns.rules.facts import EntryFacts
from timescales.date_format import day_range, long_day

K = ReturnKind
OTHERS: Final = "All others"
NOT_YET: Final = "Nothing is said yet of what changed in practice."


class Line(NamedTuple):
    label: str
    words: str


class Later(NamedTuple):
    """What was asked about a course three months later; empty words say that nobody answered."""

    asked_on: date
    due_on: date
    changed: str = ""
    known_by: str = ""
    answered_on: date | None = None

    def said(self, day: date) -> str:
        if self.answered_on:
            return self.changed
        silent = day > self.due_on
        due = "silent" if silent else f"due on {long_day(self.due_on)}"
        return f"Asked on {long_day(self.asked_on)}, {due}"


@dataclass(frozen=True)
class Told:
    """One thing in a return; `activity` is its name in the assurance register, `attendance` goes by
    the names of agencies."""

    kind: ReturnKind
    facts: EntryFacts
    attendance: Mapping[str, int] = field(default_factory=dict)
    activity: str = ""
    later: Later | None = None

    @property
    def name(self) -> str:
        return self.facts.title or self.activity

    @property
    def places(self) -> Places:
        return Places(self.facts.offered, self.attendance)


def lines_of(told: Told, day: date, *, agencies: bool = True) -> list[Line]:
    """All that is said of it. `agencies` says whether attendance is told by agency, which stays
    with the committee and chief officers."""
    return [*work_of(told, agencies=agencies), *difference_of(told, day)]


def work_of(told: Told, *, agencies: bool = True) -> list[Line]:
    """What was done, and for how many."""
    rows = [*_what(told), *_counted(told, agencies=agencies)]
    return [Line(label, words) for label, words in rows if words]


def difference_of(told: Told, day: date, *, silence: bool = True) -> list[Line]:
    """What changed because of it, and how that is known. `silence` says whether a question that
    nobody answered is told, which stays with the committee and chief officers."""
    later = told.later if told.later and (silence or told.later.answered_on) else None
    return [Line(label, words) for label, words in _difference(told, later, day) if words]


def _what(told: Told) -> Iterator[tuple[str, str]]:
    facts = told.facts
    yield "Type" if told.kind == K.LEARNING else "Where", facts.sort
    if facts.step:
        yield "What became of it", PolicyStep(facts.step).label
    yield "When", when(facts.starts, facts.ends)
    if facts.next_review:
        yield "Next review", long_day(facts.next_review)
    yield WORDS[told.kind], facts.words


def _counted(told: Told, *, agencies: bool) -> Iterator[tuple[str, str]]:
    facts = told.facts
    if told.kind == K.LEARNING:
        yield "Places", capacity(told.places)
        if agencies:
            yield "Attendance", came_words(told.attendance)
    if facts.reach is not None:
        yield "Reached", f"{facts.reach:,} ({facts.counted})"


def _difference(told: Told, later: Later | None, day: date) -> Iterator[tuple[str, str]]:
    facts = told.facts
    yield "What changed in practice", facts.changed
    yield "How this is known", facts.known_by
    if later:
        yield "Three months later", later.said(day)
        yield "How that is known", later.known_by
    elif told.kind == K.LEARNING and not facts.changed:
        yield "What changed in practice", NOT_YET


WORDS: Final = {
    K.LEARNING: "What it was about",
    K.INFORMATION: "What came of it",
    K.QUALITY: "What the group makes of it",
    K.POLICY: "What is different in it",
    K.OTHER: "What came of it",
}


def when(starts: date | None, ends: date | None) -> str:
    if starts is None:
        return ""
    return day_range(starts, ends) if ends and ends != starts else long_day(starts)


def came_words(attendance: Mapping[str, int]) -> str:
    """ "NHS Morlich 12, Police Scotland 4": the most first."""
    rows = sorted(attendance.items(), key=lambda row: (-row[1], row[0]))
    return ", ".join(f"{name} {number}" for name, number in rows)
