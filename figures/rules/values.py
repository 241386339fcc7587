"""What a figure is worked out to, and how it is printed. Pure, in exact fractions.

Rates and percentages are computed from their numerators and denominators and rounded once, half up
(so that they can be done again with a pencil); a difference is one of the printed values.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from figures.enums import Unit

PER = {Unit.PERCENT: 100, Unit.RATE_1000: 1000, Unit.RATE_10000: 10000, Unit.MEAN: 1}
TYPED = {Unit.COUNT: "", Unit.PERCENT: "%", Unit.MEAN: ""}


def worked_out(
    unit: str, numerator: Decimal | None, denominator: Decimal | None
) -> Fraction | None:
    """The value in its unit; None where a number that it takes is not there, or is divided by
    nought."""
    if numerator is None:
        return None
    if unit == Unit.COUNT:
        return Fraction(numerator)
    if not denominator:
        return None
    return Fraction(numerator) / Fraction(denominator) * PER[Unit(unit)]


def rounded(value: Fraction, decimals: int) -> Decimal:
    """To so many decimals, half up: 2.5 is 3, -2.5 is -3."""
    step = Decimal(1).scaleb(-decimals)
    sign = -1 if value < 0 else 1
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return (Decimal(sign * whole) * step).quantize(step, rounding=ROUND_HALF_UP)


def printed(value: Fraction | Decimal, decimals: int, unit: str = Unit.COUNT) -> str:
    """ "1,204", "92%", "3.4"."""
    return f"{rounded(Fraction(value), decimals):,}{TYPED.get(Unit(unit), '')}"


def pooled(numbers: Sequence[Decimal | None]) -> Decimal | None:
    """The sum of several periods; None where one of them is not there: nothing is guessed."""
    there = [number for number in numbers if number is not None]
    return sum(there, Decimal(0)) if len(there) == len(numbers) and there else None


def rolling(
    unit: str, numerators: Sequence[Decimal | None], denominators: Sequence[Decimal | None]
) -> Fraction | None:
    """The value over several periods at once, of their sums: never the mean of their values."""
    return worked_out(
        unit, pooled(numerators), None if unit == Unit.COUNT else pooled(denominators)
    )
