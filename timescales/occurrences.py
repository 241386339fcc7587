"""The days on which recurring and meeting-tied work falls due. Pure.

A monthly thing falls due on the last day of each month, a quarterly one at the end of each quarter
counted from its start, one that is tied to a meeting on the day of that meeting, wherever the
calendar puts it (domain.md, section 2, "Timescales").
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from timescales.days import plus_months
from timescales.enums import Recurrence, Tied

ONE_DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
MONTHS: Final = {
    Recurrence.MONTHLY: 1,
    Recurrence.QUARTERLY: 3,
    Recurrence.TWICE_YEARLY: 6,
    Recurrence.ANNUALLY: 12,
    Recurrence.BIENNIALLY: 24,
}
_NUMBERS: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "twelve": 12}
# "5 dip samples monthly" is five each month; "3 monthly" and "4 times a year" are rhythms
_TIMES: Final = re.compile(
    rf"^\s*(\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?!-|times\b|month|week|year|day|quarter|annual)[a-z]",
    re.IGNORECASE,
)
_OFFICERS: Final = re.compile(r"\bcogs?\b|\bchief officers?\b|\bcsg\b", re.IGNORECASE)
_COMMITTEE: Final = re.compile(r"\bcpcs?\b|(?<!sub-)(?<!sub)\bcommittee\b", re.IGNORECASE)


def rhythm_days(
    recurrence: str, anchor: date, since: date, until: date, first: date | None = None
) -> list[date]:
    """The days from `since` to `until`, both included, on which a rhythm counted from `anchor`
    falls due; none for a rhythm that is not known. `first` is its first day, where the words name
    one."""
    days: list[date] = []
    turn = 1
    while (day := _nth(recurrence, anchor, turn, first)) is not None and day <= until:
        if day >= since:
            days.append(day)
        turn += 1
    return days


def next_day(recurrence: str, anchor: date, after: date, first: date | None = None) -> date | None:
    """The first day after `after` on which it falls due."""
    turn = 1
    while (day := _nth(recurrence, anchor, turn, first)) is not None and day <= after:
        turn += 1
    return day


def meeting_days(held: Iterable[date], since: date, until: date) -> list[date]:
    """The days of the meetings that work is tied to, from `since` to `until`."""
    return sorted(day for day in set(held) if since <= day <= until)


def times_each(words: str) -> int:
    """How many are wanted each time: 5 of "5 dip samples monthly", else 1."""
    match = _TIMES.match(words)
    if match is None:
        return 1
    number = match[1].lower()
    return max(_NUMBERS.get(number) or int(number), 1)


def tied_to(words: str) -> Tied:
    """Whose meetings a timescale names: the first that it names; the committee's where none is."""
    officers, committee = _OFFICERS.search(words), _COMMITTEE.search(words)
    if officers and (committee is None or officers.start() < committee.start()):
        return Tied.CHIEF_OFFICERS
    return Tied.COMMITTEE


def _nth(recurrence: str, anchor: date, turn: int, first: date | None) -> date | None:
    """The day of the `turn`-th occurrence, counted from one."""
    if recurrence == Recurrence.WEEKLY:
        return (first or anchor + WEEK - ONE_DAY) + (turn - 1) * WEEK
    if recurrence not in MONTHS:
        return None
    months = MONTHS[Recurrence(recurrence)]
    if first is not None:
        return plus_months(first, (turn - 1) * months)
    return plus_months(anchor.replace(day=1), turn * months) - ONE_DAY
