"""By when a part of a report is wanted, where nobody says another day. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from timescales.working_days import last_working, next_working

# whoever is asked late has as many days all the same
LEAST: Final = timedelta(days=10)


def wanted_by(meeting_on: date | None, review_before: int, today: date, nation: str) -> date:
    """The working day before the chair begins to read for the meeting (`review_before` days ahead
    of it); where that is too near, or no meeting is fixed, ten days from today."""
    soonest = next_working(today + LEAST, nation)
    if meeting_on is None:
        return soonest
    before = last_working(meeting_on - timedelta(days=review_before), nation)
    return max(before, soonest)
