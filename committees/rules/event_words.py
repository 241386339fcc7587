"""An audit event in words that a person can read. Pure functions of the event's values."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from timescales.date_format import long_day

NOTHING = "nothing"
ISO_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(T[0-9:.+-]*Z?)?\Z")
PAIR_VERBS = (
    *("edited", "ended", "changed", "moved", "set", "decided", "wrote", "renumbered", "undid"),
    *("closed", "matched", "joined", "asked for new date", "approved", "declined", "accepted prop"),
)
# what two values of these mean, where they do not follow one upon the other
TWO_RATINGS = ("challenged rating",)
# the fields of a record as people call them, where their own names do not read as words
LABELS = {
    "also_called": "Also called",
    "as_at": "As at",
    "as_of": "Position as of",
    "closed_on": "Closed on",
    "closing_note": "Why it is closed",
    "correspondence_on": "Day of the correspondence",
    "decided": "Decided",
    "due": "Date",
    "ends": "Until",
    "first_due": "First agreed date",
    "heading_id": "Heading",
    "held_on": "Day",
    "in place of another": "In place of another address",
    "mail_day": "Day of the e-mail",
    "of": "Of",
    "officers_after_days": "Days after which it goes to chief officers",
    "officers_from_move": "Move from which it goes to chief officers",
    "remit": "Remit",
    "sha256": "Fingerprint (SHA-256)",
    "starts": "From",
    "timescale_words": "Timescale",
    "what_happened": "What happened",
    "withdrawn_on": "Withdrawn on",
}
# codes that stand in the record in place of their words
CODES = {
    "on_behalf": "on the lead’s behalf",
    "lead": "by the lead",
    "imported": "with the plan that was brought in",
    "sub_committee": "sub-committee",
    "chief_officers_group": "chief officers group",
    "regional_group": "regional group",
    "on_track": "on track",
    "at_risk": "at risk",
    "off_track": "off track",
    "not_rated": "not rated",
    "not_started": "not started",
    "third_sector": "third sector",
    "vice_chair": "vice-chair",
}


def told(verb: str, changes: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each change as label and words: `("Remit", "“Training” became “Training and audit”")`.

    Events that change something hold `[before, after]` for each field; others the value written.
    What holds nothing is left out, and what a number of a row stood for is not told.
    """
    paired = verb.startswith(PAIR_VERBS)
    return [
        (_label(name), _ratings(value) if _two(verb, value) else _change(value, paired))
        for name, value in changes.items()
        if value not in (None, "", [], {}) and not name.endswith("_key")
    ]


def _two(verb: str, value: Any) -> bool:
    return verb in TWO_RATINGS and isinstance(value, list) and len(value) == 2


def _ratings(value: Any) -> str:
    return f"the lead’s {_words(value[0])}, the chair’s {_words(value[1])}"


def _label(name: str) -> str:
    return LABELS.get(name) or name.replace("_", " ").strip().capitalize()


def _change(value: Any, paired: bool) -> str:
    if paired and isinstance(value, list) and len(value) == 2:
        before, after = map(_words, value)
        return after if before == NOTHING else f"{before} became {after}"
    return _words(value)


def _words(value: Any) -> str:
    if value is None or value == "" or value == []:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_words(item) for item in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{_label(str(key))}: {_words(item)}" for key, item in value.items())
    return _text(str(value))


def _text(value: str) -> str:
    """Days stand in an event as ISO text; what only looks like one is somebody's own words."""
    if day := _day(value):
        return long_day(day)
    if value in CODES:
        return CODES[value]
    return f"“{value}”" if " " in value else value


def _day(value: str) -> date | None:
    written = ISO_DAY.match(value)
    try:
        return date.fromisoformat(written.group(1)) if written else None
    except ValueError:
        return None
