"""Numbers as committees print them: "3", "2.4", "1a". Pure functions of values."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple


class Numbered(NamedTuple):
    """What has a number: which, in what series (a level's key; "" for actions), under what."""

    number: str
    series: str
    under: str
    name: str


_LAST = re.compile(r"^(.*?)(\d+|[a-z])$")


def next_number(existing: Iterable[str], *, within: str = "") -> str:
    """The number after the highest of `existing`: "1.3" after "1.2", "1b" after "1a".

    With nothing to follow it is the first inside `within`: "2.1" inside "2", else "1". Numbers are
    compared by their last part, so withdrawn ones are never given out again.
    """
    parts = [match.groups() for number in existing if (match := _LAST.match(number.strip()))]
    if not parts:
        return f"{within}.1" if within else "1"
    digits = [(stem, int(last)) for stem, last in parts if last.isdigit()]
    if digits:
        stem, last = max(digits, key=lambda part: part[1])
        return f"{stem}{last + 1}"
    stem, letter = max(parts, key=lambda part: part[1])
    return f"{stem}{chr(ord(letter) + 1)}" if letter < "z" else f"{stem}{letter}a"


def repeated(numbers: Iterable[str]) -> list[str]:
    """Printed numbers that stand more than once (rule 11: warn, never merge), as first seen."""
    counted = Counter(number for number in numbers if number)
    return [number for number, times in counted.items() if times > 1]


def series_of(number: str, parent: int | str | None) -> tuple[str, int | str | None]:
    """Where a number counts: one with a dot ("3.1") runs through the whole plan, a plain one ("1")
    may start again under each heading, as many plans print them."""
    return number.strip(), None if "." in number else parent


def repeated_keys(items: Iterable[tuple[int, str, int | str | None]]) -> set[int]:
    """The keys of items (key, number, parent) whose number stands more than once where it
    counts."""
    series: defaultdict[tuple[str, int | str | None], list[int]] = defaultdict(list)
    for key, number, parent in items:
        if number.strip():
            series[series_of(number, parent)].append(key)
    return {key for keys in series.values() if len(keys) > 1 for key in keys}


def joined(numbers: Iterable[str]) -> str:
    """Numbers as people read them: "3a, 3b and 3c"."""
    *most, last = list(numbers) or [""]
    return f"{', '.join(most)} and {last}" if most else last
