"""Numbers as committees print them: "3", "2.4", "1a". Pure functions of values."""

import re
from collections import Counter
from collections.abc import Iterable

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
