"""How a status is shown: the legend's word, a symbol and a colour, never a colour alone.

The one source of a status's colour, on pages and on paper: what a legend gives its entry, else what
the state behind it has here (`DEFAULTS`); made readable by `shades`, so that any colour that a
committee chooses can be printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from documents.contrast import Shades, shades
from documents.enums import Silence
from documents.schema.actions import ActionRecord
from documents.schema.content import GOING_ON, NOT_UPDATED, SnapshotContent, StatusEntry

SILENT_MEANS = (
    "Nothing was said in the quarter; who was asked, and what was known last, stands beside each "
    "action. An older rating is never printed in its place."
)


class Default(NamedTuple):
    label: str
    symbol: str
    colour: str


# What a legend does not define is still shown by a word, a symbol and a colour. Shapes differ, so
# that a status is told apart in grey and by people who see no difference between red and green.
DEFAULTS: dict[str, Default] = {
    "off_track": Default("Off track", "■", "#a8201a"),
    "at_risk": Default("At risk", "▲", "#b85c00"),
    NOT_UPDATED: Default("Not updated this quarter", "○", "#4a5560"),
    "on_track": Default("On track", "●", "#1d6b3a"),
    "complete": Default("Complete", "✓", "#5a3d8a"),
    "not_started": Default("Not started", "□", "#4a5560"),
    "not_rated": Default("Not rated", "–", "#4a5560"),
    "reprogrammed": Default("Reprogrammed", "→", "#0b5a5f"),
    "withdrawn": Default("Withdrawn", "×", "#4a5560"),
}
# Why nobody was heard, told apart on pages by word, symbol and border (domain.md, rule 3). Only the
# first is a reproach.
SILENCES: dict[Silence, Default] = {
    Silence.UNANSWERED: Default("No answer", "○", "#1f4e79"),
    Silence.AWAITED: Default("Window open", "◔", "#1f4e79"),
    Silence.NOBODY: Default("Nobody to ask", "⊘", "#4a5560"),
    Silence.NOT_ASKED: Default("Not asked yet", "+", "#4a5560"),
}
# of an action that is not complete, where its readers are not told how it stands
UNRATED = Default("Going on", "▶", "#1f4e79")
ALWAYS = ("off_track", "at_risk", NOT_UPDATED, "on_track", "complete")


@dataclass(frozen=True)
class Tag:
    """What a page or a template of a document prints for one status."""

    canonical: str
    label: str
    symbol: str
    colour: str
    code: str = ""
    definition: str = ""

    @property
    def short(self) -> str:
        """What a narrow column prints: the word, or the legend's code when the word is long."""
        if self.canonical == NOT_UPDATED:
            return "Not updated"
        return self.label if len(self.label) <= 13 else self.code

    @property
    def marked(self) -> str:
        """Symbol and word, for a text in which no colour stands."""
        return f"{self.symbol} {self.label}"

    @property
    def shades(self) -> Shades:
        return shades(self.colour)


class Entry(Protocol):
    """An entry of a legend, wherever it stands: a row, a record, what a version kept."""

    @property
    def canonical(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def symbol(self) -> str: ...
    @property
    def colour(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def definition(self) -> str: ...


def entry_tag(row: Entry) -> Tag:
    """How a status is shown that stands under a legend's entry."""
    return Tag(row.canonical, row.label, row.symbol, row.colour, row.code, row.definition)


def default_tag(canonical: str, label: str = "", definition: str = "") -> Tag:
    """A state as it looks where no legend says otherwise, under `label` if one is given."""
    state = canonical if canonical in DEFAULTS else "not_rated"
    plain = DEFAULTS[state]
    return Tag(state, label or plain.label, plain.symbol, plain.colour, definition=definition)


def silence_tag(silence: Silence) -> Tag:
    """Which of the four silences it is."""
    return Tag(silence.value, *SILENCES[silence])


@dataclass(frozen=True)
class Palette:
    """The tags of one snapshot's legend, by canonical state."""

    tags: Mapping[str, Tag]

    def tag(self, canonical: str, label: str = "") -> Tag:
        own = self.tags[canonical]
        return replace(own, label=label) if label else own

    def of(self, record: ActionRecord) -> Tag:
        return self.tag(record["status"], record["status_label"])


def palette(content: SnapshotContent) -> Palette:
    """Tags for every state: the legend's own first, the defaults for the rest."""
    tags = by_state(_tag(entry) for entry in content["legend"])
    if GOING_ON in content["counts"]:
        tags[GOING_ON] = Tag(GOING_ON, *UNRATED)
    return Palette(tags)


def by_state(legend: Iterable[Tag]) -> dict[str, Tag]:
    """A tag for every state: of a legend's entries the first for its state, else the default."""
    tags = {key: default_tag(key) for key in DEFAULTS}
    for tag in reversed(list(legend)):
        tags[tag.canonical] = tag
    return tags


def order(counts: Iterable[str]) -> list[str]:
    """The states to print, worst news first: the five that always stand, others if they occur.
    Where no ratings are told there are two."""
    present = set(counts)
    if GOING_ON in present:
        return [GOING_ON, "complete"]
    return [key for key in DEFAULTS if key in ALWAYS or key in present]


def _tag(entry: StatusEntry) -> Tag:
    return Tag(
        entry["canonical"],
        entry["label"],
        entry["symbol"],
        entry["colour"],
        entry["code"],
        entry["definition"],
    )
