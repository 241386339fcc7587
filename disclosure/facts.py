"""Facts: `low <= sum of k * unknown <= high` in whole numbers, and how each is made.

An unknown is a whole number behind what is printed. Each maker below turns one thing that is said
into facts; all arithmetic is exact.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from disclosure.printed import Interval

# A number of the publication: the name of an unknown, or the number itself.
Amount = str | int


@dataclass(frozen=True, slots=True)
class Fact:
    """`terms` are sorted by name, and no factor is nothing."""

    terms: tuple[tuple[str, int], ...]
    low: int | None
    high: int | None

    def holds(self, numbers: Mapping[str, int]) -> bool:
        return self.holds_at(sum(k * numbers[name] for name, k in self.terms))

    def holds_at(self, total: int) -> bool:
        return (self.low is None or total >= self.low) and (self.high is None or total <= self.high)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.terms)


def fact(
    terms: Mapping[str, int] | Iterable[tuple[str, int]],
    low: int | None = None,
    high: int | None = None,
) -> Fact:
    """One fact in its lowest terms: a common factor is taken out and bounds are drawn in."""
    added: dict[str, int] = {}
    for name, k in terms.items() if isinstance(terms, Mapping) else terms:
        added[name] = added.get(name, 0) + k
    kept = sorted((name, k) for name, k in added.items() if k)
    common = gcd(*(k for _, k in kept)) or 1
    return Fact(
        tuple((name, k // common) for name, k in kept),
        None if low is None else -(-low // common),
        None if high is None else high // common,
    )


def number(name: str, interval: Interval) -> Fact:
    """A whole number lies in an interval."""
    low, high = interval.whole()
    return fact({name: 1}, low, high)


def total(parts: Sequence[str], whole: str) -> Fact:
    return fact([*((part, 1) for part in parts), (whole, -1)], 0, 0)


def at_most(part: str, whole: str) -> Fact:
    return fact([(part, 1), (whole, -1)], None, 0)


def mean(parts: Sequence[str], interval: Interval) -> Iterable[Fact]:
    """The sum of the parts, divided by how many they are, lies in an interval."""
    return _within([(part, Fraction(1)) for part in parts], len(parts), interval)


def ratio(top: Amount, bottom: Amount, per: int, interval: Interval) -> Iterable[Fact]:
    """`per * top / bottom` lies in an interval; linear, whether the bottom is known or not."""
    yield from _within([(top, Fraction(per))], bottom, interval)
    if isinstance(bottom, str):
        yield fact({bottom: 1}, 1)


def weighed(terms: Sequence[tuple[Amount, Fraction]], interval: Interval) -> Iterable[Fact]:
    """A sum of amounts with fractions for factors lies in an interval."""
    return _within(terms, 1, interval)


def not_below(terms: Sequence[tuple[Amount, Fraction]]) -> Fact:
    """A sum of amounts is nothing or more."""
    named, constant = _split(terms)
    return _at_least(named, -constant, strict=False)


def _within(
    terms: Sequence[tuple[Amount, Fraction]], bottom: Amount, interval: Interval
) -> Iterable[Fact]:
    """low * bottom <= sum of terms <= high * bottom; strict ends stay strict."""
    for end, strict, sign in (
        (interval.low, interval.low_strict, 1),
        (interval.high, interval.high_strict, -1),
    ):
        named, constant = _split([*((a, sign * k) for a, k in terms), (bottom, -sign * end)])
        yield _at_least(named, -constant, strict=strict)


def _split(terms: Iterable[tuple[Amount, Fraction]]) -> tuple[dict[str, Fraction], Fraction]:
    named: dict[str, Fraction] = {}
    constant = Fraction(0)
    for amount, k in terms:
        if isinstance(amount, str):
            named[amount] = named.get(amount, Fraction(0)) + k
        else:
            constant += amount * k
    return named, constant


def _at_least(named: Mapping[str, Fraction], low: Fraction, *, strict: bool) -> Fact:
    """Sum of named >= low, or > low, in whole numbers without a common factor."""
    scale = 1
    for k in named.values():
        scale = scale * k.denominator // gcd(scale, k.denominator)
    whole = {name: int(k * scale) for name, k in named.items() if k}
    common = gcd(*whole.values()) or 1
    bound = low * scale / common
    least = bound.numerator // bound.denominator + 1 if strict else -((-bound).__floor__())
    return fact({name: k // common for name, k in whole.items()}, least)
