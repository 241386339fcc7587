"""A date beside a word that says it is somebody's birth."""

import re
from typing import Final

from guard.enums import Kind
from guard.rules.checks import is_calendar_date
from guard.rules.sightings import Sightings, warned

REACH: Final = 30
_WORD: Final = re.compile(
    r"(?<![a-z])(?:d\.?\s?o\.?\s?b\.?(?![a-z])|date\s(?:of\s)?birth|birth\s?-?(?:date|day)s?"
    r"|born|(?<=[a-z(,;]\s)b\.(?=\s?[0-9])|(?<=\()b\.?(?=\s?[0-9])|(?<=[(,]\s)b\.?(?=\s?[0-9]))",
    re.I,
)
# a span of births is a cohort, no child
_COHORT: Final = re.compile(
    r"\s{0,3}(?:between|from|since|before|after|prior|on\sor|in\sor|up\sto|until|during)\b", re.I
)
_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
)
_MONTH: Final = r"(?P<word>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}\.?"
_SIGN: Final = r"\s?[-/., ]\s?"
_DATES: Final = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?<![0-9])(?P<d>[0-9]{{1,2}}){_SIGN}(?P<m>[0-9]{{1,2}}){_SIGN}"
        r"(?P<y>[0-9]{4}|'?[0-9]{2})(?![0-9])",
        rf"(?<![0-9])(?P<y>[0-9]{{4}}){_SIGN}(?P<m>[0-9]{{1,2}}){_SIGN}(?P<d>[0-9]{{1,2}})(?![0-9])",
        r"(?<![0-9])(?P<d>[0-9]{2})(?P<m>[0-9]{2})(?P<y>[0-9]{4}|[0-9]{2})(?![0-9])",
        r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?![0-9])",
        rf"(?<![0-9])(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\s?(?:of\s|[-/.,])?\s?{_MONTH}"
        r"\s?[-/.,]?\s?(?P<y>[0-9]{4}|'?[0-9]{2})(?![0-9])",
        rf"{_MONTH}\s?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s?(?P<y>[0-9]{{4}})(?![0-9])",
    )
)


def births(text: str) -> Sightings:
    """Dates within thirty signs of a birth word, on either side of it for DOB."""
    for word in _WORD.finditer(text):
        after = text[word.end() : word.end() + REACH]
        if _COHORT.match(after):
            continue
        before = text[max(0, word.start() - REACH // 2) : word.start()]
        if _has_date(after) or (word[0][0] in "dD" and _has_date(before)):
            yield warned(Kind.BIRTH, word.start())


def _has_date(text: str) -> bool:
    return any(_is_date(match) for pattern in _DATES for match in pattern.finditer(text))


def _is_date(match: re.Match[str]) -> bool:
    parts = match.groupdict()
    word = parts.get("word")
    month = _MONTHS.index(word.lower()) + 1 if word else int(parts["m"])
    return is_calendar_date(int(parts["d"]), month, int(parts["y"].lstrip("'")))
