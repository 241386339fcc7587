"""When a return is asked for and until when, and when a course is asked about again. Pure.

A quarter's courses are known on its last day, so a sub-committee is asked as the committee says
after that day, whatever meetings there are (ADR 310).
"""

from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from timescales.working_days import next_working

LEAST: Final = timedelta(days=10)  # whoever is asked late has ten days all the same
# what ended longer ago is listed as not asked for, and asked of nobody by itself
NOT_BEFORE: Final = timedelta(days=120)
MONTHS_LATER: Final = 3
TO_ANSWER: Final = timedelta(days=21)


def asking_day(period_end: date, after: int, nation: str) -> date:
    return next_working(period_end + timedelta(days=max(after, 1)), nation)


def due_day(period_end: date, after: int, asked_on: date, nation: str) -> date:
    """Not before a working day that leaves whoever is asked late some time."""
    return next_working(max(period_end + timedelta(days=after), asked_on + LEAST), nation)


def is_asked(period_end: date, after: int, today: date, nation: str) -> bool:
    """Whether a quarter is asked about on a day, if it was not before."""
    return asking_day(period_end, after, nation) <= today <= period_end + NOT_BEFORE


def question_day(course_ended: date, nation: str) -> date:
    """When a course is asked about again."""
    return next_working(course_ended + relativedelta(months=MONTHS_LATER), nation)


def question_due(asked_on: date, nation: str) -> date:
    return next_working(asked_on + TO_ANSWER, nation)


def asks_again(course_ended: date, today: date, nation: str) -> bool:
    """Whether a course is asked about on a day, if it was not before."""
    first = question_day(course_ended, nation)
    return first <= today <= first + NOT_BEFORE
