"""The calendar of themes: in which quarters of a plan's year a report tells of which theme. Pure.

A theme is a topmost heading, whatever the plan calls it. Quarters are those of the plan, which
begin on its first day; reports are not frozen on their last days, so that a quarter belongs to the
report in whose period its middle day lies. Periods abut: each quarter belongs to one report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from timescales.date_format import month, month_name
from timescales.quarters import ONE_DAY, QUARTER

ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth"}
EVERY = "1234"


@dataclass(frozen=True)
class Quarter:
    """A quarter of a plan; `number` is its place in the plan's year, from 1 to 4."""

    number: int
    starts: date
    ends: date

    @property
    def middle(self) -> date:
        return self.starts + (self.ends - self.starts) // 2

    @property
    def months(self) -> str:
        """ "April to June 2026", or "November 2026 to January 2027"."""
        last = self.ends if self.ends.day > 1 else self.ends - ONE_DAY
        same = self.starts.year == last.year
        return f"{month_name(self.starts) if same else month(self.starts)} to {month(last)}"

    @property
    def name(self) -> str:
        """ "first quarter, April to June 2026"."""
        return f"{ORDINALS[self.number]} quarter, {self.months}"


def quarter_at(place: int, plan_start: date) -> Quarter:
    """The quarter of a plan at a place, counted from 0."""
    starts = plan_start + relativedelta(months=place * QUARTER)
    ends = plan_start + relativedelta(months=(place + 1) * QUARTER) - ONE_DAY
    return Quarter(place % 4 + 1, starts, ends)


def quarters_from(day: date, plan_start: date) -> Iterator[Quarter]:
    """The quarter that holds a day, and those that follow; the first for a day before the plan."""
    passed = relativedelta(max(day, plan_start), plan_start)
    place = (passed.years * 12 + passed.months) // QUARTER
    while True:
        yield quarter_at(place, plan_start)
        place += 1


def quarters_of(start: date, end: date, plan_start: date) -> list[Quarter]:
    """The quarters that a report of a period tells of: those whose middle day lies in it; for a
    shorter period the one that holds its middle."""
    told = []
    for quarter in quarters_from(start, plan_start):
        if quarter.starts > end:
            break
        if start <= quarter.middle <= end:
            told.append(quarter)
    return told or [next(quarters_from(start + (end - start) // 2, plan_start))]


def next_quarter(
    quarters: Collection[int], after: date, plan_start: date, plan_end: date
) -> Quarter | None:
    """The next quarter, after those of a report up to a day, in which a theme is reported; None
    where the plan ends before."""
    for quarter in quarters_from(after, plan_start):
        if not quarters or quarter.starts > plan_end:
            return None
        if quarter.middle > after and quarter.number in quarters:
            return quarter
    raise AssertionError("quarters go on for ever")


def numbers(quarters: str) -> list[int]:
    """ "13" as [1, 3]."""
    return [int(digit) for digit in quarters]


def in_words(quarters: str) -> str:
    """ "in every quarter", "in the first and the third quarter"; "" for none."""
    if quarters == EVERY:
        return "in every quarter"
    names = [f"the {ORDINALS[number]}" for number in numbers(quarters)]
    if not names:
        return ""
    joined = ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else names[0]
    return f"in {joined} quarter"
