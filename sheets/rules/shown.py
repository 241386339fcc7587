"""What a spreadsheet program shows for a value: dates and numbers in the cell's own format."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from timescales.date_format import long_day

_TOKEN = re.compile(r'd{1,4}|m{1,5}|y{2,4}|"[^"]*"|\\.|\[[^\]]*\]|.', re.IGNORECASE)
# A date that the file shows by number alone is printed as our own pages print dates.
_PLAIN = ("general", "yyyy-mm-dd", "yyyy-mm-dd h:mm:ss", "yyyy\\-mm\\-dd", "@")


def show_date(day: date, number_format: str) -> tuple[str, bool]:
    """The date's words, and whether they name the day of the month.

    Built-in short formats ("mm-dd-yy") follow the reader's country: here day first.
    """
    pattern = number_format.split(";")[0].casefold()
    pattern = re.sub(r"^\[\$-[^\]]*\]", "", pattern)
    if pattern in _PLAIN:
        return long_day(day), True
    if pattern in ("mm-dd-yy", "m/d/yy", "m/d/yyyy", "m/d/yy h:mm"):
        return f"{day:%d/%m/%Y}", True
    pattern = re.split(r"[ t]*\[?h", pattern)[0].strip(" t")
    words = "".join(_date_token(token, day) for token in _TOKEN.findall(pattern)).strip(" ,")
    names_month = re.search(r"m", pattern) is not None
    if not words or not names_month:
        return long_day(day), True
    return words, "d" in pattern


def _date_token(token: str, day: date) -> str:
    if token.startswith(("[", "@")):
        return ""
    if token.startswith('"'):
        return token.strip('"')
    if token.startswith("\\"):
        return token[1:]
    known = {
        "d": str(day.day),
        "dd": f"{day:%d}",
        "ddd": f"{day:%a}",
        "dddd": f"{day:%A}",
        "m": str(day.month),
        "mm": f"{day:%m}",
        "mmm": f"{day:%b}",
        "mmmm": f"{day:%B}",
        "mmmmm": f"{day:%B}"[0],
        "yy": f"{day:%y}",
        "yyy": f"{day:%Y}",
        "yyyy": f"{day:%Y}",
    }
    return known.get(token, token)


def show_number(value: int | float | Decimal, number_format: str) -> str:
    """1.10 in the format "0.00" is "1.10", in no format "1.1"; whole numbers have no point."""
    pattern = number_format.split(";")[0]
    places = re.search(r"0\.(0+)", pattern)
    if "%" in pattern:
        return f"{value * 100:.{len(places[1]) if places else 0}f}%"
    if places:
        return f"{value:.{len(places[1])}f}"
    whole = re.fullmatch(r"0+", pattern)
    if whole:
        return f"{value:0{len(pattern)}.0f}"
    return f"{value:.15g}"


def show(value: object, number_format: str) -> tuple[str, date | None, bool]:
    """Words, real date (or None) and whether the day shows, for any value of a cell."""
    if value is None:
        return "", None, True
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        words, shows_day = show_date(value, number_format)
        return words, value, shows_day
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), None, True
    if isinstance(value, int | float | Decimal):
        return show_number(value, number_format), None, True
    if isinstance(value, time):
        return f"{value:%H:%M}", None, True
    return str(value), None, True
