"""A committee's year, and how many meetings it wants. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

# a committee meets at least four times a year (domain.md, section 7)
LEAST_MEETINGS: Final = 4


@dataclass(frozen=True)
class Year:
    """From its first day to its last, both in it."""

    starts: date
    ends: date

    @property
    def name(self) -> str:
        if self.starts.year == self.ends.year:
            return str(self.starts.year)
        return f"{self.starts.year}/{self.ends.year % 100:02}"

    def holds(self, day: date) -> bool:
        return self.starts <= day <= self.ends


def year_from(number: int, first_month: int) -> Year:
    """The year that begins in the calendar year `number`."""
    starts, following = date(number, first_month, 1), date(number + 1, first_month, 1)
    return Year(starts, following - timedelta(days=1))


def year_of(day: date, first_month: int) -> Year:
    """The year that holds `day`."""
    return year_from(day.year - (day.month < first_month), first_month)


@dataclass(frozen=True)
class Sittings:
    """The meetings of a year as they stand on a day. `missing` are ordinary meetings for which no
    day is set, or, once the year is over, that were not held."""

    held: Sequence[date]
    planned: Sequence[date]
    extraordinary: Sequence[date]
    least: int

    @property
    def missing(self) -> int:
        return max(self.least - len(self.held) - len(self.planned), 0)


def sittings(
    year: Year, ordinary: Sequence[date], extraordinary: Sequence[date], least: int, today: date
) -> Sittings:
    """A meeting counts as held once its day is over or has come; extraordinary ones stand apart and
    fill no gap."""
    days = sorted(day for day in ordinary if year.holds(day))
    return Sittings(
        held=[day for day in days if day <= today],
        planned=[day for day in days if day > today],
        extraordinary=sorted(day for day in extraordinary if year.holds(day)),
        least=least,
    )


def said_of(year: Year, row: Sittings, today: date) -> str:
    """How many were held, are planned and are missing, in a sentence."""
    parts = [f"{len(row.held)} held"]
    if year.ends >= today:
        parts.append(f"{len(row.planned)} planned")
    if row.missing:
        why = "no day set" if year.ends >= today else "not held"
        parts.append(f"{row.missing} missing of at least {row.least} ({why})")
    said = ", ".join(parts)
    extra = len(row.extraordinary)
    return f"{said}; {extra} extraordinary besides." if extra else f"{said}."
