"""What whoever prepares an edition chooses: every part of the report, and whose words. Pure.

Source: domain.md, section 7 ("Candour and privacy"); ADR 331.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from documents import sections
from documents.enums import ReportKind
from documents.schema.content import SnapshotContent
from figures.enums import Audience

RATINGS: Final = "ratings"
DIFFERENCE: Final = "difference_words"
REASONS: Final = "date_reasons"
INDICATORS: Final = "indicators"
ANSWERS: Final = "answers"
DATES: Final = "dates"
DIRECTIONS: Final = "Directions from chief officers, and what was answered"
# which of them an audience is never told
NEVER: Final = {
    Audience.PUBLIC: frozenset({"exceptions", "recurring"}),
    Audience.MEMBERS: frozenset[str](),
}
# what of a quarterly report was written for chief officers: the public is told it where somebody
# chose that; an annual report is written for the public (ADR 235)
FOR_OFFICERS: Final = frozenset(
    {sections.CHAIRS_SUMMARY, sections.DECISIONS, ANSWERS, REASONS, DIFFERENCE}
    | {row.key for row in sections.CONTENTS if row.by_hand}
)
RATINGS_HEADING: Final = "How each action stands, where every lead was heard from"


class Part(NamedTuple):
    """A part that may be left out; `kept` is whether it is offered as chosen."""

    key: str
    heading: str
    kept: bool


def parts_of(kind: str, audience: Audience, chosen: Sequence[str] = ()) -> list[Part]:
    """Every part of a kind of report that an audience may be told, in printing order; `chosen` are
    the chapters of an annual one."""
    never = NEVER[audience]
    officers = _for_officers(kind, audience)
    return [
        Part(key, heading, key not in officers)
        for key, heading in _headings(kind, audience, chosen)
        if key not in never
    ]


def asked_for(
    parts: Sequence[Part], *, without: Collection[str], more: Collection[str]
) -> frozenset[str]:
    """The keys of the parts that are told, where some are left out and others told besides.

    Raises ValueError for what is no part, with those that there are.
    """
    known = {row.key: row.kept for row in parts}
    if unknown := {*without, *more} - known.keys():
        there = ", ".join(known)
        raise ValueError(f"No such part: {', '.join(sorted(unknown))}. There are: {there}.")
    kept = {key for key, stands in known.items() if stands or key in more}
    return frozenset(kept - {*without})


def _for_officers(kind: str, audience: Audience) -> frozenset[str]:
    if audience != Audience.PUBLIC:
        return frozenset()
    return FOR_OFFICERS if kind == ReportKind.QUARTERLY else frozenset({ANSWERS, REASONS})


def _headings(
    kind: str, audience: Audience, chosen: Sequence[str] = ()
) -> Iterator[tuple[str, str]]:
    if kind == ReportKind.ANNUAL:
        yield from ((row.key, row.heading) for row in sections.annual(chosen))
        yield INDICATORS, "Indicators and their figures"
        yield ANSWERS, DIRECTIONS
    else:
        yield from (
            (row.key, row.heading) for row in sections.QUARTERLY if row.key not in sections.KEYS
        )
        yield from ((row.key, row.heading) for row in sections.CONTENTS)
    if audience == Audience.PUBLIC:
        yield RATINGS, RATINGS_HEADING
        yield DIFFERENCE, "What leads wrote of completed actions: the difference, and the evidence"
        yield REASONS, "What leads wrote of new dates: why they are asked for"


def never_told(kind: str, audience: Audience) -> list[str]:
    """The headings of what an audience is not told, whoever prepares its edition."""
    never = NEVER[audience]
    if kind == ReportKind.ANNUAL:
        return ["Recurring work"] if "recurring" in never else []
    return [heading for key, heading in _headings(kind, audience) if key in never]


def headings_left_out(
    kind: str, audience: Audience, kept: Collection[str], chosen: Sequence[str] = ()
) -> list[str]:
    """What somebody chose not to tell, by its heading."""
    return [row.heading for row in parts_of(kind, audience, chosen) if row.key not in kept]


def contents_of(content: SnapshotContent, kept: Collection[str]) -> list[str]:
    """The parts that are printed, in the report's own order."""
    if content["kind"] == ReportKind.ANNUAL:
        return [row.key for row in sections.annual(content.get("contents", [])) if row.key in kept]
    return [row.key for row in sections.contents(content.get("contents", [])) if row.key in kept]
