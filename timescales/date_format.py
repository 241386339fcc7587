"""How a day, a month and a moment are printed, everywhere: pages, letters, papers, commands."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

LONG_DAY: Final = "%-d %B %Y"


def long_day(day: date) -> str:
    """ "31 July 2022"."""
    return day.strftime(LONG_DAY)


def iso(day: date | None) -> str | None:
    """ "2022-07-31", as records keep it; None for none."""
    return day.isoformat() if day else None


def short_day(day: date) -> str:
    """ "31 Jul 2022", where there is little room."""
    return f"{day.day} {day:%b} {day.year}"


def weekday(day: date) -> str:
    """ "Sunday 31 July 2022", for a day that somebody has to keep."""
    return f"{day:%A} {long_day(day)}"


def month(day: date) -> str:
    """ "July 2022"."""
    return f"{day:%B} {day.year}"


def short_month(day: date) -> str:
    """ "Oct 26": for an axis."""
    return f"{day:%b %y}"


def month_name(day: date) -> str:
    """ "October", where the year stands beside it."""
    return f"{day:%B}"


def day_range(start: date, end: date) -> str:
    """ "1 July 2022 to 31 July 2022": a period, or a date that moved."""
    return f"{long_day(start)} to {long_day(end)}"


def short_range(start: date, end: date) -> str:
    """ "1 July to 31 July 2022", for days that lie close together."""
    return f"{start.day} {start:%B} to {long_day(end)}"


def clock(moment: datetime) -> str:
    """ "2:05 pm", in the zone that `moment` is given in."""
    return f"{moment.hour % 12 or 12}:{moment:%M} {'am' if moment.hour < 12 else 'pm'}"


def long_moment(moment: datetime) -> str:
    """ "31 July 2022 at 2:05 pm", in the zone that `moment` is given in."""
    return f"{long_day(moment)} at {clock(moment)}"
