"""The shape of a measure in a frozen snapshot: what the fifth schema brought.

Numbers stand in the words that are printed, with their unit: a small number of children is
"fewer than 5 …" in the snapshot already, so that nothing made from it can say more (ADR 220).
"""

from __future__ import annotations

from typing import TypedDict

COUNTED = 5  # the first schema in which measures are known with their numbers


class ReadingRecord(TypedDict):
    """A reading that held at the snapshot's date; `value` says so where there is no number yet."""

    id: int
    starts: str | None
    on: str
    value: str
    note: str
    source: str
    corrects: str  # the value that it corrects, as printed
    given_on: str


class PlanMeasure(TypedDict):
    """A measure with all that was known of its number, and to what it belongs.

    `counted` says whether it has a number at all; `id` is 0 in what was frozen before there were
    numbers.
    """

    id: int
    text: str
    sources: str
    actions: list[int]
    outcomes: list[str]
    counted: bool
    unit: str
    good: str
    counts_children: bool
    baseline: str
    baseline_on: str | None
    baseline_words: str
    target: str
    target_by: str | None
    target_agreed_on: str | None
    readings: list[ReadingRecord]
    latest: str
    latest_when: str
    difference: str
    trend: str
    reached: str


class MeasureFields(TypedDict):
    measures: list[PlanMeasure]
