"""Categories as they are typed: one a line, what is indented stands in the one above. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Band:
    """A category, with those that stand in it."""

    label: str
    parts: Sequence[Band] = field(default_factory=tuple)


def bands_in(text: str) -> tuple[Band, ...]:
    """The categories that a text says.

    Raises ValueError, in words, where a line is indented between two others.
    """
    rows = [
        (len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip()), line.strip())
        for line in text.split("\n")
        if line.strip()
    ]
    made, rest = _under(rows, -1)
    if rest:
        raise ValueError(f"“{rest[0][1]}” is not indented as the lines beside it.")
    return made


def _under(
    rows: Sequence[tuple[int, str]], above: int
) -> tuple[tuple[Band, ...], Sequence[tuple[int, str]]]:
    """The categories deeper than `above` that come first, and the lines after them."""
    made: list[Band] = []
    if not rows or rows[0][0] <= above:
        return (), rows
    depth = rows[0][0]
    while rows and rows[0][0] == depth:
        parts, rest = _under(rows[1:], depth)
        made.append(Band(rows[0][1], parts))
        rows = rest
    if rows and above < rows[0][0] < depth:
        raise ValueError(f"“{rows[0][1]}” is not indented as the lines beside it.")
    return tuple(made), rows


def typed(bands: Sequence[Band], depth: int = 0) -> str:
    """The text that says `bands`."""
    parts = [
        "\n".join(filter(None, ("  " * depth + band.label, typed(band.parts, depth + 1))))
        for band in bands
    ]
    return "\n".join(parts)
