"""Numbers as people type them, in a field or in a spreadsheet. Pure.

A mark that hides a number ("*", "<5", "c") is no number: whoever has the number types it, and
whoever has not says so in words. Nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

MOST_DIGITS: Final = 12  # before the point, as the column has them
_GROUPED: Final = re.compile(r"\d{1,3}(?:[ ,'’]\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+", re.ASCII)
_NOT_THERE: Final = re.compile(r"n/?a|n/?k|n\.a\.?|not (?:available|known|yet known)|unknown", re.I)
_DASH: Final = re.compile(r"[-‐‑–—.…:]+")
_NIL: Final = re.compile(r"nil|zero|nought", re.I)
_HIDDEN: Final = re.compile(
    r"\*+|#+|\[?(?:c|x|z|s|supp|suppressed|redacted)\]?|(?:<|≤|<=|less than|fewer than|under)\s*\d+"
    r"|\d+\s*[-–]\s*\d+|\d+ to \d+",
    re.I,
)


@dataclass(frozen=True)
class Read:
    """What a cell says: a `number`, that there is none (`not_available`), or what is wrong with it
    (`fault`, a sentence). All three empty: nothing stands in it."""

    number: Decimal | None = None
    not_available: bool = False
    fault: str = ""

    @property
    def empty(self) -> bool:
        return self == EMPTY


EMPTY: Final = Read()


def read_number(words: str) -> Read:
    """A typed number: "1,204", "1 204", "12.0", "nil", "n/a"; everything else is refused in words
    that say what to type instead."""
    plain = " ".join(unicodedata.normalize("NFKC", words).split()).replace("−", "-")
    if not plain:
        return EMPTY
    if _NOT_THERE.fullmatch(plain):
        return Read(not_available=True)
    if _NIL.fullmatch(plain):
        return Read(Decimal(0))
    if _GROUPED.fullmatch(plain):
        return _within(Decimal(re.sub(r"[ ,'’]", "", plain)))
    return Read(fault=_fault(plain))


def _within(number: Decimal) -> Read:
    if len(str(int(number))) > MOST_DIGITS:
        return Read(fault="This number is far too large. Type it again.")
    if number != round(number, 2):
        return Read(fault="Give two decimals at most.")
    return Read(number.quantize(Decimal(1)) if number == int(number) else number)


def _fault(plain: str) -> str:
    shown = plain if len(plain) <= 20 else f"{plain[:19]}…"
    if _DASH.fullmatch(plain):
        return f"“{shown}” can mean nought or not known. Type 0, or n/a and say why in the note."
    if _HIDDEN.fullmatch(plain):
        return (
            f"“{shown}” hides a number. Type the number itself: small numbers are hidden when "
            "figures are released. If you do not have it, type n/a and say why in the note."
        )
    if plain.endswith("%"):
        return (
            f"“{shown}” is a percentage. Type how many they are: percentages are worked out from "
            "the numbers."
        )
    if plain.startswith("-") and _GROUPED.fullmatch(plain[1:].strip()):
        return "A number cannot be less than nought."
    if re.fullmatch(r"\d+,\d{1,2}", plain):
        return f"“{shown}” is not clear. Write decimals with a point."
    return f"“{shown}” is not a number. Type figures alone, or n/a and say why in the note."
