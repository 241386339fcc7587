"""What the seventh schema of snapshots brought: of what a report tells, and how it stood before.

They stand in `documents.schema.content`, which says how dates and missing values are written.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict


class QuarterRecord(TypedDict):
    """A quarter of the plan's year, numbered from 1 to 4, in words as they are printed."""

    number: int
    name: str


class ThemeRecord(TypedDict):
    """A topmost heading in the calendar of themes: whether this report tells of it.

    `next` names the quarter in which it is reported next, "" where the plan ends before; `last` is
    the day of the last report that told of it, null where none did.
    """

    heading: int
    quarters: list[int]
    reported: bool
    next: str
    last: str | None


class ScopeRecord(TypedDict):
    """The quarters of which a report tells, and each theme of the calendar."""

    quarters: list[QuarterRecord]
    themes: list[ThemeRecord]


class PositionRecord(TypedDict):
    """How every action stood in an earlier report, by its key: its status, or which of the four
    silences it was. `report` and `sha256` name the report where an annual one tells of its year."""

    report: NotRequired[str]
    sha256: NotRequired[str]
    on: str
    version: int
    counts: dict[str, int]
    statuses: dict[str, str]


class ScopeFields(TypedDict):
    """`scope` is null for a report of the whole plan; `positions` are those of the reports before,
    oldest first."""

    scope: ScopeRecord | None
    positions: list[PositionRecord]


WHOLE_PLAN: ScopeFields = {"scope": None, "positions": []}
