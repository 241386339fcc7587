"""An audit event in words that a person can read. Pure functions of the event's values."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from timescales.date_format import long_day

ISO_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(T[0-9:.+-]*Z?)?\Z")
PAIR_VERBS = ("edited", "ended", "changed", "moved", "set", "decided")


def told(verb: str, changes: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each change as label and words: `("Remit", "“Training” became “Training and audit”")`.

    Events that change something hold `[before, after]` for each field; others the value written.
    """
    paired = verb.startswith(PAIR_VERBS)
    return [(_label(name), _change(value, paired)) for name, value in changes.items()]


def _label(name: str) -> str:
    return name.replace("_", " ").strip().capitalize()


def _change(value: Any, paired: bool) -> str:
    if paired and isinstance(value, list) and len(value) == 2:
        return f"{_words(value[0])} became {_words(value[1])}"
    return _words(value)


def _words(value: Any) -> str:
    if value is None or value == "" or value == []:
        return "nothing"
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
    return f"“{value}”" if " " in value else value


def _day(value: str) -> date | None:
    written = ISO_DAY.match(value)
    try:
        return date.fromisoformat(written.group(1)) if written else None
    except ValueError:
        return None
