"""A plan as a tree of lines, headings with their actions, and what a move would make of it. Pure.

A line's key says what it is: "h12" a heading, "a3" an action. Two lines are no rows: `LOOSE` holds
the actions under no heading, `ONGOING` the ongoing work, which stands apart.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

LOOSE: Final = "loose"
ONGOING: Final = "ongoing"
ACTIONS: Final = 0  # the series of actions; a heading's is its level's position
APART: Final = -1  # the series of ongoing work and of the two lines that are no rows


@dataclass
class Line:
    """One line of the tree. `note` and `state` ("leaves", "comes") say what would become of it."""

    key: str
    name: str
    series: int
    number: str
    text: str
    facts: str = ""
    doubt: str = ""
    children: "list[Line]" = field(default_factory=list)
    note: str = ""
    state: str = ""
    version: int = 0

    @property
    def pk(self) -> int:
        return int(self.key[1:])

    @property
    def is_row(self) -> bool:
        return self.key not in (LOOSE, ONGOING)

    @property
    def is_action(self) -> bool:
        return self.key[0] == "a"

    @property
    def actions(self) -> "list[Line]":
        return [child for child in self.children if child.is_action]

    @property
    def headings(self) -> "list[Line]":
        return [child for child in self.children if not child.is_action]

    @property
    def title(self) -> str:
        """The line in a few words: "Outcome 3 Children are heard …"."""
        words = f"{self.name} {self.number}".strip()
        text = self.text if len(self.text) <= 70 else f"{self.text[:68]}…"
        return f"{words} {text}".strip()


def walk(lines: Sequence[Line], above: Line | None = None) -> Iterator[tuple[Line, Line | None]]:
    """Every line in printing order with the one that it stands under."""
    for line in lines:
        yield line, above
        yield from walk(line.children, line)


def line_of(lines: Sequence[Line], key: str) -> Line | None:
    return next((line for line, _ in walk(lines) if line.key == key), None)


def above(lines: Sequence[Line], key: str) -> str:
    """The key of what a line stands under; "" at the top."""
    return next((over.key if over else "" for line, over in walk(lines) if line.key == key), "")


def neighbours(lines: Sequence[Line], key: str) -> list[str]:
    """The keys of the lines of its kind that stand under the same, itself among them, in order."""
    over = line_of(lines, above(lines, key))
    level = over.children if over else lines
    mine = line_of(level, key)
    return [line.key for line in level if line.is_row and mine and line.key[0] == mine.key[0]]


def moved(lines: Sequence[Line], key: str, under: str, after: str) -> list[Line]:
    """A copy in which a line stands under `under` ("" is the top), after its neighbour `after`, or
    first among its kind where that is "". Actions stand before the headings under a heading."""
    copy = deepcopy(list(lines))
    line = line_of(copy, key)
    if line is None:
        return copy
    old = _children(copy, above(copy, key))
    old.remove(line)
    new = _children(copy, under)
    keys = [one.key for one in new]
    first = (
        0
        if line.is_action
        else next((at for at, one in enumerate(new) if not one.is_action), len(new))
    )
    new.insert(keys.index(after) + 1 if after in keys else first, line)
    return copy


def _children(lines: list[Line], key: str) -> list[Line]:
    line = line_of(lines, key) if key else None
    return line.children if line else lines
