"""Counts that balance (domain, rule 8): total(t) = total(t-1) + added - withdrawn. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from documents.phrases import day as printed
from documents.schema.actions import ActionRecord
from documents.schema.content import CountRow
from timescales.days import stands_on

COUNTED = (
    "Completed means verified by somebody else: an action counts from the day on which it was "
    "verified. The day it was done, the day it was verified and the days late stand side by side."
)


@dataclass(frozen=True)
class Lifetime:
    """From when until when an action was in the plan."""

    added_on: date
    withdrawn_on: date | None = None

    def stands_on(self, day: date) -> bool:
        return stands_on(day, self.added_on, self.withdrawn_on)

    def came(self, since: date, day: date) -> bool:
        """Whether it was added between two rows; what also left then counts on both sides."""
        return since < self.added_on <= day

    def left(self, since: date, day: date) -> bool:
        """Whether it was withdrawn between two rows."""
        return self.withdrawn_on is not None and since < self.withdrawn_on <= day


def first_row(day: date, lifetimes: Iterable[Lifetime]) -> CountRow:
    """The row a plan starts with, printed n / – / – / n: nothing was added to or taken from it."""
    total = sum(life.stands_on(day) for life in lifetimes)
    return _row(day, total=total, completed=0, added=0, withdrawn=0, first=True)


def next_row(
    day: date, before: CountRow, lifetimes: Sequence[Lifetime], completed: int
) -> CountRow:
    """The counts on `day`, with what was added and withdrawn since the row before."""
    since = date.fromisoformat(before["on"])
    return _row(
        day,
        total=sum(life.stands_on(day) for life in lifetimes),
        completed=completed,
        added=sum(life.came(since, day) for life in lifetimes),
        withdrawn=sum(life.left(since, day) for life in lifetimes),
        first=False,
    )


def counted(row: CountRow) -> tuple[int | None, ...]:
    """Total, completed, added, withdrawn, ongoing; the row a plan starts with has but two."""
    if row["first"]:
        return row["total"], None, None, None, row["ongoing"]
    return row["total"], row["completed"], row["added"], row["withdrawn"], row["ongoing"]


def tally(actions: Iterable[ActionRecord]) -> dict[str, int]:
    """Rated actions that stand in the plan, by printed status."""
    by_status: dict[str, int] = {}
    for action in actions:
        if not action["ongoing"] and not action["withdrawn_on"]:
            by_status[action["status"]] = by_status.get(action["status"], 0) + 1
    return by_status


def imbalances(rows: Sequence[CountRow], counts: Mapping[str, int] | None = None) -> list[str]:
    """Every way in which the counts do not balance, in words; empty when all is well.

    `counts` are those by status on the last row's day.
    """
    wrong = []
    for before, row in pairwise(rows):
        expected = before["total"] + row["added"] - row["withdrawn"]
        if expected != row["total"]:
            wrong.append(
                f"{printed(row['on'])}: {before['total']} at {printed(before['on'])}, "
                f"{row['added']} added and {row['withdrawn']} withdrawn make {expected}, but "
                f"{row['total']} stand in the plan."
            )
    wrong += [
        f"{printed(row['on'])}: ongoing is not the total less the completed."
        for row in rows
        if row["ongoing"] != row["total"] - row["completed"]
    ]
    return wrong + _differences(rows[-1], counts) if rows and counts is not None else wrong


def _differences(row: CountRow, counts: Mapping[str, int]) -> list[str]:
    """Where the counts by status and the last row of the counts by date disagree."""
    total, complete = sum(counts.values()), counts.get("complete", 0)
    wrong = []
    if total != row["total"]:
        wrong.append(f"The statuses add up to {total}, the plan to {row['total']}.")
    if complete != row["completed"] and not row["first"]:
        wrong.append("The completed actions are counted in two ways that differ.")
    return wrong


def _row(
    day: date, *, total: int, completed: int, added: int, withdrawn: int, first: bool
) -> CountRow:
    return {
        "on": day.isoformat(),
        "total": total,
        "completed": completed,
        "added": added,
        "withdrawn": withdrawn,
        "ongoing": total - completed,
        "first": first,
    }
