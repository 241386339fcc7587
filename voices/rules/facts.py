"""What is said of a voice, as plain values. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from voices.enums import Answer, Feedback, Method, Who


@dataclass(frozen=True)
class VoiceFacts:
    """Every value that a person gives of what was said.

    Who said it is either `who` or the key of one of the area's own groups. `took_part` is None
    where nobody counted; 0 where they were asked and nobody answered: then nothing is `said`.
    """

    method: Method
    heard_on: date
    said: str
    who: Who | None = None
    group: int | None = None
    starts: date | None = None
    method_words: str = ""
    took_part: int | None = None


@dataclass(frozen=True)
class AnswerFacts:
    """What was decided because of it: the words and the day, but for "nothing yet"."""

    answer: Answer
    words: str = ""
    on: date | None = None


@dataclass(frozen=True)
class FeedbackFacts:
    """Whether, how and when they were told; `words` say how, or why nobody can be."""

    feedback: Feedback
    words: str = ""
    on: date | None = None


class VoiceColumns(TypedDict):
    """What versions keep of it, of what was decided and of whether they were told. Dates are ISO
    text."""

    who: str
    group_id: int | None
    method: str
    method_words: str
    starts: str | None
    heard_on: str
    took_part: int | None
    said: str
    answer: str
    answer_words: str
    answered_on: str | None
    feedback: str
    feedback_words: str
    told_on: str | None


def fault_of(facts: VoiceFacts, today: date) -> dict[str, str]:
    """What cannot be so, by the name of the field; empty where all is well."""
    said: dict[str, str] = {}
    if facts.starts and facts.starts > facts.heard_on:
        said["starts"] = "This is after the last day."
    if facts.heard_on > today:
        said["heard_on"] = "This day is still to come."
    if facts.took_part == 0 and facts.said:
        said["took_part"] = "If nobody took part, nothing was said."
    if facts.took_part != 0 and not facts.said:
        said["said"] = "Say what they said, in other words than theirs."
    if facts.method == Method.OTHER and not facts.method_words:
        said["method_words"] = "Say how they were heard."
    return said


def fault_of_answer(
    facts: AnswerFacts, heard_on: date, today: date, *, joined: bool
) -> dict[str, str]:
    """The same of what was decided; `joined` says whether an action has come of it."""
    said: dict[str, str] = {}
    if facts.answer == Answer.NOTHING_YET:
        if facts.words or facts.on:
            said["answer"] = "If nothing was decided yet, leave the words and the day empty."
        if joined:
            said["answer"] = "An action came of it, so something was decided."
        return said
    if not facts.words:
        decided = facts.answer == Answer.DECIDED
        said["words"] = "Say what was decided." if decided else "Say why it was not taken up."
    if facts.answer == Answer.NOT_TAKEN_UP and joined:
        said["answer"] = "An action came of it, so it was taken up. Part them first."
    return {**said, **_day(facts.on, heard_on, today)}


def fault_of_feedback(facts: FeedbackFacts, heard_on: date, today: date) -> dict[str, str]:
    """The same of whether they were told."""
    if facts.feedback == Feedback.NOT_YET:
        empty = not facts.words and facts.on is None
        return {} if empty else {"feedback": "If they were not told yet, leave the rest empty."}
    said: dict[str, str] = {}
    if not facts.words:
        nobody = facts.feedback == Feedback.NOBODY
        said["words"] = "Say why nobody can be told." if nobody else "Say how."
    if facts.feedback == Feedback.NOBODY:
        no_day = {"on": "If nobody can be told, leave the day empty."}
        return {**said, **no_day} if facts.on else said
    return {**said, **_day(facts.on, heard_on, today)}


def _day(on: date | None, heard_on: date, today: date) -> dict[str, str]:
    if on is None:
        return {"on": "Give the day."}
    if on > today:
        return {"on": "This day is still to come."}
    return {"on": "This is before they were heard."} if on < heard_on else {}
