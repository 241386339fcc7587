"""What it means that an action improved, was completed, fell silent …: one definition. Pure.

A dashboard asks it of standings, a report and the page "What changed" ask it of frozen records, so
that their numbers cannot differ (a test compares all three).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from documents.enums import Canonical

# The moves that a dashboard counts, in its order.
LABELS: Mapping[str, str] = {
    "improved": "Improved",
    "worsened": "Worsened",
    "completed": "Completed",
    "reopened": "Reopened",
    "added": "Added to the plan",
    "withdrawn": "Withdrawn",
    "fell_silent": "Now without an update",
    "heard_again": "Updated again",
}

# From bad to good. What nobody has rated can neither improve nor worsen.
RANK: Mapping[str, int] = {
    Canonical.OFF_TRACK.value: 0,
    Canonical.AT_RISK.value: 1,
    Canonical.NOT_STARTED.value: 2,
    Canonical.ON_TRACK.value: 3,
}


@dataclass(frozen=True, slots=True)
class Point:
    """How an action in the plan stood on a day; `completed_on` is that of a verified completion."""

    rating: str
    silent: bool
    completed_on: str | None = None

    @property
    def complete(self) -> bool:
        return self.rating == Canonical.COMPLETE.value


def moves(before: Point | None, after: Point | None) -> frozenset[str]:
    """The moves between two days of an action that was in the plan at some time until the second.

    None: it was not in the plan on that day. Both None: it came and went in between. An action
    that nobody spoke of since is not said to have improved or worsened: that would print an old
    rating as news. "rerated" is a change of rating that is neither better nor worse.
    """
    made: set[str] = set()
    if before is None:
        made.add("added")
    if after is None:
        return frozenset({*made, "withdrawn"})
    if after.complete and (before is None or before.completed_on != after.completed_on):
        made.add("completed")
    if before is not None:
        made |= _silence(before, after) | _direction(before, after)
    return frozenset(made)


def _silence(before: Point, after: Point) -> set[str]:
    if before.silent == after.silent:
        return set()
    return {"fell_silent" if after.silent else "heard_again"}


def _direction(before: Point, after: Point) -> set[str]:
    if before.complete or after.complete:
        return {"reopened"} if not after.complete else set()
    if after.silent or before.rating == after.rating:
        return set()
    if before.rating in RANK and after.rating in RANK:
        return {"improved" if RANK[after.rating] > RANK[before.rating] else "worsened"}
    return {"rerated"}
