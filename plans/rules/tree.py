"""A plan's headings in printing order, and which of them stood on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from audit.enums import Kind
from audit.rules.days import Day
from plans.rules.facts import HeadingFacts, LevelFacts


def children(places: Iterable[tuple[int | None, int, int]]) -> defaultdict[int | None, list[int]]:
    """By a heading's key (None: the top) the keys of what hangs from it, in order.

    `places` give for each heading what it hangs from, its position and its key.
    """
    below: defaultdict[int | None, list[int]] = defaultdict(list)
    for parent, _, key in sorted(places, key=lambda place: place[1:]):
        below[parent].append(key)
    return below


def printed(headings: Mapping[int, HeadingFacts]) -> list[int]:
    """The keys of headings in printing order. What hangs from none of them is left out."""
    below = children((row["parent_id"], row["position"], key) for key, row in headings.items())

    def walk(parent: int | None) -> list[int]:
        return [one for key in below[parent] for one in (key, *walk(key))]

    return walk(None)


def headings_then(
    now: Mapping[int, HeadingFacts], day: Day, wanted: Iterable[int] = ()
) -> dict[int, HeadingFacts]:
    """The headings at the end of a day, by key; `now` are today's.

    `wanted` are keys that stand even where they came later, with those above them: an action that
    a meeting added counts from the meeting's day.
    """
    there = day.facts(Kind.HEADING, now)
    keys = [key for key in wanted if key not in there]
    while keys:
        key = keys.pop()
        first: Any = day.came_later(Kind.HEADING, key)
        if first:
            there[key] = first
            above = first["parent_id"]
            keys += [above] if above and above not in there else []
    return there


def levels_then(
    now: Mapping[int, LevelFacts], day: Day, headings: Iterable[HeadingFacts]
) -> dict[int, LevelFacts]:
    """The levels at the end of a day, by key; `now` are today's. Those of `headings` stand even
    where they came later."""
    there = day.facts(Kind.LEVEL, now)
    for key in {row["level_id"] for row in headings} - there.keys():
        first: Any = day.came_later(Kind.LEVEL, key)
        there[key] = first
    return there
