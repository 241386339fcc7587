"""What versions keep of outcomes and measures. Days and numbers are text."""

from typing import Any, TypedDict


class OutcomeFacts(TypedDict):
    """Headings by key."""

    number: str
    text: str
    position: int
    headings: list[int]


class FigureFacts(TypedDict):
    """What a measure has where it is counted; outcomes by key."""

    unit: str
    good: str
    counts_children: bool
    baseline: str | None
    baseline_on: str | None
    baseline_words: str
    target: str | None
    target_by: str | None
    target_agreed_on: str | None
    ended_on: str | None
    outcomes: list[int]


class MeasureFacts(FigureFacts):
    text: str
    evidence_sources: str
    position: int


NO_FIGURE: FigureFacts = {
    "unit": "",
    "good": "neither",
    "counts_children": False,
    "baseline": None,
    "baseline_on": None,
    "baseline_words": "",
    "target": None,
    "target_by": None,
    "target_agreed_on": None,
    "ended_on": None,
    "outcomes": [],
}


def whole(state: Any) -> MeasureFacts:
    """What a version kept, also one from before measures had numbers."""
    words: MeasureFacts = {"text": "", "evidence_sources": "", "position": 0, **NO_FIGURE}
    return {**words, **state}
