"""Finds the dates that a committee's words name: "31 July 2022", "end March 24", "Q2 2023/24".

Pure text work. What kind of timescale the words make is for timescales.py.
"""

import difflib
import re
import unicodedata

from timescales.days import MONTHS, Period, Reading, Stretch
from timescales.patterns import PATTERNS, YEARLESS, Reader
from timescales.readers import ImpossibleDate


def tidy(words: str) -> str:
    """Lower case, plain dashes and spaces, no "st/nd/rd/th": what the patterns read."""
    text = unicodedata.normalize("NFKC", words).casefold()
    text = re.sub(r"[‐‑‒–—―−]", "-", text).replace("’", "'").replace("‘", "'")
    text = re.sub(r"(?<!\d)(\d{1,2})\s?(?:st|nd|rd|th)\b\.?", r"\1", text)
    return re.sub(r"\s+", " ", text).strip()


def find_dates(text: str, period: Period) -> Reading:
    """Every date in `text` (already tidied), read against the plan's period where need be."""
    reading = Reading()
    text, repaired = _repair_months(text)
    reading.doubts.extend(repaired)
    for pattern, read in PATTERNS:
        text = _take(text, pattern, read, period, reading)
    window = _window(reading.stretches, period)
    for pattern, read in YEARLESS:
        text = _take(text, pattern, read, window, reading)
    reading.rest = text
    reading.stretches.sort(key=lambda stretch: stretch.position)
    return reading


def _take(text: str, pattern: re.Pattern[str], read: Reader, on: Period, into: Reading) -> str:
    def swallow(match: re.Match[str]) -> str:
        try:
            stretch = read(match, on)
        except ImpossibleDate:
            into.impossible.append(match[0].strip(" ,.-/("))
            return "\0" * len(match[0])
        if stretch is None:
            return match[0]
        into.stretches.append(stretch)
        return "\0" * len(match[0])

    return pattern.sub(swallow, text)


def _window(stretches: list[Stretch], period: Period) -> Period:
    """The stretch in which a month without a year is looked for: "April, Year 2"."""
    years = [one for one in stretches if one.loose and not one.doubt]
    return Period(years[0].start, years[0].end) if len(years) == 1 else period


def _repair_months(text: str) -> tuple[str, list[str]]:
    if not re.search(r"\d", text):
        return text, []
    doubts: list[str] = []

    def repair(match: re.Match[str]) -> str:
        close = difflib.get_close_matches(match[0], MONTHS, n=1, cutoff=0.84)
        if not close or match[0] in MONTHS:
            return match[0]
        doubts.append(f"“{match[0]}” was read as {close[0].title()}.")
        return close[0]

    return re.sub(r"[a-z]{5,}", repair, text), doubts
