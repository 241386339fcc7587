"""How a standing is shown: the legend’s word and definition, a symbol, the state behind."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol

from actions.rules.overdue import NOT_UPDATED, NOT_UPDATED_LABEL
from actions.rules.record import EntryState
from actions.rules.standing import Standing
from documents.enums import Canonical
from documents.statuses import Tag, default_tag
from timescales.date_format import long_day
from timescales.enums import Recurrence, TimescaleKind

SILENCE = "Nothing was said in the quarter, so the rating before it is not printed as today's."
UNDERSTOOD = {
    TimescaleKind.BY_DATE: "By a date",
    TimescaleKind.FROM_DATE: "From a date, with no end",
    TimescaleKind.RECURRING: "Recurring",
    TimescaleKind.MEETING: "Tied to a meeting",
    TimescaleKind.CONTINUOUS: "Continuous: reviewed each quarter, never overdue",
    TimescaleKind.ON_DEMAND: "When it is needed: never overdue",
    TimescaleKind.MISPLACED: "Not a timescale: somebody needs to look at it",
    TimescaleKind.UNKNOWN: "Not understood: somebody needs to look at it",
}
UNRATED = "Nobody has rated this action yet."


class Rated(Protocol):
    """A row that keeps a rating as it was given: the state, and the legend's word of that day."""

    @property
    def canonical(self) -> str: ...
    @property
    def entry_label(self) -> str: ...
    @property
    def entry_id(self) -> int | None: ...


class Entry(Protocol):
    """One code of a legend, loaded as a row or as a plain value."""

    @property
    def tag(self) -> Tag: ...


class Timed(Protocol):
    """An action's timescale as the program understood it."""

    @property
    def timescale_kind(self) -> str: ...
    @property
    def recurrence(self) -> str: ...
    @property
    def starts(self) -> date | None: ...
    @property
    def first_due(self) -> date | None: ...


def shown(row: Standing, entries: Mapping[int, EntryState]) -> Tag:
    """What is printed for `row`: silence is never the last rating (rule 3).

    `entries` are the legend's, by key.
    """
    if row.bucket == NOT_UPDATED:
        return default_tag(NOT_UPDATED, NOT_UPDATED_LABEL, f"{row.silence_words}. {SILENCE}")
    return rating_shown(row, entries)


def rating_shown(row: Standing, entries: Mapping[int, EntryState]) -> Tag:
    """The rating itself, however old: the lead's last, or the proposed one that was accepted."""
    entry = entries.get(row.entry_id or 0)
    if entry is None:
        definition = UNRATED if row.rating == Canonical.NOT_RATED else ""
        return default_tag(row.rating.value, row.rating.label, definition)
    return entry.tag


def said_shown(row: Rated, entries: Mapping[int, Entry]) -> Tag:
    """A rating under the word of its day, with the symbol and colour of the entry chosen then."""
    entry = entries.get(row.entry_id or 0)
    label = row.entry_label or Canonical(row.canonical).label
    return replace(entry.tag, label=label) if entry else default_tag(row.canonical, label)


def lead_entry(row: Standing, entries: Mapping[int, EntryState]) -> EntryState | None:
    """The entry that the lead chose last, whatever was proposed and accepted since."""
    if row.adopted is None:
        return entries.get(row.entry_id or 0)
    if row.said and row.said.canonical == row.lead_rating:
        return entries.get(row.said.entry_id or 0)
    return next((one for one in entries.values() if one.canonical == row.lead_rating), None)


def lead_shown(row: Standing, entries: Mapping[int, EntryState]) -> Tag:
    """The lead's own last rating, also where a proposed one was accepted since."""
    if row.adopted is None:
        return rating_shown(row, entries)
    entry = lead_entry(row, entries)
    return entry.tag if entry else default_tag(row.lead_rating or Canonical.NOT_RATED)


def canonical_shown(canonical: Canonical, entries: Iterable[EntryState]) -> Tag:
    """The legend's own word for a state that the rules propose; the plain word when it has none."""
    entry = next((entry for entry in entries if entry.canonical == canonical), None)
    return entry.tag if entry else default_tag(canonical.value, canonical.label)


def understood(action: Timed) -> str:
    """What the program understood of a timescale's words, in words; beside them, never instead."""
    kind = TimescaleKind(action.timescale_kind)
    if kind == TimescaleKind.BY_DATE and action.first_due:
        return f"To be done by {long_day(action.first_due)}"
    if kind == TimescaleKind.FROM_DATE and action.starts:
        return f"From {long_day(action.starts)}, with no end"
    if kind == TimescaleKind.RECURRING and action.recurrence:
        return f"Recurring: {Recurrence(action.recurrence).label.lower()}"
    return UNDERSTOOD[kind]
