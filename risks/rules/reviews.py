"""When a risk's owner is asked to review it, and what is known of the asking. Pure.

As with figures: a post is asked some time before and has until the day that was set (ADR 305).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from documents.enums import Silence
from timescales.working_days import next_working

ASKED_BEFORE: Final = timedelta(days=14)
LEAST: Final = timedelta(days=14)  # whoever is asked late has two weeks all the same


def asking_day(review_by: date, nation: str) -> date:
    return next_working(review_by - ASKED_BEFORE, nation)


def due_day(review_by: date, asked_on: date, nation: str) -> date:
    return max(review_by, next_working(asked_on + LEAST, nation))


def review_silence(
    *, review_by: date, nation: str, due_on: date | None, anybody: bool, today: date
) -> Silence | None:
    """Why a review is not there: `due_on` is until when it was asked for, None where it was not;
    `anybody` whether somebody may be asked. None where none is wanted yet."""
    if today < asking_day(review_by, nation):
        return None
    if not anybody:
        return Silence.NOBODY
    if due_on is None:
        return Silence.NOT_ASKED
    return Silence.AWAITED if today <= due_on else Silence.UNANSWERED
