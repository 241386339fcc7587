"""The record of an edition, from the report's own and from nothing else. Pure.

The same shape as the report's, so that the same papers are made from it: what an audience is not
told is not in it, in any form (ADR 331).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from documents import sections, statuses
from documents.enums import Readers, ReportKind
from documents.registers import printed_chapters
from documents.schema.audience import AudienceRecord
from documents.schema.changes import Changes
from documents.schema.content import NOT_UPDATED, SectionRecord, SnapshotContent
from documents.schema.indicators import NO_FIGURES, FigureFields
from documents.schema.registers import RegisterRecord
from editions.rules import parts
from editions.rules.public import for_the_public
from figures.enums import Audience
from handouts.audiences import registers_for

NAMES: Final = {Audience.MEMBERS: "Members’ edition", Audience.PUBLIC: "Public edition"}
READERS: Final = {Audience.MEMBERS: Readers.MEMBERS, Audience.PUBLIC: Readers.PUBLIC}
NO_PERSON: Final = (
    "No person is named in it but in words that somebody signed; leads are printed by their posts."
)
UNHEARD: Final = (
    "Who was not heard from is told to the committee and to chief officers alone. So each action "
    "is told as complete or going on, and how many stood how for the whole plan."
)
UNRATED: Final = "Each action is told as complete or going on."
NEVER_TOLD: Final = "Not told to this audience: {}."
CHOSEN: Final = "Left out of this edition: {}."
TOTALS: Final = "How many actions stood how"


@dataclass(frozen=True)
class Choice:
    """What whoever prepares an edition chose: `marking` as it is printed, `kept` the keys of
    `parts.parts_of`. `number` counts the report's editions for the audience."""

    audience: Audience
    marking: str
    number: int
    kept: frozenset[str]


def for_audience(
    content: SnapshotContent, choice: Choice, figures: FigureFields
) -> SnapshotContent:
    """The record of an edition. `figures` are what the audience may be told of them, worked out
    beforehand; they stand in it where that part was kept."""
    folded = folds(content, choice)
    told: SnapshotContent = {
        **content,
        "marking": choice.marking,
        "edition": NAMES[choice.audience],
        "sections": _sections(content, choice),
        "contents": parts.contents_of(content, choice.kept),
        "registers": _registers(content, choice),
        **_figures(content, choice, figures),
    }
    told = _without(told, choice)
    if choice.audience == Audience.PUBLIC:
        told = for_the_public(told, ratings=not folded, words=choice.kept)
    if folded:
        told["registers"] = [*told.get("registers", []), *_totals(content, choice.kept)]
    told["told_to"] = _told_to(content, choice, folded=folded)
    return told


def folds(content: SnapshotContent, choice: Choice) -> bool:
    """Whether each action is told as complete or going on alone: because somebody chose so, or
    because an action's status would tell who was silent (domain.md, section 7)."""
    if choice.audience != Audience.PUBLIC:
        return False
    return parts.RATINGS not in choice.kept or unheard(content)


def unheard(content: SnapshotContent) -> bool:
    """Whether anybody was not heard from, or has what they said sent back."""
    rows = content["actions"]
    return any(row["silent"] or row["sent_back"] or row["status"] == NOT_UPDATED for row in rows)


def _sections(content: SnapshotContent, choice: Choice) -> list[SectionRecord]:
    """What the council's cover report says is in no edition. What the house does not ask for any
    more (older snapshots) has no part to be chosen by, so an edition does not tell it."""
    rows = content["sections"]
    return [row for row in rows if row["key"] in choice.kept - sections.COUNCIL_KEYS]


def _registers(content: SnapshotContent, choice: Choice) -> list[RegisterRecord]:
    rows = registers_for(content, READERS[choice.audience])
    if content["kind"] != ReportKind.ANNUAL:
        return [row for row in rows if row["key"] in choice.kept]
    printed = printed_chapters(content)
    return [row for row in rows if sections.home(row["key"], printed) in choice.kept]


