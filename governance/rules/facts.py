"""What versions keep of the committee itself. Dates are ISO text."""

from __future__ import annotations

from typing import TypedDict


class YearColumns(TypedDict):
    first_month: int
    least_meetings: int


class PlaceColumns(TypedDict):
    """How many seats they are."""

    number: int


class TermColumns(TypedDict):
    starts: str
    ends: str


class StrategyColumns(TypedDict):
    title: str
    post_id: int | None
    reviewed_on: str | None
    due_on: str | None
