"""What a printed number says of the number behind it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from disclosure.enums import Mode
from disclosure.publication import Rounding


@dataclass(frozen=True)
class Interval:
    """Where the number lies; a strict end does not belong to it."""

    low: Fraction
    high: Fraction
    low_strict: bool = False
    high_strict: bool = False

    def holds(self, number: Fraction) -> bool:
        above = number > self.low if self.low_strict else number >= self.low
        return above and (number < self.high if self.high_strict else number <= self.high)

    def whole(self) -> tuple[int, int]:
        """The least and the greatest whole number in it."""
        low = floor(self.low) + 1 if self.low_strict else ceil(self.low)
        high = ceil(self.high) - 1 if self.high_strict else floor(self.high)
        return low, high


def interval(value: Decimal, rounding: Rounding | None) -> Interval:
    """All numbers that print as `value`; negative ones mirror positive ones.

    Half up: value - half a step <= number < value + half a step.
    """
    centre = Fraction(value)
    if rounding is None:
        return Interval(centre, centre)
    step = Fraction(rounding.step)
    if centre < 0:
        mirror = _above_nothing(-centre, step, rounding.mode)
        return Interval(-mirror.high, -mirror.low, mirror.high_strict, mirror.low_strict)
    here = _above_nothing(centre, step, rounding.mode)
    if centre == 0:
        return Interval(-here.high, here.high, here.high_strict, here.high_strict)
    return here


def _above_nothing(centre: Fraction, step: Fraction, mode: Mode) -> Interval:
    half = step / 2
    if mode is Mode.DOWN:
        return Interval(centre, centre + step, high_strict=True)
    if mode is Mode.UP:
        return Interval(centre - step if centre else centre, centre, low_strict=centre > 0)
    if mode is Mode.CONTROLLED:
        return Interval(centre - step, centre + step, low_strict=True, high_strict=True)
    odd = (centre / step).numerator % 2 == 1
    strict = {
        Mode.HALF_UP: (False, True),
        Mode.HALF_DOWN: (True, False),
        Mode.HALF_EVEN: (odd, odd),
    }[mode]
    return Interval(centre - half, centre + half, *strict)
