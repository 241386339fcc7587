"""Check digits and dates of the numbers that a person is known by."""

from collections.abc import Iterable
from datetime import date
from typing import Final

_MONTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_PUPILS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
_FRONTIER: Final = (3, 2, 7, 6, 5, 4, 3, 2)


def is_chi(digits: str) -> bool:
    """Ten digits that begin with a real date (DDMMYY) and pass Modulus 11 or Modulus 10.

    Modulus 10 comes to newly issued numbers in 2026 (Public Health Scotland, phsmethods
    `chi_check`), since Modulus 11 has none left for some days.
    """
    return begins_with_date(digits) and (modulus_11(digits) or modulus_10(digits))


def begins_with_date(digits: str) -> bool:
    return _is_date(int(digits[:2]), int(digits[2:4]), int(digits[4:6]))


def _is_date(day: int, month: int, year: int) -> bool:
    """A day of 19yy or 20yy."""
    if not (1 <= month <= 12 and 1 <= day <= _MONTHS[month - 1]):
        return False
    return (day, month) != (29, 2) or year % 4 == 0


def modulus_11(digits: str) -> bool:
    """The NHS data dictionary's check: weights 10 to 2 on nine digits, the tenth makes it 11."""
    return _check_11(_weighted(digits[:9], range(10, 1, -1)), digits[9])


def modulus_10(digits: str) -> bool:
    """Luhn's check: digits 9, 7, 5, 3 and 1 are doubled."""
    values = [int(digit) for digit in digits]
    doubled = [value * 2 - 9 * (value > 4) for value in values[0::2]]
    return (sum(doubled) + sum(values[1::2])) % 10 == 0


def is_upn(text: str) -> bool:
    """A letter and twelve digits, or eleven and a letter while it is temporary: the first letter is
    the sum of the others times 2 to 13, modulus 23 (GovTalk's schema of pupil numbers)."""
    values = [_PUPILS.find(sign) if sign.isalpha() else int(sign) for sign in text[1:]]
    if -1 in values or text[0] not in _PUPILS:
        return False
    total = sum(value * weight for value, weight in zip(values, range(2, 14), strict=True))
    return _PUPILS[total % 23] == text[0]


def is_scn(digits: str) -> bool:
    """Eight digits and the ninth by Modulus 11, weights 3 2 7 6 5 4 3 2 (HESA)."""
    return _check_11(_weighted(digits[:8], _FRONTIER), digits[8])


def is_calendar_date(day: int, month: int, year: int) -> bool:
    """A day that somebody living may have been born on; a year of two figures is of any century."""
    if year < 100:
        return _is_date(day, month, year)
    try:
        return 1900 <= date(year, month, day).year <= 2099
    except ValueError:
        return False


def _weighted(digits: str, weights: Iterable[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _check_11(total: int, check: str) -> bool:
    return str(-total % 11) == check
