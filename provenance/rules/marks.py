"""The mark that stands at the foot of every page of a report: the beginning of a hash. Pure."""

from __future__ import annotations

import re
from typing import Final

SHORTEST: Final = 8
LONGEST: Final = 64  # a whole SHA-256
BETWEEN: Final = re.compile(r"[\s.…‑–-]+")
DIGITS: Final = re.compile(r"[0-9a-f]*")

SHORT: Final = (
    f"Give at least the first {SHORTEST} characters. They stand at the foot of every page, after "
    "the version."
)
NO_MARK: Final = (
    "A mark holds only the digits 0 to 9 and the letters a to f. It stands at the foot of every "
    "page, after the version, such as 3f9c52aa07be."
)


def mark_of(typed: str) -> str:
    """What somebody copied from a page, as hashes are kept; "" where nothing was typed.

    Raises ValueError in words for what is no mark: other characters, fewer than 8, more than 64.
    """
    mark = BETWEEN.sub("", typed).lower().replace("o", "0").replace("l", "1")
    if not mark:
        return ""
    if not DIGITS.fullmatch(mark) or len(mark) > LONGEST:
        raise ValueError(NO_MARK)
    if len(mark) < SHORTEST:
        raise ValueError(SHORT)
    return mark
