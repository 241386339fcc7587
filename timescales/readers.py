"""How each way of writing a date is read, once its pattern is met. British order: day first."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from dateutil.easter import easter

from timescales.date_format import long_day
from timescales.days import MONTHS, Period, Stretch, last_day, plausible, plus_months

_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 0}
_COUNT = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12,
    "eighteen": 18, "a": 1,
}  # fmt: skip


class ImpossibleDate(Exception):
    """The words name a day that no calendar has, or no plan: 31 June, the year 0013."""


def _year(words: str) -> int:
    digits = words.strip("'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(words: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(words[:3]))


def _day(year: int, month: int, day: int) -> date:
    try:
        written = date(year, month, day)
    except ValueError:
        raise ImpossibleDate from None
    if not plausible(written):
        raise ImpossibleDate
    return written


def _one_day(day: date, match: re.Match[str]) -> Stretch:
    return Stretch(day, day, match.start())


def _whole_month(year: int, month: int, match: re.Match[str], edge: str | None = None) -> Stretch:
    end = last_day(year, month)
    vague = edge in ("early", "mid", "middle", "beginning", "start", "late")
    doubt = f"“{edge}” in the month is not a day: {long_day(end)} was taken." if vague else ""
    return Stretch(end.replace(day=1), end, match.start(), doubt=doubt)


def read_iso(match: re.Match[str], _: Period) -> Stretch:
    return _one_day(_day(int(match[1]), int(match[2]), int(match[3])), match)


def read_numeric(match: re.Match[str], _: Period) -> Stretch:
    return _one_day(_day(_year(match[3]), int(match[2]), int(match[1])), match)


def read_day_range(match: re.Match[str], _: Period) -> Stretch:
    end = _day(_year(match[5]), _month(match[4]), int(match[3]))
    first_month = _month(match[2])
    start = _day(end.year - (first_month > end.month), first_month, int(match[1]))
    return Stretch(start, end, match.start(), joined=True)


def read_day_month_year(match: re.Match[str], _: Period) -> Stretch:
    return _one_day(_day(_year(match[3]), _month(match[2]), int(match[1])), match)


def read_month_day_year(match: re.Match[str], _: Period) -> Stretch:
    return _one_day(_day(_year(match[3]), _month(match[1]), int(match[2])), match)


def read_two_months(match: re.Match[str], _: Period) -> Stretch:
    end = last_day(_year(match[4]), _month(match[3]))
    return Stretch(date(_year(match[2]), _month(match[1]), 1), end, match.start(), joined=True)


def read_month_range(match: re.Match[str], period: Period) -> Stretch:
    first, last = _month(match[1]), _month(match[2])
    if match[3]:
        end = _whole_month(_year(match[3]), last, match)
    else:
        end = _guess_year(match, period, last)
    start = date(end.end.year - (first > last), first, 1)
    return replace(end, start=start, joined=True)


def read_month_year(match: re.Match[str], period: Period) -> Stretch:
    month, written = _month(match[2]), match[3]
    if match[4] and _year(match[4]) == _year(written) + 1:
        return _whole_month(_year(written) + (month < period.start.month), month, match)
    year = _year(written)
    near = period.start.year - 3 <= year <= period.end.year + 6
    if len(written) == 2 and written[0] != "0" and not near and int(written) <= 31:
        stretch = _guess_year(match, period, month, int(written))
        return replace(stretch, doubt=f"No year is given: {long_day(stretch.end)} was taken.")
    return _whole_month(year, month, match, match[1])


def read_week_of_month(match: re.Match[str], period: Period) -> Stretch:
    """ "First week of May 2024": its seven days, counted from the first of the month."""
    words, month = match[1], _month(match[2])
    number = int(words[0]) if words[0].isdigit() else _ORDINAL.get(words, 0)
    whole = _whole_month(_year(match[3]), month, match) if match[3] else None
    whole = whole or _guess_year(match, period, month)
    end = whole.end if number in (0, 5) else whole.end.replace(day=7 * number)
    start = end - timedelta(days=6)
    return Stretch(start, end, match.start(), doubt=f"A week is not a day: {_taken(end)}")


def read_feast(match: re.Match[str], period: Period) -> Stretch:
    """Christmas Day, or Easter Sunday, of the year that is named or the plan's first."""
    years = [_year(match[2])] if match[2] else range(period.start.year, period.end.year + 1)
    days = [date(one, 12, 25) if match[1][0] in "cx" else easter(one) for one in years]
    day = next((one for one in days if one >= period.start), days[-1])
    doubt = f"“{match[1].capitalize()}” is not a date: {_taken(day)}"
    return Stretch(day, day, match.start(), doubt=doubt)


