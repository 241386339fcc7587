"""A row of parts, one for each status that occurs: the dashboard's only chart. Pure.

One unit of width is one action, so that the rows of a table can be compared with one another.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from actions.rules.overdue import BUCKETS
from dashboards.rules.addresses import Count
from documents.statuses import Tag


@dataclass(frozen=True, slots=True)
class Part:
    """One status with its number, which leads to its list."""

    tag: Tag
    count: Count


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one row, noughts left out; `gap`: how many actions the longest row has more."""

    parts: Sequence[Part]
    gap: int


def parts_of(counts: Mapping[str, int], part: Callable[[str], Part], longest: int) -> Parts:
    """The parts of `counts` (by bucket), worst first; `longest` is the total of the longest row."""
    shown = [part(key) for key in BUCKETS if counts.get(key)]
    return Parts(shown, longest - sum(one.count.number for one in shown))
