"""Numbers as people type them, and as they are printed with their unit. Pure."""

from __future__ import annotations

import re
from decimal import Decimal

MOST_WHOLE, MOST_DECIMALS = 9, 4
WHOLE = re.compile(r"-?[0-9]+")
GROUPED = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
POINTED = re.compile(r"-?[0-9]+\.[0-9]+")
COMMA = re.compile(r"(-?[0-9]+),([0-9]{1,2}|[0-9]{4,})")
MINUS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-"})
BY_THE_NUMBER = "Write the number by itself, for example 12.5."
PER_CENT = ("%", "per cent", "percent")


def read(text: str) -> Decimal:
    """The number that somebody typed: "12", "12.5", "1,204".

    Raises ValueError with words for the person where it is none, or one that can be read in two
    ways: a comma stands between thousands, a point before decimals.
    """
    typed = text.strip().translate(MINUS)
    if GROUPED.fullmatch(typed):
        typed = typed.replace(",", "")
    if not (WHOLE.fullmatch(typed) or POINTED.fullmatch(typed)):
        raise ValueError(_why(typed))
    whole, _, decimals = typed.lstrip("-").partition(".")
    if len(whole.lstrip("0")) > MOST_WHOLE:
        raise ValueError("This number is too large: at most nine digits before the point.")
    if len(decimals.rstrip("0")) > MOST_DECIMALS:
        raise ValueError("Give at most four decimals.")
    return Decimal(typed)


def _why(typed: str) -> str:
    if comma := COMMA.fullmatch(typed):
        return f"Write decimals with a point: {comma[1]}.{comma[2]}."
    if "%" in typed:
        return "Write the number without the sign: that it is a percentage, the unit says."
    return BY_THE_NUMBER


def plainly(value: Decimal | None) -> str | None:
    """The number as text, without noughts that say nothing: "12.5", "1204"."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def printed(value: Decimal) -> str:
    """ "1,204.5"."""
    whole, point, decimals = (plainly(value) or "").partition(".")
    return f"{int(whole):,}{point}{decimals}" if whole != "-0" else f"-0{point}{decimals}"


def is_per_cent(unit: str) -> bool:
    return unit.strip().lower().startswith(PER_CENT)


def with_unit(number: str, unit: str) -> str:
    """ "52% of plans", "31 days", "1 day"; `number` may be words."""
    if unit.startswith("%"):
        return f"{number}{unit}"
    return f"{number} {_one(unit) if number == '1' else unit}".strip()


def apart(value: Decimal, unit: str) -> str:
    """How far two values lie apart, in the unit's own terms: "14 percentage points", "3 days"."""
    number = printed(abs(value))
    if is_per_cent(unit):
        return f"{number} percentage point{'' if number == '1' else 's'}"
    return with_unit(number, unit)


def _one(unit: str) -> str:
    """The unit of one: "day" of "days", "family" of "families seen"."""
    first, space, rest = unit.partition(" ")
    if first.endswith("ies"):
        first = f"{first[:-3]}y"
    elif first.endswith("s") and not first.endswith("ss") and len(first) > len("was"):
        first = first[:-1]
    return f"{first}{space}{rest}"
