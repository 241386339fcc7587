"""The words of a plan's versions: how one is named, and what is said where none is begun."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from timescales.date_format import long_day

NOT_COME = "That day has not come yet."
BEFORE_LAST = "Version {} is dated {}. A version is not older than the one before it."
NOBODY = "Say who agreed it, or choose the meeting that did."
NOT_BEGUN = (
    "This plan is published, and nothing of its words is under review: they stand as in version {}."
    " Begin the next version first."
)
NOT_PUBLISHED = "Only a published plan is reviewed. The words of this one can be changed as it is."
OVER = "This plan is closed. It is kept as it was."
GOES_ON = " Its work goes on in “{}”: write it there."


class Titled(Protocol):
    @property
    def title(self) -> str: ...


def dated(number: int, label: str, day: date, under_review: date | None = None) -> str:
    """A version as a report names it: "3, Published 1 August 2026", with its date.

    `under_review` is the day since which changes towards the next one are being made.
    """
    on = long_day(day)
    named = f"{number}, {label}" if on in label else f"{number} of {on}, {label}"
    if under_review is None:
        return named
    since = long_day(under_review)
    return f"{named}, with what was changed since {since} for version {number + 1}, not agreed yet"


def why_not_changed(number: int) -> str:
    """What is said to whoever would change the words of a published plan as they stand.

    `number` is that of the last version, 0 where none is kept.
    """
    stands = f"as version {number}" if number else "and agreed"
    return (
        f"This plan is published {stands}, and its words change only in a version. Nothing was "
        f"changed. Begin version {number + 1} on the plan’s page “Versions”, then do this again."
    )


def why_over(follows: Titled | None) -> str:
    """What is said of a closed plan, with the one in which its work goes on."""
    return OVER + (GOES_ON.format(follows.title) if follows else "")
