"""Stretches of days, and the small sums that reading a committee's dates needs."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip


# No plan reaches beyond these: a day outside them is a slip of the finger, such as a year 0013.
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
OUT_OF_REACH = f"Give a day between {FIRST_DAY.year} and {LAST_DAY.year}."


def plausible(day: date) -> bool:
    return FIRST_DAY <= day <= LAST_DAY


def stands_on(day: date, first: date, gone: date | None) -> bool:
    """Whether what came on `first` and went on `gone` (None: it has not gone) is there on `day`.

    On the day on which it goes it is not there any more.
    """
    return first <= day and (gone is None or gone > day)


@dataclass(frozen=True)
class Period:
    """A plan's period, both days included."""

    start: date
    end: date


@dataclass(frozen=True)
class Stretch:
    """A stretch of days that the words name; `end` is the day that matters for "by".

    `loose` stretches (a quarter, a season, "Year 1") give way to a day or a month beside them.
    """

    start: date
    end: date
    position: int
    loose: bool = False
    span: bool = False
    plan_year: bool = False
    joined: bool = False  # from one date to another
    doubt: str = ""


@dataclass
class Reading:
    """All that was found, and the words with the dates taken out."""

    stretches: list[Stretch] = field(default_factory=list)
    impossible: list[str] = field(default_factory=list)
    rest: str = ""
    doubts: list[str] = field(default_factory=list)


def last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def plus_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    end = last_day(day.year + years, month + 1)
    return end.replace(day=min(day.day, end.day))
