"""What versions keep of outcomes and measures."""

from typing import TypedDict


class OutcomeFacts(TypedDict):
    """Headings by key."""

    number: str
    text: str
    position: int
    headings: list[int]


class MeasureFacts(TypedDict):
    text: str
    evidence_sources: str
    position: int