def _figures(content: SnapshotContent, choice: Choice, figures: FigureFields) -> FigureFields:
    if parts.INDICATORS not in choice.kept:
        return NO_FIGURES
    if content["kind"] != ReportKind.ANNUAL:
        return figures
    printed = printed_chapters(content)
    homes = {key: sections.home(key, printed) for key in sections.FIGURED}
    rows = [row for row in figures["indicators"] if homes.get(row["chapter"]) in choice.kept]
    together = figures["together"] if homes["information"] in choice.kept else []
    return {**figures, "indicators": rows, "together": together}


def _without(content: SnapshotContent, choice: Choice) -> SnapshotContent:
    """The record without what parts that were left out tell, in any format."""
    kept, annual = choice.kept, content["kind"] == ReportKind.ANNUAL
    told: SnapshotContent = {**content, "changes": _words_alone(content["changes"])}
    if sections.DECISIONS not in kept:
        told["decisions"], told["escalations"] = [], []
    if parts.ANSWERS not in kept:
        told["directions"] = []
    if annual:
        if "next_plan" not in kept:
            told["next_plan"] = None
        return told
    if parts.DATES not in kept:
        told["revisions"] = []
    if "recurring" not in kept:
        told["recurring"] = []
    if "ongoing" not in kept:
        told["actions"] = [row for row in content["actions"] if not row["ongoing"]]
    if "next_dates" not in kept:
        told["meetings"] = []
    return told


def _words_alone(changes: Changes | None) -> Changes | None:
    """What changed, without whole records of actions as they stood before."""
    if changes is None:
        return None
    told: Changes = {**changes}
    told.pop("difference", None)
    return told


def _totals(content: SnapshotContent, kept: Collection[str]) -> Iterator[RegisterRecord]:
    """How many actions stood how, where no action tells it of itself. Not where each of them is
    silent: then the total would tell of all."""
    counts = content["counts"]
    going_on = sum(counts.values()) - counts.get("complete", 0)
    key = "information" if content["kind"] == ReportKind.ANNUAL else "progress"
    if not going_on or counts.get(NOT_UPDATED, 0) == going_on or key not in kept:
        return
    colours = statuses.palette(content)
    rows = [[colours.tag(one).marked, str(counts.get(one, 0))] for one in statuses.order(counts)]
    yield {
        "register": "statuses",
        "key": key,
        "title": TOTALS,
        "told": [],
        "tables": [
            {"title": "", "heads": ["Status", "Actions"], "widths": [70, 30], "rows": rows,
             "empty": ""}
        ],
        "notes": [],
    }  # fmt: skip


def _told_to(content: SnapshotContent, choice: Choice, *, folded: bool) -> AudienceRecord:
    return {
        "audience": choice.audience.value,
        "name": NAMES[choice.audience],
        "number": choice.number,
        "left_out": list(_left_out(content, choice, folded=folded)),
        "ratings": not folded,
    }


def _left_out(content: SnapshotContent, choice: Choice, *, folded: bool) -> Iterator[str]:
    """What is not in it, in sentences: what an audience is never told, and what somebody chose."""
    kind = content["kind"]
    if choice.audience == Audience.PUBLIC:
        yield NO_PERSON
    if folded:
        yield UNHEARD if unheard(content) and parts.RATINGS in choice.kept else UNRATED
    if never := parts.never_told(kind, choice.audience):
        yield NEVER_TOLD.format(_listed(never))
    of_report = content.get("contents", [])
    chosen = parts.headings_left_out(kind, choice.audience, choice.kept, of_report)
    if folded:
        chosen = [name for name in chosen if name != parts.RATINGS_HEADING]
    if chosen:
        yield CHOSEN.format(_listed(chosen))


def _listed(names: Sequence[str]) -> str:
    return "; ".join(name[:1].lower() + name[1:] for name in names)
