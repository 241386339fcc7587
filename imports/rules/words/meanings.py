"""What a person decided that words of a plan mean: of its columns, statuses, timescales and leads.

A value is plain text, the same in a form, in a draft that waits, in a record and in a file:

| subject | values |
|---|---|
| column | a role (`columns.column.Role`), "ignored" leaves the column out |
| status | a state ("at_risk"), "at_risk:A2" where the legend has it twice, "words": not rated |
| timescale | a day ("2026-07-31"), "ongoing", "words": no date is read |
| lead | "new", "words": nobody leads, "post:" or "group:" with its key or its name |
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from committees.rules.lead_words import lead_key
from documents.enums import Canonical
from imports.enums import Subject
from imports.rules.columns.column import Role
from imports.rules.columns.synonyms import plain
from imports.rules.plan.statuses import Status, status_of
from plans.rules.legends import Preset
from timescales.enums import TimescaleKind
from timescales.timescale import Understanding

AS_WORDS: Final = "words"
ONGOING: Final = "ongoing"
LONGEST: Final = 200  # of words that a person is asked about: what is longer says many things

Given = Mapping[Subject, Mapping[str, str]]


def key_of(subject: Subject, words: str) -> str:
    """What makes two wordings one: case and spaces do not count, of a lead nor its dashes."""
    if subject == Subject.LEAD:
        return lead_key(words)
    if subject == Subject.COLUMN:
        return plain(words)
    return " ".join(words.casefold().split())


@dataclass(frozen=True)
class Said:
    """What a person says of words now; an empty value: that they speak for themselves."""

    subject: Subject
    key: str
    words: str
    value: str


@dataclass(frozen=True)
class Meanings:
    """Values by subject and `key_of` the words."""

    given: Given = field(default_factory=dict)

    def of(self, subject: Subject, words: str) -> str:
        """The value; empty where nobody said anything of these words."""
        values = self.given.get(subject, {})
        return values.get(key_of(subject, words), "") if values else ""

    def role(self, header: str) -> Role | None:
        value = self.of(Subject.COLUMN, header)
        return Role(value) if value in set(Role) else None

    def status(self, words: str, preset: Preset) -> Status | None:
        value = self.of(Subject.STATUS, words)
        if value == AS_WORDS:
            return Status()
        state, _, code = value.partition(":")
        return status_of(Canonical(state), code, preset) if state in set(Canonical) else None

    def timescale(self, words: str) -> Understanding | None:
        value = self.of(Subject.TIMESCALE, words)
        if value == AS_WORDS:
            return Understanding(TimescaleKind.UNKNOWN)
        if value == ONGOING:
            return Understanding(TimescaleKind.CONTINUOUS)
        day = day_of(value)
        return Understanding(TimescaleKind.BY_DATE, due=day) if day else None

    def is_no_lead(self, name: str) -> bool:
        return self.of(Subject.LEAD, name) == AS_WORDS


NOTHING: Final = Meanings()


def day_of(value: str) -> date | None:
    """The day that a value of a timescale names."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def meanings_of(stored: object) -> Meanings:
    """What a draft that waits keeps, `{subject: {key: value}}`, as meanings."""
    if not isinstance(stored, Mapping):
        return NOTHING
    return Meanings(
        {subject: dict(stored[subject]) for subject in Subject if stored.get(subject.value)}
    )


def with_said(
    kept: Mapping[str, Any], said: Iterable[Said]
) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """The words and leads that a draft keeps (`mapping`), with what is said now."""
    words = {subject: dict(values) for subject, values in kept.get("words", {}).items()}
    leads = dict(kept.get("leads", {}))
    for one in said:
        held = leads if one.subject == Subject.LEAD else words.setdefault(one.subject.value, {})
        held[one.key] = one.value
    return words, leads
