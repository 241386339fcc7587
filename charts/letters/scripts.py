"""Scripts that run from right to left: which letters they are, and which way a text runs. Pure."""

from __future__ import annotations

import re
from typing import Final

# Hebrew, Arabic, Syriac, Thaana, N'Ko and what belongs to them, as they stand in a class of letters
RIGHT_TO_LEFT: Final = (
    "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_FIRST: Final = re.compile(r"[^\W\d_]")  # a letter of any script
_TURNED: Final = re.compile(f"[{RIGHT_TO_LEFT}]")


def from_right(text: str) -> bool:
    """Whether a text runs from right to left: its first letter decides."""
    first = _FIRST.search(text)
    return bool(first and _TURNED.match(first.group()))


def has_turned(text: str) -> bool:
    """Whether any letter of a text runs from right to left."""
    return bool(_TURNED.search(text))
