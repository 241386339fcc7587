"""A day or a period as it is typed on the command line."""

from argparse import ArgumentTypeError
from datetime import date

from timescales.days import OUT_OF_REACH, Period, plausible


def day_argument(text: str) -> date:
    """ "2024-03-31". Raises ArgumentTypeError for what is no day, or one that no plan is of."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a day. Write it as 2024-03-31.") from error
    if not plausible(day):
        raise ArgumentTypeError(OUT_OF_REACH)
    return day


def period_argument(text: str) -> Period:
    """ "2021-08-01..2023-07-31", both days included. Raises ArgumentTypeError as `day_argument`."""
    first, dots, last = text.partition("..")
    if not dots:
        raise ArgumentTypeError(f"{text!r} is not a period. Write it as 2021-08-01..2023-07-31.")
    period = Period(day_argument(first), day_argument(last))
    if period.end <= period.start:
        raise ArgumentTypeError("The period ends before it starts.")
    return period
