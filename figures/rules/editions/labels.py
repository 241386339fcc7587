"""What a number is called, for people. Pure."""

from __future__ import annotations

import re
from typing import Final

from figures.rules.keys import Key, Part
from figures.rules.record import FigureRecord

OF_PART = {
    Part.NUMERATOR: "",
    Part.DENOMINATOR: ", out of",
    Part.VALUE: ", worked out",
    Part.COMPARATOR: ", comparator",
    Part.CHANGE: ", change",
}

_NAME: Final = re.compile(r"\b[0-9]+\|[^\s,;:)]+")


def in_words(record: FigureRecord, text: str) -> str:
    """`text` with the names of numbers in it as people call them."""
    return _NAME.sub(lambda name: f"“{label(record, name[0])}”", text)


def label(record: FigureRecord, name: str) -> str:
    """ "Names added, 0 to 4, 1 August to 31 October 2026"; the name itself for what is no cell."""
    try:
        key = Key.read(name)
        indicator = record.indicator(key.indicator)
    except (KeyError, ValueError):
        return name
    labels = {row.pk: row.label for row in indicator.categories}
    bands = "".join(f", {labels[pk]}" for pk in key.categories if pk in labels)
    return f"{indicator.name}{bands}{OF_PART[key.part]}, {key.period.name}"
