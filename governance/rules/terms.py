"""Terms of office, inductions and reviews that fall due: what is said of each on a day. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

from timescales.date_format import long_day

# how long before its end a term, and before its day a review, is told of
SOON: Final = timedelta(days=90)
ONE_DAY: Final = timedelta(days=1)
NOT_RECORDED: Final = "Not recorded"
NOT_DONE: Final = "Not done yet"


@dataclass(frozen=True)
class Office:
    """A term from its first day to its last."""

    starts: date
    ends: date


def length(office: Office) -> str:
    """How long a term is, in years and months; days where it is shorter than a month."""
    span = relativedelta(office.ends + ONE_DAY, office.starts)
    parts = [
        f"{number} {unit}{'' if number == 1 else 's'}"
        for number, unit in ((span.years, "year"), (span.months, "month"))
        if number
    ]
    if not parts:
        days = (office.ends - office.starts).days + 1
        return f"{days} day{'' if days == 1 else 's'}"
    return ("about " if span.days else "") + " ".join(parts)


@dataclass(frozen=True)
class Ends:
    """When a seat's present term ends; `over` says that it has, `soon` that it will. `office` is
    None where no term is recorded."""

    office: Office | None
    over: bool = False
    soon: bool = False

    @property
    def words(self) -> str:
        if self.office is None:
            return NOT_RECORDED
        told = f"{length(self.office)}, from {long_day(self.office.starts)}"
        if self.over:
            return f"{told}; it ended on {long_day(self.office.ends)}"
        return f"{told} to {long_day(self.office.ends)}"


def term_on(terms: Sequence[Office], seat_ends: date | None, today: date) -> Ends:
    """The term that counts on a day: of those that have begun the last one, else the first to come.
    A seat that ends before its term ends the term."""
    begun = [term for term in terms if term.starts <= today]
    chosen = max(begun, key=_start) if begun else min(terms, key=_start, default=None)
    if chosen is None:
        return Ends(None)
    if seat_ends is not None and chosen.starts < seat_ends < chosen.ends:
        chosen = Office(chosen.starts, seat_ends)
    over = chosen.ends < today
    follows = any(term.starts > chosen.starts for term in terms)
    return Ends(chosen, over, not over and not follows and chosen.ends - today <= SOON)


def _start(term: Office) -> date:
    return term.starts


def induction_words(recorded: bool, done_on: date | None) -> str:
    """What is not recorded is not said to be undone."""
    if not recorded:
        return NOT_RECORDED
    return f"Done on {long_day(done_on)}" if done_on else NOT_DONE


def review_words(due_on: date | None, today: date) -> str:
    """When a review is due; "" adds nothing to its date."""
    if due_on is None:
        return "No day is set for the next review"
    if due_on < today:
        days = (today - due_on).days
        return f"Overdue by {days} day{'' if days == 1 else 's'}"
    return "Due soon" if due_on - today <= SOON else ""
