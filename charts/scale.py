"""Axes: round steps round the numbers that are printed, and nothing of the others. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import count
from typing import Final

from charts.values import Printed, Unit

MOST_STEPS: Final = 5
NOUGHT: Final = Decimal(0)
SIZES: Final = (Decimal(1), Decimal(2), Decimal(5))


@dataclass(frozen=True)
class Axis:
    """From `low` to `high` in equal steps; each step's number is written as the unit is."""

    low: Decimal
    high: Decimal
    step: Decimal
    unit: Unit = Unit.COUNT

    @property
    def ticks(self) -> tuple[Decimal, ...]:
        steps = int((self.high - self.low) / self.step)
        return tuple(self.low + self.step * place for place in range(steps + 1))

    def words(self, value: Decimal) -> str:
        """ "1,000", "0.5", "−2", "40%"."""
        places = max(0, -int(self.step.normalize().as_tuple().exponent))
        sign = "−" if value < 0 else ""
        return f"{sign}{abs(value):,.{places}f}{'%' if self.unit == Unit.PERCENTAGE else ''}"

    def share(self, value: Decimal) -> float:
        """Where a value lies on the axis, 0 at its low end and 1 at its high end."""
        return float((value - self.low) / (self.high - self.low))


def axis_of(cells: Sequence[Printed], *, from_nought: bool = True, unit: Unit = Unit.COUNT) -> Axis:
    """The shortest axis in steps of 1, 2 or 5 tens that holds every printed number.

    From nought unless told otherwise; counts have whole steps; of no numbers, or of noughts alone,
    one step.
    """
    values = [cell.value for cell in cells]
    low, high = min(values, default=NOUGHT), max(values, default=NOUGHT)
    if from_nought or low == high:
        low, high = min(low, NOUGHT), max(high, NOUGHT)
    if low == high:
        return Axis(NOUGHT, Decimal(1), Decimal(1), unit)
    smallest = Decimal(1) if all(value == value.to_integral() for value in values) else None
    step = _step(high - low, low, high, smallest)
    return Axis(_floor(low, step), _ceiling(high, step), step, unit)


def _step(span: Decimal, low: Decimal, high: Decimal, smallest: Decimal | None) -> Decimal:
    """The first round step, from small to large, of which few enough are needed."""
    first = (span / MOST_STEPS).adjusted()
    for power in count(first):
        for size in SIZES:
            step = size.scaleb(power)
            few = _ceiling(high, step) - _floor(low, step) <= MOST_STEPS * step
            if few and (smallest is None or step >= smallest):
                return step
    raise AssertionError("there is always a larger step")


def _floor(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_FLOOR) * step


def _ceiling(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_CEILING) * step
