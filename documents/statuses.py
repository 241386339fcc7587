"""How a status is shown: the legend's word, a symbol and a colour, never a colour alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from documents.schema.content import NOT_UPDATED, ActionRecord, SnapshotContent, StatusEntry

# what a legend does not define is still shown by a word, a symbol and a colour
DEFAULTS: dict[str, tuple[str, str, str]] = {
    "off_track": ("Off track", "■", "#a8201a"),
    "at_risk": ("At risk", "▲", "#b85c00"),
    NOT_UPDATED: ("Not updated this quarter", "○", "#4a5560"),
    "on_track": ("On track", "●", "#1d6b3a"),
    "complete": ("Complete", "✓", "#5a3d8a"),
    "not_started": ("Not started", "□", "#4a5560"),
    "not_rated": ("Not rated", "–", "#4a5560"),
    "reprogrammed": ("Reprogrammed", "→", "#4a5560"),
    "withdrawn": ("Withdrawn", "×", "#4a5560"),
}
ALWAYS = ("off_track", "at_risk", NOT_UPDATED, "on_track", "complete")


@dataclass(frozen=True)
class Tag:
    """What a template prints for one status."""

    canonical: str
    label: str
    symbol: str
    colour: str
    code: str = ""

    @property
    def short(self) -> str:
        """What a narrow column prints: the word, or the legend's code when the word is long."""
        if self.canonical == NOT_UPDATED:
            return "Not updated"
        return self.label if len(self.label) <= 13 else self.code


@dataclass(frozen=True)
class Palette:
    """The tags of one snapshot's legend, by canonical state."""

    tags: Mapping[str, Tag]

    def tag(self, canonical: str, label: str = "") -> Tag:
        found = self.tags[canonical]
        return replace(found, label=label) if label else found

    def of(self, record: ActionRecord) -> Tag:
        return self.tag(record["status"], record["status_label"])


def palette(content: SnapshotContent) -> Palette:
    """Tags for every state: the legend's own first, the defaults for the rest."""
    tags = {key: Tag(key, *words) for key, words in DEFAULTS.items()}
    for entry in reversed(content["legend"]):
        tags[entry["canonical"]] = _tag(entry)
    return Palette(tags)


def order(counts: Iterable[str]) -> list[str]:
    """The states to print, worst news first: the five that always stand, others if they occur."""
    present = set(counts)
    return [key for key in DEFAULTS if key in ALWAYS or key in present]


def _tag(entry: StatusEntry) -> Tag:
    return Tag(entry["canonical"], entry["label"], entry["symbol"], entry["colour"], entry["code"])
