"""The keys in a stored snapshot, where it came with its area from another installation.

What was frozen keeps its text and its hash; its keys are those of the place where it was frozen.
On reading they give way to those that the same things have here, so that it can be compared with
what stands now. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeGuard

from documents.shape import Json

# by the kind of a thing its keys there, as JSON has them, and its keys here
KeysHere = Mapping[str, Mapping[str, int]]
Translate = Callable[[str, int], int]

ACTION, HEADING, PLAN = "action", "heading", "plan"
MEASURE, READING, INDICATOR = "measure", "reading", "indicator"

# by the name of a list (or of a record) what its items' `id` is of
OF_ITEMS: Final[Mapping[str, str]] = {
    "plan": PLAN,
    "actions": ACTION,
    "added": ACTION,
    "removed": ACTION,
    "changed": ACTION,
    "headings": HEADING,
    "measures": MEASURE,
    "readings": READING,
    "indicators": INDICATOR,
}
# by the name of a field what its number, or each number of its list, is a key of
OF_FIELDS: Final[Mapping[str, str]] = {
    "action": ACTION,
    "actions": ACTION,
    "order": ACTION,
    "heading": HEADING,
    "parent": HEADING,
}


# by the name of a record what its own names are keys of
BY_KEY: Final[Mapping[str, str]] = {"statuses": ACTION}


def keys_here(content: Json, translate: Translate) -> Json:
    """A stored snapshot with the keys that `translate` gives for a kind and a key."""
    return _walk(content, "", translate)


def translated(keys: KeysHere) -> Translate:
    """What is not among the keys stays as it is: 0 is no thing's key."""
    return lambda kind, key: keys.get(kind, {}).get(str(key), key)


def _walk(value: Json, name: str, translate: Translate) -> Json:
    if isinstance(value, dict):
        if name in BY_KEY:
            return {_named(BY_KEY[name], inner, translate): item for inner, item in value.items()}
        return {inner: _field(inner, item, name, translate) for inner, item in value.items()}
    if isinstance(value, list):
        kind = OF_FIELDS.get(name, "")
        return [
            translate(kind, item) if kind and _is_key(item) else _walk(item, name, translate)
            for item in value
        ]
    return value


def _field(name: str, value: Json, inside: str, translate: Translate) -> Json:
    kind = OF_ITEMS.get(inside, "") if name == "id" else OF_FIELDS.get(name, "")
    # what a field was before and is after, in a difference
    if name in ("before", "after"):
        kind = OF_FIELDS.get(inside, "")
    if kind and _is_key(value):
        return translate(kind, value)
    return _walk(value, name, translate)


def _named(kind: str, name: str, translate: Translate) -> str:
    return str(translate(kind, int(name))) if name.isdecimal() else name


def _is_key(value: Json) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
