"""What an edition says, verified by its hash; and what a report tells that is kept from none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

from documents.schema.content import SnapshotContent
from documents.shape import Json, plain
from earlier.upgrades import read
from editions.models import ReportEdition
from guard.rules.examination import tells_count

CHANGED = (
    "The record of this edition is not the one that was written. Ask whoever runs the program."
)
# figures are kept in by disclosure control, and these hold no words of a person
NOT_WORDS = frozenset(
    {"indicators", "together", "figure_changes", "told", "told_to", "legend", "levels", "counts"}
)
NAMED = 8


def content_of(edition: ReportEdition) -> SnapshotContent:
    """What an edition says, in today's shape. Raises ValueError where what is stored is not what
    was written."""
    if sha256(edition.content.encode()).hexdigest() != edition.sha256:
        raise ValueError(CHANGED)
    return read(edition.content, edition.keys_here)


def small_numbers(content: SnapshotContent, most: int) -> list[str]:
    """Where the words of a record tell a number of children from 1 to `most`: the parts by name,
    each once, in printing order."""
    record = plain(content)
    names: dict[str, None] = {}
    for key, value in record.items():
        if key in NOT_WORDS:
            continue
        for place, text in _texts(key, value):
            if tells_count(text, most):
                names[place] = None
    return list(names)


def _texts(place: str, value: Json) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield PLACES.get(place, place), value
    elif isinstance(value, Mapping):
        named = _name(place, value)
        for item in value.values():
            yield from _texts(named, item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(place, item)


PLACES: Mapping[str, str] = {
    "decisions": "Decisions asked",
    "revisions": "New dates",
    "changes": "What changed",
    "notes": "Notes on the data",
    "erratum": "What was wrong in the version before",
    "plan": "The plan’s own words",
    "headings": "The plan’s headings",
    "outcomes": "The plan’s outcomes",
    "measures": "Measures",
    "bodies": "Groups and what they do",
    "members": "Membership",
    "escalations": "What a meeting put to chief officers",
    "recurring": "Recurring work",
    "open_window": "Why it was frozen early",
    "next_plan": "The plan that follows",
}


def _name(place: str, value: Mapping[str, Json]) -> str:
    """The name of a part of the record, as whoever prepares the edition knows it."""
    if place in ("actions", "next_plan") and isinstance(value.get("reference"), str):
        return f"Action {value['reference']}"
    if place == "sections":
        return f"“{value['heading']}”"
    if place == "directions":
        return f"Direction {value['number']}"
    if place == "registers":
        return f"What the register tells: {value.get('register') or value['key']}"
    return PLACES.get(place, place)
