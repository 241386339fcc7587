"""Texts at any depth of what is kept as JSON, each with the way that leads to it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

Step = str | int
Path = tuple[Step, ...]
# the last step of a way that leads to the name of a member and not to what it holds
NAME: Final = "(name)"


def texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in `value`, names of members as well."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield (*path, name, NAME), str(name)
            yield from texts(item, (*path, name))
    elif isinstance(value, list | tuple):
        for at, item in enumerate(value):
            yield from texts(item, (*path, at))


def changed(value: Any, change: Callable[[str], str]) -> Any:
    """The same structure with `change` made in every text, names of members as well."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {change(str(name)): changed(item, change) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [changed(item, change) for item in value]
    return value


def written(value: Any) -> str:
    """As snapshots are written: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def read(text: str) -> Any:
    """The structure that a text is the written form of; None where it is plain words."""
    if text[:1] not in "{[" or not text:
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if written(value) == text else None
