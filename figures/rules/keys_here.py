"""The names of numbers in what was said, where it came with its area from another installation.

What was said keeps its text and its hash; the names of numbers in it begin with keys of the place
where it was said. On reading they give way to the keys that the same indicators and categories have
here. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from documents.schema.keys import Translate

INDICATOR, CATEGORY = "indicator", "category"
NAME = re.compile(
    r"(\d+)\|(all|\d+(?:\+\d+)*)(\|\d{4}-\d\d-\d\d\|\d{4}-\d\d-\d\d\|[ndvcx](?:\|.*)?)"
)


def keys_here(value: Any, translate: Translate) -> Any:
    """JSON in which each name of a number has the keys that `translate` gives for it."""
    if isinstance(value, str):
        return name_here(value, translate)
    if isinstance(value, Mapping):
        return {
            name_here(name, translate): keys_here(item, translate) for name, item in value.items()
        }
    if isinstance(value, list):
        return [keys_here(item, translate) for item in value]
    return value


def name_here(text: str, translate: Translate) -> str:
    """A number's name (`figures.rules.keys`) with the keys here; any other text as it is."""
    match = NAME.fullmatch(text)
    if match is None:
        return text
    bands = match[2]
    if bands != "all":
        bands = "+".join(str(translate(CATEGORY, int(band))) for band in bands.split("+"))
    return f"{translate(INDICATOR, int(match[1]))}|{bands}{match[3]}"
