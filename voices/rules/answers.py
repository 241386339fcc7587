"""What was decided because of a voice, and whether they were told, in sentences. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from timescales.date_format import long_day
from voices.enums import Answer, Feedback
from voices.rules.facts import AnswerFacts, FeedbackFacts

NOTHING_YET = "Nothing has been decided because of it yet."
NOT_TOLD_YET = "They have not been told yet what became of it."


def answered(facts: AnswerFacts, actions: Sequence[str]) -> str:
    """What was decided; `actions` are the references of those that came of it."""
    if len(actions) > 1:
        came = f"Actions {', '.join(actions[:-1])} and {actions[-1]} came of it."
    else:
        came = f"Action {actions[0]} came of it." if actions else ""
    if facts.answer == Answer.NOTHING_YET:
        return came or NOTHING_YET
    start = "Not taken up" if facts.answer == Answer.NOT_TAKEN_UP else "Decided"
    words = f"{start} on {long_day(facts.on)}: {facts.words}" if facts.on else facts.words
    return f"{words} {came}".strip()


def told_of(facts: FeedbackFacts) -> str:
    """Whether, how and when they were told."""
    if facts.feedback == Feedback.NOBODY:
        return f"Nobody can be told: {facts.words}"
    if facts.on is None:
        return NOT_TOLD_YET
    if facts.feedback == Feedback.ASKED:
        asked = f"somebody was asked on {long_day(facts.on)} to tell them"
        return f"They have not been told yet; {asked}: {facts.words}"
    return f"They were told on {long_day(facts.on)}: {facts.words}"
