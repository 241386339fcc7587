"""What a person says of a duty and of one thing in a return, as plain values. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Final, TypedDict

from figures.enums import YearType
from returns.enums import PolicyStep, ReturnKind

K = ReturnKind


@dataclass(frozen=True)
class DutyFacts:
    """Which sub-committee owes which return, from when on, and when it is asked; `body` is a
    key."""

    body: int
    kind: ReturnKind
    starts: date
    name: str = ""
    year_type: YearType = YearType.APRIL
    ends: date | None = None
    asked_after: int = 1
    due_after: int = 21


class DutyColumns(TypedDict):
    """What versions keep of a duty. Dates are ISO text."""

    body_id: int
    kind: str
    name: str
    year_type: str
    starts: str
    ends: str | None
    asked_after: int
    due_after: int


@dataclass(frozen=True)
class EntryFacts:
    """Every value that a person gives for one thing in a return.

    `activity` is the key of an entry of the assurance register; `attendance` says how many came by
    the key of their agency, None for all others.
    """

    title: str = ""
    sort: str = ""
    starts: date | None = None
    ends: date | None = None
    offered: int | None = None
    reach: int | None = None
    counted: str = ""
    activity: int | None = None
    step: str = ""
    next_review: date | None = None
    words: str = ""
    changed: str = ""
    known_by: str = ""
    ask_again: bool = False
    attendance: Mapping[int | None, int] = field(default_factory=dict)


_COURSE: Final = (
    *("title", "sort", "starts", "ends", "offered", "attendance"),
    *("words", "changed", "known_by", "ask_again"),
)
# what is told one by one in a return of each kind
USED: Final[Mapping[ReturnKind, tuple[str, ...]]] = {
    K.LEARNING: _COURSE,
    K.INFORMATION: ("title", "sort", "starts", "ends", "words", "reach", "counted"),
    K.QUALITY: ("activity", "words", "changed", "known_by"),
    K.POLICY: ("title", "step", "starts", "next_review", "words"),
    K.OTHER: ("title", "starts", "ends", "words"),
}
# and what one of them is called
ONE: Final[Mapping[ReturnKind, str]] = {
    K.LEARNING: "course",
    K.INFORMATION: "piece of work",
    K.QUALITY: "thing looked at",
    K.POLICY: "policy",
    K.OTHER: "entry",
}


def fault_of(kind: ReturnKind, facts: EntryFacts) -> dict[str, str]:
    """What cannot be so, by the name of the field; empty where all is well."""
    return {**_days(facts), **_numbers(facts), **_of_kind(kind, facts)}


def _of_kind(kind: ReturnKind, facts: EntryFacts) -> dict[str, str]:
    used, plain = USED[kind], EntryFacts()
    said = {
        one.name: "A return of this kind does not tell this."
        for one in fields(EntryFacts)
        if one.name not in used and getattr(facts, one.name) != getattr(plain, one.name)
    }
    if "title" in used and not facts.title:
        said["title"] = "Say what it is called."
    if "activity" in used and facts.activity is None:
        said["activity"] = "Choose what was looked at."
    if "step" in used and not facts.step:
        said["step"] = "Say what became of it."
    if facts.step == PolicyStep.WITHDRAWN and facts.next_review:
        said["next_review"] = "What was withdrawn is not reviewed again."
    return said


def _days(facts: EntryFacts) -> dict[str, str]:
    if facts.ends and facts.starts is None:
        return {"starts": "Say when it began."}
    if facts.ends and facts.starts and facts.ends < facts.starts:
        return {"ends": "This is before the day on which it began."}
    if facts.ask_again and facts.starts is None:
        return {"starts": "Say when it was: three months are counted from that day."}
    return {}


def _numbers(facts: EntryFacts) -> dict[str, str]:
    """Numbers without how they were counted, and changes without how they are known."""
    said: dict[str, str] = {}
    if facts.reach is not None and not facts.counted:
        said["counted"] = "Say how it was counted, so that the number can be read."
    if facts.changed and not facts.known_by:
        said["known_by"] = "Say how this is known, beyond the feedback form."
    return said


def duty_fault(facts: DutyFacts) -> dict[str, str]:
    """The same of a duty."""
    said: dict[str, str] = {}
    if facts.ends and facts.ends < facts.starts:
        said["ends"] = "This is before the first day."
    if facts.due_after <= facts.asked_after:
        said["due_after"] = "It is due only after it was asked for: give more days."
    if facts.kind == K.OTHER and not facts.name:
        said["name"] = "Say what this return is called."
    return said
