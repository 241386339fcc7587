"""What was seen in a text, and where; never the value itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from guard.enums import Kind, Verdict

SIGNS_BETWEEN = 3


@dataclass(frozen=True)
class Sighting:
    """`at` is the place in the plain copy, `line` the line of it that it begins on, from 1."""

    kind: Kind
    verdict: Verdict
    at: int
    line: int = 1


Sightings = Iterator[Sighting]


def refused(kind: Kind, at: int) -> Sighting:
    return Sighting(kind, Verdict.REFUSE, at)


def warned(kind: Kind, at: int) -> Sighting:
    return Sighting(kind, Verdict.WARN, at)


def words_of(listed: str) -> frozenset[str]:
    """A list of words as it is best read: one after the other."""
    return frozenset(listed.split())
