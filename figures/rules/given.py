"""One number that somebody gives, and why one cannot stand. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from figures.enums import ObservationStatus, Unit
from figures.rules.periods import Period


@dataclass(frozen=True)
class Given:
    """One number that somebody gives. `category` None: of all."""

    period: Period
    numerator: Decimal | None
    denominator: Decimal | None = None
    category: int | None = None
    status: ObservationStatus = ObservationStatus.FINAL
    note: str = ""


@dataclass(frozen=True)
class Giving:
    """What is given of one `indicator`, by its key. `seen` is the key of the newest observation
    that its writer was shown of these periods, 0 for none; None where nobody looked."""

    indicator: int
    rows: Sequence[Given]
    seen: int | None = None


def why_not(unit: str, divided_by: str, row: Given) -> str:
    """Why a number cannot stand, in words; "" where it can. `divided_by` names the denominator."""
    if row.status == ObservationStatus.NOT_AVAILABLE:
        if row.numerator is not None or row.denominator is not None:
            return "there is a number, so it is available."
        return "" if row.note.strip() else "say why there is no number."
    if row.numerator is None:
        return "give the number, or say that it is not available."
    if row.numerator < 0:
        return "a number cannot be less than nought."
    if unit != Unit.COUNT:
        return _not_a_share(unit, divided_by, row.numerator, row.denominator)
    if row.denominator is not None:
        return "a number has nothing to be divided by."
    return _not_whole(row.numerator)


def _not_a_share(unit: str, divided_by: str, part: Decimal, whole: Decimal | None) -> str:
    if whole is None:
        return f"give what it is divided by: {divided_by}."
    if whole < 0:
        return "what it is divided by cannot be less than nought."
    if unit == Unit.PERCENT and part > whole:
        return "the part is larger than the whole."
    if whole == 0 and part:
        return "of nobody there cannot be some."
    return "" if unit == Unit.MEAN else _not_whole(part) or _not_whole(whole)


def _not_whole(number: Decimal) -> str:
    return "" if number == number.to_integral_value() else "give a whole number."
