"""The ways in which committees write dates, each with the function that reads it."""

import re
from collections.abc import Callable

from timescales.days import Period, Stretch
from timescales.readers import (
    read_bare_month,
    read_bare_year,
    read_day_month,
    read_day_month_year,
    read_day_range,
    read_feast,
    read_iso,
    read_month_day_year,
    read_month_range,
    read_month_year,
    read_numeric,
    read_numeric_month_year,
    read_plan_end,
    read_plan_year,
    read_quarter,
    read_season,
    read_short_span,
    read_span,
    read_two_months,
    read_two_pairs,
    read_week_of_month,
    read_within,
    read_year_end,
    read_year_month,
)

Reader = Callable[["re.Match[str]", Period], Stretch | None]

_M = (
    r"(?<![a-z])(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_Y4 = r"(?:19|20)\d\d"
# the number of a year, a phase or a quarter is not a day: "Year 1 July 2022"
_D = (
    r"(?<!\d)(?<!years )(?<!year )(?<!yr )(?<!phase )(?<!stage )(?<!quarter )(?<!term )"
    r"(\d{1,2})[\s,.\-/]*(?:of )?"
)
_GAP = r"[\s,.\-/(]*"
_JOIN = r"\s*(?:-|/|&|and|to|or)\s*"
_END = r"(?!\d|\s?[ap]m\b|:\d)"
_EDGE = r"(?:(early|mid|middle|beginning|start|late|end)[\s-]*(?:of\s+)?)?"
_SPAN = rf"({_Y4})\s*(?:-|/|to)\s*({_Y4}|\d\d)(?!\d)"
_N = r"\d{1,3}|one|two|three|four|five|six|nine|twelve|eighteen"


def _c(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


# Order matters: what is more exact is taken first, and its words are then out of the way.
PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_c(rf"(?<!\d)({_Y4})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?!\d)"
        r"(?:[t ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?"), read_iso),
    (_c(rf"(?<![\d.])(\d{{1,2}})\s?[/.-]\s?(\d{{1,2}})\s?[/.-]\s?({_Y4}|\d\d)(?!\d)"),
     read_numeric),
    (_c(rf"{_M}{_GAP}('?\d\d|{_Y4}){_JOIN}{_M}{_GAP}('?\d\d|{_Y4}){_END}"), read_two_months),
    (_c(rf"{_D}{_M}{_JOIN}(\d{{1,2}})\s?{_M}{_GAP}('?\d\d{_END}|{_Y4})"),
     read_day_range),
    (_c(rf"{_D}{_M}{_GAP}({_Y4}|'?\d\d){_END}"), read_day_month_year),
    (_c(rf"{_M} ?(\d{{1,2}})(?:, ?| )({_Y4})(?!\d)"), read_month_day_year),
    (_c(rf"{_M}(?:{_JOIN}[a-z]{{3,9}}\.?(?={_JOIN}))?{_JOIN}{_M}(?:{_GAP}({_Y4}|'?\d\d{_END}))?"),
     read_month_range),
    (_c(r"\b([1-5]|first|second|third|fourth|last|final) week (?:of |in )?(?:the )?"
        rf"{_M}(?:{_GAP}({_Y4}|'?\d\d){_END})?"), read_week_of_month),
    (_c(rf"\b(christmas|xmas|easter)\b(?: (?:day|holidays?|break))?(?:{_GAP}({_Y4})(?!\d))?"),
     read_feast),
    (_c(rf"{_EDGE}{_M}{_GAP}({_Y4}|'?\d\d){_END}(?:\s?[/-]\s?(\d\d)(?!\d|\s*{_M}))?"),
     read_month_year),
    (_c(rf"(?<!\d)({_Y4})[\s,-]+{_M}"), read_year_month),
    (_c(rf"(?<![\d/])(0?[1-9]|1[0-2])\s?[/.-]\s?({_Y4})(?!\d)"), read_numeric_month_year),
    (_c(r"(?:\bq[1-4]|\bquarter [1-4])?(?:\s?(?:-|/|&|and|to)\s?)?(?:\bq\s?(?=[1-4])|\bquarter\s?"
        r"(?=[1-4])|(?=\b(?:[1-4]|first|second|third|fourth) quarter))"
        r"([1-4]|first|second|third|fourth)"
        rf"(?: quarter)?\b(?:{_GAP}(?:of |in )?(fy ?|financial year )?(?:{_SPAN}|({_Y4})))?"),
     read_quarter),
    (_c(rf"\b(spring|summer|autumn|winter)\b(?: term)?(?:{_GAP}(?:of )?({_Y4})(?!\d)"
        r"(?:\s?[/-]\s?\d\d(?:\d\d)?)?)?"), read_season),
    (_c(rf"(fy ?|financial year |academic year |school year |session )?(?<!\d){_SPAN}"), read_span),
    (_c(r"(fy ?|financial year |academic year |school year |session )(\d\d)\s?[-/]\s?(\d\d)"
        r"(?!\d)"), read_short_span),
    (_c(r"(?<![\d/.])(\d\d)\s?/\s?(\d\d)(?![\d/.])"), read_two_pairs),
    (_c(r"\b(?:years?|yrs?)\s?(\d|one|two|three|four|five)(?!\d)(?:(?:\s?(?:-|/|&|and|to)\s?)"
        r"(?:(?:years?|yrs?)\s?)?(\d|one|two|three|four|five)(?!\d))?\b"), read_plan_year),
    (_c(r"\b(first|second|third|fourth|final)() year\b"), read_plan_year),
    (_c(r"\b(?:end of (?:the )?)?(?:financial|fiscal|academic|school) (?:year|session)"
        r"(?:[ -]end)?\b"), read_year_end),
    (_c(r"\bend of (?:the |this )?(?:improvement |business )?plan(?:'s)?(?: period)?\b"),
     read_plan_end),
    (_c(rf"(?<!every )(?<!each )(?<![\w/⁄])({_N})(?:\s?(?:-|to)\s?({_N}))?[\s-]?"
        r"(days?|weeks?|months?|years?|yrs?)(?![a-z])"), read_within),
)  # fmt: skip
YEARLESS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_c(rf"{_D}{_M}"), read_day_month),
    (_c(rf"{_EDGE}{_M}"), read_bare_month),
    (_c(rf"(?<![\d/])({_Y4})(?![\d/])"), read_bare_year),
)