def _taken(day: date) -> str:
    return f"{long_day(day)} was taken."


def read_year_month(match: re.Match[str], _: Period) -> Stretch:
    return _whole_month(int(match[1]), _month(match[2]), match)


def read_numeric_month_year(match: re.Match[str], _: Period) -> Stretch:
    return _whole_month(int(match[2]), int(match[1]), match)


def read_two_pairs(match: re.Match[str], period: Period) -> Stretch | None:
    """23/24 is a year, 03/24 a month, 31/07 a day: by what the numbers allow."""
    first, second = int(match[1]), int(match[2])
    if second == first + 1 and first > 12:
        return _year_of_span(2000 + first, match, period)
    if 1 <= first <= 12 < second:
        return _whole_month(2000 + second, first, match)
    if 1 <= second <= 12 < first <= 31:
        return _guess_year(match, period, second, first)
    return None


def _year_of_span(year: int, match: re.Match[str], period: Period, month: int = 0) -> Stretch:
    start = date(year, month or period.start.month, 1)
    end = plus_months(start, 12) - timedelta(days=1)
    return Stretch(start, end, match.start(), loose=True, span=True)


def read_span(match: re.Match[str], period: Period) -> Stretch | None:
    kind, first, last = match[1], int(match[2]), _year(match[3])
    if last == first + 1:
        month = 0
        if kind:
            month = 4 if kind.startswith("f") else 8
        return _year_of_span(first, match, period, month)
    if last <= first:
        return None
    ours = (first, last) == (period.start.year, period.end.year)
    end = period.end if ours else date(last, 12, 31)
    doubt = "" if ours else f"Only years are given: {long_day(end)} was taken."
    return Stretch(date(first, 1, 1), end, match.start(), loose=True, span=True, doubt=doubt)


def read_short_span(match: re.Match[str], period: Period) -> Stretch | None:
    """ "Academic year 23-24": only where a word says that it is a year."""
    first = int(match[2])
    if int(match[3]) != first + 1:
        return None
    return _year_of_span(2000 + first, match, period, 4 if match[1].startswith("f") else 8)


def read_quarter(match: re.Match[str], period: Period) -> Stretch:
    number = _ORDINAL.get(match[1]) or int(match[1])
    kind, first, last, alone = match[2], match[3], match[4], match[5]
    doubt = ""
    if first and last:
        year_start = date(int(first), 4 if kind else period.start.month, 1)
        if year_start.month != 4:
            doubt = "The quarter was counted in the plan's own year"
    elif alone:
        year_start = date(int(alone), 1, 1)
        doubt = "The quarter was counted in the calendar year"
    else:
        year_start = period.start.replace(day=1)
        doubt = "No year is given: the quarter was counted from the plan's start"
    start = plus_months(year_start, 3 * (number - 1))
    end = plus_months(start, 3) - timedelta(days=1)
    return Stretch(
        start, end, match.start(), True, doubt=f"{doubt}: {long_day(end)}." if doubt else ""
    )


def read_season(match: re.Match[str], period: Period) -> Stretch:
    last_month = {"spring": 5, "summer": 8, "autumn": 11, "winter": 2}[match[1]]
    if match[2]:
        year = _year(match[2])
        end = last_day(year + (last_month == 2), last_month)
    else:
        end = _guess_year(match, period, last_month).end
    start = plus_months(end.replace(day=1), -2)
    doubt = f"A season is not a date: {long_day(end)} was taken."
    return Stretch(start, end, match.start(), loose=True, doubt=doubt)


