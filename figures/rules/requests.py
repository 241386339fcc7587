"""When figures are asked for, and until when. Pure.

A period's numbers are not there on its last day: systems are closed first. So a post is asked a
week after the period's end and has four weeks from that end, whatever meetings there are (ADR 227).
"""

from datetime import date, timedelta
from typing import Final

from timescales.working_days import next_working

ASKED_AFTER: Final = timedelta(days=7)
DUE_AFTER: Final = timedelta(days=28)
LEAST: Final = timedelta(days=14)  # whoever is asked late has two weeks all the same
# what ended longer ago is listed as missing and asked of nobody by itself
NOT_BEFORE: Final = timedelta(days=120)


def asking_day(period_end: date, nation: str) -> date:
    return next_working(period_end + ASKED_AFTER, nation)


def due_day(period_end: date, asked_on: date, nation: str) -> date:
    return next_working(max(period_end + DUE_AFTER, asked_on + LEAST), nation)


def is_asked(period_end: date, today: date, nation: str) -> bool:
    """Whether a period is asked about on a day, if it was not before."""
    return asking_day(period_end, nation) <= today <= period_end + NOT_BEFORE
