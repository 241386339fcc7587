"""Working days of a nation: Monday to Friday without its bank holidays.

The days come from the library `holidays`, with the substitute for one that falls on a weekend and
with days proclaimed once. The holidays of a single council are not known.
"""

from datetime import date, timedelta
from functools import cache
from typing import Final

from holidays import country_holidays

SATURDAY: Final = 5
ONE_DAY: Final = timedelta(days=1)
# an area's nation, as `committees.enums.Nation` has it, and its name in the library
SUBDIVISIONS: Final = {"scotland": "SCT", "england": "ENG", "wales": "WLS"}


def is_bank_holiday(day: date, nation: str) -> bool:
    """Whether `day` is a bank holiday of the nation ("scotland", "england", "wales")."""
    return day in _bank_holidays(nation, day.year)


def is_working(day: date, nation: str) -> bool:
    return day.weekday() < SATURDAY and not is_bank_holiday(day, nation)


def next_working(day: date, nation: str) -> date:
    """The day itself, or the first working day after it."""
    while not is_working(day, nation):
        day += ONE_DAY
    return day


def last_working(day: date, nation: str) -> date:
    """The day itself, or the last working day before it."""
    while not is_working(day, nation):
        day -= ONE_DAY
    return day


@cache
def _bank_holidays(nation: str, year: int) -> frozenset[date]:
    return frozenset(country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=year))
