"""References of an area's own systems, written as people write them: SW-######, @@/####{5,7}.

`#` is a digit, `@` a letter, `#{5,10}` five to ten of them; everything else stands for itself, a
space or a dash for a space, a dash or nothing. No expression can be written that takes long.
"""

import re
from collections.abc import Iterator
from typing import Final

from guard.refusals import Refusal
from guard.rules.plain import plain

LONGEST: Final = 60
FEWEST_DIGITS: Final = 3
MOST_REPEATED: Final = 20
_PART: Final = re.compile(
    r"(?P<any>[#@])(?:\{(?P<least>\d{1,2})(?:,(?P<most>\d{1,2}))?\})?|.", re.S
)
_CLASSES: Final = {"#": "[0-9]", "@": "[A-Za-z]"}


def expression(pattern: str) -> re.Pattern[str]:
    """Raises Refusal, in words for the person who wrote it, where it would see too much."""
    written = plain(pattern).strip()
    if len(written) > LONGEST:
        raise Refusal(f"This is longer than {LONGEST} characters.")
    parts = list(_PART.finditer(written))
    if sum(_least(part) for part in parts if part["any"] == "#") < FEWEST_DIGITS:
        raise Refusal(
            f"Write at least {FEWEST_DIGITS} digits, each as #. With fewer, ordinary words and "
            "years would be seen as references."
        )
    return re.compile(
        rf"(?<![A-Za-z0-9]){''.join(_expressions(parts))}(?![A-Za-z0-9])", re.IGNORECASE
    )


def _least(part: re.Match[str]) -> int:
    return int(part["least"]) if part["least"] else 1


def _expressions(parts: list[re.Match[str]]) -> Iterator[str]:
    for part in parts:
        if part["any"]:
            yield _CLASSES[part["any"]] + _times(part)
        elif part[0] in " -":
            yield "[ -]?"
        else:
            yield re.escape(part[0])


def _times(part: re.Match[str]) -> str:
    least = _least(part)
    most = int(part["most"]) if part["most"] else least
    if not 1 <= least <= most <= MOST_REPEATED:
        raise Refusal(
            f"Between the braces stand one or two numbers from 1 to {MOST_REPEATED}, the smaller "
            "first: #{5,10}."
        )
    return f"{{{least},{most}}}"
