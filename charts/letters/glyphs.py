"""Signs that no font of papers has, emoji above all: what is printed in their place. Pure.

A sign without a glyph would print as an empty box and be nothing to who listens; its name in
brackets says what somebody wrote, alike on paper, in Word and in a workbook.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

# pictographs, lines and blocks of screens, private signs, and what belongs to emoji alone: joiners,
# skin tones, keycaps, tags
_SIGN: Final = (
    "\U0001f000-\U0001faff\u23b7-\u23bd\u23eb\u23ec\u23f0\u2500-\u259f\u2705\u270a\u2728\u274c\u274e"
    "\u2754\u2755\u2795-\u2797\u27b0\u27bf\ue000-\uf8ff\U000f0000-\U0010fffd"
)
_WITH: Final = "\u200d\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f"
_RUN: Final = re.compile(f"[{_SIGN}][{_SIGN}{_WITH}]*|[\ufe0e\ufe0f\u20e3\U000e0020-\U000e007f]+")
_LETTER: Final = range(0x1F1E6, 0x1F200)  # of which two make a flag
_TONES: Final = range(0x1F3FB, 0x1F400)
UNNAMED: Final = "a sign that no font has"


def drawn(text: str) -> str:
    """The same text with names in brackets for the signs that no font has."""
    return _RUN.sub(_named, text)


def undrawn(text: str) -> list[str]:
    """What is printed in place of signs of a text, each once."""
    return list(dict.fromkeys(filter(None, map(_named, _RUN.finditer(text)))))


def all_drawn(value: Json) -> Json:
    """The same lists and mappings, each of their texts `drawn`."""
    if isinstance(value, str):
        return drawn(value)
    if isinstance(value, dict):
        return {key: all_drawn(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [all_drawn(item) for item in value]
    return value


def _named(run: re.Match[str]) -> str:
    """The names of a run of signs: "[thumbs up sign]"; "" for marks that stand for nothing."""
    signs = [sign for sign in run.group() if not re.match(f"[{_WITH}]", sign)]
    flag = "".join(
        chr(ord(sign) - _LETTER.start + ord("A")) for sign in signs if ord(sign) in _LETTER
    )
    names = [
        unicodedata.name(sign, UNNAMED).lower()
        for sign in signs
        if ord(sign) not in _LETTER and ord(sign) not in _TONES
    ]
    said = [*([f"flag {flag}"] if flag else []), *dict.fromkeys(names)]
    return f"[{', '.join(said)}]" if said else ""