def read_plan_year(match: re.Match[str], period: Period) -> Stretch | None:
    words = match[2] or match[1]
    number = _ORDINAL.get(words, _COUNT.get(words)) or (int(words) if words.isdigit() else 0)
    if words == "final":
        return Stretch(period.start, period.end, match.start(), loose=True, plan_year=True)
    start = plus_months(period.start, 12 * (number - 1))
    end = plus_months(period.start, 12 * number) - timedelta(days=1)
    doubt = (
        "" if start <= period.end else f"The plan has no Year {number}: {long_day(end)} was taken."
    )
    end = min(end, period.end) if start <= period.end else end
    return Stretch(start, end, match.start(), loose=True, plan_year=True, doubt=doubt)


def read_year_end(match: re.Match[str], period: Period) -> Stretch:
    financial = match[0].find("financial") >= 0 or "fiscal" in match[0] or "year" not in match[0]
    stretch = _guess_year(match, period, 3 if financial else 6)
    doubt = f"No year is given: {long_day(stretch.end)} was taken."
    return replace(stretch, loose=True, doubt=doubt)


def read_plan_end(match: re.Match[str], period: Period) -> Stretch:
    return Stretch(period.start, period.end, match.start(), loose=True)


def read_within(match: re.Match[str], period: Period) -> Stretch:
    words, unit = match[2] or match[1], match[3]
    number = _COUNT.get(words) or int(words)
    if unit[0] in "dw":
        end = period.start + timedelta(days=number * (7 if unit[0] == "w" else 1) - 1)
    else:
        end = plus_months(period.start, number * (12 if unit[0] == "y" else 1)) - timedelta(days=1)
    doubt = f"Counted from the plan's start: {long_day(end)}."
    return Stretch(period.start, end, match.start(), loose=True, doubt=doubt)


def read_bare_year(match: re.Match[str], period: Period) -> Stretch:
    year = int(match[1])
    end = date(year, 12, 31)
    if year == period.end.year:
        end = min(end, period.end)
    doubt = f"Only a year is given: {long_day(end)} was taken."
    return Stretch(date(year, 1, 1), end, match.start(), loose=True, doubt=doubt)


def read_day_month(match: re.Match[str], window: Period) -> Stretch:
    return _guess_year(match, window, _month(match[2]), int(match[1]))


def read_bare_month(match: re.Match[str], window: Period) -> Stretch | None:
    month = _month(match[2])
    before = match.string[: match.start()].rstrip(" \0(")
    verb = match[2] in ("may", "march") and not match[1] and match[0] != match.string
    if verb and not re.search(
        r"(by|in|end|of|before|during|from|until|till|to|and|/|,|-)$", before
    ):
        return None
    stretch = _guess_year(match, window, month)
    return replace(stretch, doubt=stretch.doubt or _whole_month(2000, month, match, match[1]).doubt)


def _guess_year(match: re.Match[str], window: Period, month: int, day: int = 0) -> Stretch:
    """The year that the plan's period allows; the first one, with a doubt, where it allows more."""
    ends = [end for end in _each_year(window, month, day) if window.start <= end <= window.end]
    end = ends[0] if ends else _first_after(window, month, day)
    doubt = "" if len(ends) == 1 else f"No year is given: {long_day(end)} was taken."
    return Stretch(end if day else end.replace(day=1), end, match.start(), doubt=doubt)


def _each_year(window: Period, month: int, day: int) -> Iterator[date]:
    for year in range(window.start.year, window.end.year + 2):
        if day:
            _day(2000, month, day)
        if day == 29 and month == 2 and monthrange(year, 2)[1] == 28:
            continue
        yield _day(year, month, day) if day else last_day(year, month)


def _first_after(window: Period, month: int, day: int) -> date:
    later = [end for end in _each_year(window, month, day) if end >= window.start]
    if not later:
        raise ImpossibleDate
    return later[0]
