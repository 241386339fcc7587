"""How a plan's lines are numbered, and how they would be numbered anew. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from outline.enums import NumberStyle
from outline.rules.lines import APART, Line, walk
from plans.rules.numbers import repeated_keys

Styles = Mapping[int, NumberStyle]


@dataclass(frozen=True)
class Renumbered:
    """A line whose number changes."""

    line: Line
    old: str
    new: str


def styles_of(lines: Sequence[Line]) -> dict[int, NumberStyle]:
    """The style of each series of lines, read from the numbers that most of it has: by level, from
    the top, and actions under 0. KEEP where none is seen."""
    series = {line.series for line, _ in walk(lines) if line.series != APART}
    return {one: _style(lines, one) for one in sorted(series, key=lambda key: key or 99)}


def numbers(lines: Sequence[Line], styles: Styles) -> dict[str, str]:
    """The number of each line by its key, in those styles; what has no style keeps its own.

    Below a heading without a number they count on within the nearest one above that has one, as
    plans print (actions `n.m` in their outcome, through its expected impacts).
    """
    given: dict[str, str] = {}
    counts = Counter[tuple[int, str]]()
    for line, stem in _with_stem(lines, given):
        style = styles.get(line.series, NumberStyle.KEEP)
        if style in (NumberStyle.KEEP, NumberStyle.BLANK):
            given[line.key] = line.number if style == NumberStyle.KEEP else ""
            continue
        group = (line.series, "" if style == NumberStyle.RUNNING else stem)
        counts[group] += 1
        given[line.key] = _printed(style, given.get(stem, ""), counts[group])
    return given


def changed(lines: Sequence[Line], given: Mapping[str, str]) -> list[Renumbered]:
    """The lines that would have another number than they have, in printing order."""
    return [
        Renumbered(line, line.number, given[line.key])
        for line, _ in walk(lines)
        if given.get(line.key, line.number) != line.number
    ]


def moving(before: Sequence[Line], after: Sequence[Line]) -> dict[str, str]:
    """The numbers that change because a line was moved: what the move does not touch keeps its
    own, however it is numbered."""
    styles = styles_of(before)
    was, now = numbers(before, styles), numbers(after, styles)
    return {key: number for key, number in now.items() if was.get(key) != number}


def twice(lines: Sequence[Line], given: Mapping[str, str]) -> list[str]:
    """The numbers that would stand more than once, once each."""
    rows = [(line, over) for line, over in walk(lines) if line.is_row]
    again: dict[str, None] = {}
    for series in {line.series for line, _ in rows}:
        mine = [(line, over) for line, over in rows if line.series == series]
        keyed = [
            (at, given.get(line.key, line.number), over.key if over else None)
            for at, (line, over) in enumerate(mine)
        ]
        for at in sorted(repeated_keys(keyed)):
            again[keyed[at][1]] = None
    return list(again)


def _with_stem(lines: Sequence[Line], given: Mapping[str, str]) -> Iterator[tuple[Line, str]]:
    """Each line with the key of the nearest line above it that has a number; "" where none has."""
    over: dict[str, Line | None] = {}
    for line, up in walk(lines):
        over[line.key] = up
        while up and not given.get(up.key):
            up = over[up.key]
        yield line, up.key if up else ""


def _printed(style: NumberStyle, stem: str, count: int) -> str:
    if not stem or style in (NumberStyle.RUNNING, NumberStyle.ANEW):
        return str(count)
    return f"{stem}.{count}" if style == NumberStyle.WITHIN else f"{stem}{letters(count)}"


def letters(count: int) -> str:
    """a, b … z, aa, ab …"""
    more, last = divmod(count - 1, 26)
    return f"{letters(more) if more else ''}{chr(ord('a') + last)}"


def _style(lines: Sequence[Line], series: int) -> NumberStyle:
    own = {line.key: line.number for line, _ in walk(lines)}
    mine = [(line.number, stem) for line, stem in _with_stem(lines, own) if line.series == series]
    seen = Counter(_shape(number, own.get(stem, "")) for number, stem in mine)
    style, times = seen.most_common(1)[0]
    if style == NumberStyle.KEEP or 2 * times <= len(mine):
        return NumberStyle.KEEP
    counted = [int(number) for number, _ in mine if number.isascii() and number.isdigit()]
    again = style == NumberStyle.RUNNING and any(a >= b for a, b in pairwise(counted))
    return NumberStyle.ANEW if again else style


def _shape(number: str, stem: str) -> NumberStyle:
    if number.isascii() and number.isdigit():
        return NumberStyle.RUNNING
    if stem and re.fullmatch(re.escape(stem) + r"\.\d+", number):
        return NumberStyle.WITHIN
    if stem and re.fullmatch(re.escape(stem) + r"[a-z]{1,2}", number):
        return NumberStyle.LETTERS
    return NumberStyle.KEEP
