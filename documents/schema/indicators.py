"""The shape of an indicator in a frozen snapshot: what the sixth schema brought.

Only what the report's readers may see enters it: every number stands as it is printed, or the words
that are printed in its place. Nothing made from a snapshot can say more (ADR 236).
"""

from __future__ import annotations

from typing import TypedDict

from charts.figure_record import FigureRecord

NOT_AVAILABLE = "not_available"


class DefinitionRecord(TypedDict):
    """What was counted, of whom and when, as it was defined on the day of the position."""

    unit: str
    numerator: str
    numerator_ages: str
    denominator: str
    denominator_ages: str
    timing: str
    frequency: str
    year_type: str
    good: str
    source: str
    set: str
    given_by: str  # the post that gives it; empty where none does


class EditionRecord(TypedDict):
    """A comparator's value of the newest period that it has, in the edition that was printed."""

    comparator: str
    period: str
    value: str
    edition: str
    source: str


class ScrutinyRecord(TypedDict):
    """A question that the committee asks of a figure, with its answer of the quarter."""

    question: str
    answer: str  # empty where it was not answered
    by: str
    on: str | None


class CameOfRecord(TypedDict):
    """An action that came of what a figure showed."""

    action: int
    reference: str
    text: str
    status: str  # canonical in this snapshot; empty where it is in another plan
    status_label: str


class MissingRecord(TypedDict):
    """A period for which there is no number, and why."""

    period: str
    kind: str  # of `documents.enums.Silence`, or NOT_AVAILABLE
    words: str


class IndicatorRecord(TypedDict):
    """One indicator as the report's readers are told of it.

    `latest` is the newest value as printed or the words in its place, and `latest_kind` says which.
    Of `figures` the first is the usual one; it has the sentence.
    """

    id: int
    number: str
    name: str
    chapter: str
    headline: bool
    definition: DefinitionRecord
    period: str
    latest: str
    latest_kind: str
    change: str
    comparator: EditionRecord | None
    figures: list[FigureRecord]
    sentence: str
    questions: list[ScrutinyRecord]
    came_of: list[CameOfRecord]
    missing: list[MissingRecord]
    hidden: list[str]  # the places in words
    green_but_worse: str


class ToldRecord(TypedDict):
    """To whom the figures are told, how small numbers are kept from them, and in which edition."""

    audience: str
    rule: str
    edition: int
    sha256: str


class FigureFields(TypedDict):
    told: ToldRecord | None  # none where nothing was told: then there are no indicators either
    indicators: list[IndicatorRecord]
    together: list[FigureRecord]  # several indicators side by side
    figure_changes: list[str]  # newly given or revised since the last report, in words


NO_FIGURES: FigureFields = {"told": None, "indicators": [], "together": [], "figure_changes": []}
