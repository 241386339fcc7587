"""Invented numbers that pass their checks, and the ways in which people and machines write them."""

import random
from collections.abc import Callable, Iterator

from guard.rules.checks import begins_with_date, modulus_10, modulus_11

CHI = "0101011237"  # passes both checks; nobody's: the examples of the field use it
CHI_MODULUS_10 = "0101150134"
NHS = "4505577104"
HC = "3201234567"
UPN = "A123456789012"
TEMPORARY_UPN = "X12345678901A"
SCN = "123456785"


def chis(number: int, check: Callable[[str], bool]) -> Iterator[str]:
    """The same ones at every run."""
    dice = random.Random(20261128)
    while number:
        digits = f"{dice.randrange(10**10):010}"
        if begins_with_date(digits) and check(digits):
            number -= 1
            yield digits


def digits_from(zero: str) -> Callable[[str], str]:
    return lambda digits: "".join(chr(ord(zero) + int(digit)) for digit in digits)


def grouped(*sizes: int, by: str) -> Callable[[str], str]:
    def spelled(digits: str) -> str:
        ends = [sum(sizes[: at + 1]) for at in range(len(sizes))]
        return by.join(digits[end - size : end] for size, end in zip(sizes, ends, strict=True))

    return spelled


def within(inside: str, at: int = 6) -> Callable[[str], str]:
    return lambda digits: digits[:at] + inside + digits[at:]


SPELLINGS: dict[str, Callable[[str], str]] = {
    "bare": str,
    "6-4, a space": grouped(6, 4, by=" "),
    "6-4, three spaces": grouped(6, 4, by="   "),
    "6-4, a dash": grouped(6, 4, by="-"),
    "6-4, an en dash": grouped(6, 4, by="\u2013"),
    "6-4, a minus": grouped(6, 4, by="\u2212"),
    "6-4, a dash between spaces": grouped(6, 4, by=" - "),
    "6-4, a slash": grouped(6, 4, by="/"),
    "6-4, a stop": grouped(6, 4, by="."),
    "6-4, a line break": grouped(6, 4, by="\n"),
    "6-4, Windows' line break": grouped(6, 4, by="\r\n"),
    "6-4, a no-break space": grouped(6, 4, by="\xa0"),
    "6-4, a thin space": grouped(6, 4, by="\u2009"),
    "6-4, an ideographic space": grouped(6, 4, by="\u3000"),
    "6-4, a line separator": grouped(6, 4, by="\u2028"),
    "6-4, a tab": grouped(6, 4, by="\t"),
    "6-4, an underscore": grouped(6, 4, by="_"),
    "6-4, a bar": grouped(6, 4, by="|"),
    "3-3-4, spaces": grouped(3, 3, 4, by=" "),
    "3-3-4, dashes": grouped(3, 3, 4, by="-"),
    "5-5": grouped(5, 5, by=" "),
    "4-6": grouped(4, 6, by="-"),
    "2-2-2-4, spaces": grouped(2, 2, 2, 4, by=" "),
    "2-2-2-4, slashes": grouped(2, 2, 2, 4, by="/"),
    "2-2-2-4, stops": grouped(2, 2, 2, 4, by="."),
    "2-2-2-2-2": grouped(2, 2, 2, 2, 2, by=" "),
    "6-3-1": grouped(6, 3, 1, by=" "),
    "6-2-2": grouped(6, 2, 2, by=" "),
    "one by one": grouped(*(1,) * 10, by=" "),
    "one by one, dots": grouped(*(1,) * 10, by="."),
    "zero width": within("\u200b"),
    "a joiner": within("\u2060", 3),
    "a soft hyphen": within("\xad", 4),
    "a byte order mark": within("\ufeff", 1),
    "a variation selector": within("\ufe0f", 1),
    "a combining line": within("\u0336", 5),
    "a filler": within("\u3164"),
    "full width": digits_from("\uff10"),
    "Arabic": digits_from("\u0660"),
    "Persian": digits_from("\u06f0"),
    "Devanagari": digits_from("\u0966"),
    "mathematical bold": digits_from("\U0001d7ce"),
    "superscript": lambda digits: digits.translate(
        str.maketrans("0123456789", "\u2070\xb9\xb2\xb3\u2074\u2075\u2076\u2077\u2078\u2079")
    ),
    "circled": lambda digits: "".join(
        "\u24ea\u2460\u2461\u2462\u2463\u2464\u2465\u2466\u2467\u2468"[int(one)] for one in digits
    ),
    "keycaps": lambda digits: "".join(one + "\ufe0f\u20e3" for one in digits),
    "entities": lambda digits: "".join(f"&#{ord(one)};" for one in digits),
    "entities twice": lambda digits: "".join(f"&amp;#x{ord(one):x};" for one in digits),
    "per cent": lambda digits: "".join(f"%{ord(one):02X}" for one in digits),
    "a tag inside": within("</b><i>"),
    "a comment inside": within("<!-- - -->", 4),
    "cells": within("</td><td>"),
    "O for 0": lambda digits: digits[:6].replace("0", "O") + digits[6:],
    "Cyrillic O for 0": lambda digits: digits.replace("0", "\u041e", 1),
    "l for 1": lambda digits: digits.replace("1", "l", 2),
    "letters before": lambda digits: f"CHI{digits}",
    "letters after": lambda digits: f"{digits}f",
    "a name before": lambda digits: f"Fife_{digits}.docx",
    "in brackets": lambda digits: f"({digits[:6]}) {digits[6:]}",
    "in a link": lambda digits: f"https://example.org/view?person={digits}&tab=2",
    "in a list": lambda digits: f"4, {digits}, 12",
    "after a date": lambda digits: f"12/03/2026 {digits}",
    "in a row": lambda digits: f"3\t{digits}\t5",
}
BOTH = {"11": modulus_11, "10": modulus_10}
