"""How wide words are in the type of charts, and where they break. Pure.

The widths are those of Source Sans 3 Semibold in thousandths of its size, with room for the wider
type that a screen without it falls back to; a sign that is not among them counts as a wide one.
"""

from __future__ import annotations

from typing import Final

SIZE: Final = 12.0  # of every label, in units of the drawing: 9 points on paper
LEADING: Final = 14.0
_WIDE: Final = 700
_ROOM: Final = 1.17
_SIGNS: Final = (
    (200, " \u00a0"),
    (275, "ijl.,:;'’I"),
    (345, "ft-()/r"),
    (370, "t"),
    (465, "csz"),
    (500, "vyxJLY–"),
    (520, "aegkF0123456789"),
    (566, "bdhnopquACEPSTVXZ"),
    (605, "BKR+−"),
    (665, "DGHNOQU"),
    (750, "wM"),
    (845, "mW%"),
)
_WIDTHS: Final = {sign: width for width, signs in reversed(_SIGNS) for sign in signs}


def width(text: str, size: float = SIZE) -> float:
    """At most how wide a text is, in the units of its size."""
    return sum(_WIDTHS.get(sign, _WIDE) for sign in text) * size * _ROOM / 1000


def wrapped(text: str, room: float, size: float = SIZE) -> tuple[str, ...]:
    """The text in lines of at most `room`, broken between words, and words that are too long."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines += _pieces(word, room, size)
    return tuple(lines)


def _pieces(word: str, room: float, size: float) -> list[str]:
    pieces = [""]
    for sign in word:
        if pieces[-1] and width(pieces[-1] + sign, size) > room:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def apart(wanted: list[float], gaps: list[float], low: float, high: float) -> list[float]:
    """Heights for labels, from above downwards, each at least its gap below the one before.

    As near to where they are wanted as that allows, and inside `low` to `high` where all fit.
    """
    placed: list[float] = []
    for place, height in enumerate(wanted):
        least = placed[-1] + gaps[place - 1] if placed else low
        placed.append(max(height, least))
    over = placed[-1] + gaps[-1] - high if placed else 0
    for place in range(len(placed) - 1, -1, -1):
        if over <= 0:
            break
        placed[place] -= over
        over = placed[place - 1] + gaps[place - 1] - placed[place] if place else 0
    return placed
