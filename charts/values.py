"""What a chart is made of: numbers as they are printed, or the words that stand in their place.

A chart is never given a number that may not be seen. A cell is `Printed`, and then its value is
what its text says and nothing finer; or `Hidden` or `Missing`, and then it has words and no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, Literal

_NUMBER: Final = re.compile(r"([+\-−]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?[ \u00a0]?%?")


class Unit(StrEnum):
    COUNT = "count"
    PERCENTAGE = "percentage"
    RATE = "rate"
    POINTS = "points"


class Direction(StrEnum):
    """Which way is good, where one is: more registrations are neither good nor bad."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class Status(StrEnum):
    FINAL = "final"
    PROVISIONAL = "provisional"


def number_in(text: str) -> Decimal:
    """The number that a printed text says; ValueError where it says none."""
    match = _NUMBER.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not printed as a number is")
    sign, whole, fraction = match.groups()
    size = Decimal(whole.replace(",", "") + (fraction or ""))
    return -size if sign in ("-", "−") else size


@dataclass(frozen=True)
class Printed:
    """A number that may be seen. `value` is what `text` says: a finer one would show in a line."""

    value: Decimal
    text: str

    def __post_init__(self) -> None:
        if number_in(self.text) != self.value:
            raise ValueError(f"{self.text!r} is printed for {self.value}")

    @classmethod
    def of(cls, text: str) -> Printed:
        return cls(number_in(text), text)

    @property
    def kind(self) -> Literal["printed"]:
        return "printed"


@dataclass(frozen=True)
class _Said:
    """Words in the place of a number."""

    text: str

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("Words stand where no number does")


@dataclass(frozen=True)
class Hidden(_Said):
    """A number that this audience may not see: "fewer than 5"."""

    @property
    def kind(self) -> Literal["hidden"]:
        return "hidden"


@dataclass(frozen=True)
class Missing(_Said):
    """A number that nobody has: "not published yet"."""

    @property
    def kind(self) -> Literal["missing"]:
        return "missing"


Cell = Printed | Hidden | Missing


@dataclass(frozen=True)
class Basis:
    """What makes numbers comparable: the unit, what is counted, and of how many of whom.

    `counted` is what a count counts ("children"), `per` the thousand of a rate, `denominator` whom
    a rate or percentage is of, with their ages ("aged 0 to 15").
    """

    unit: Unit
    counted: str = ""
    per: int = 0
    denominator: str = ""

    def __post_init__(self) -> None:
        if (self.unit == Unit.RATE) != (self.per > 0):
            raise ValueError("A rate is per so many, and nothing else is")

    @property
    def words(self) -> str:
        """ "per 1,000 aged 0 to 15", "% of referred children", "children"."""
        if self.unit == Unit.RATE:
            return f"per {self.per:,} {self.denominator}".strip()
        if self.unit == Unit.COUNT:
            return self.counted or "number"
        sign = "percentage points" if self.unit == Unit.POINTS else "%"
        return f"{sign} of {self.denominator}" if self.denominator else sign


def one_basis(bases: Iterable[Basis]) -> Basis:
    """The basis of everything on one axis; ValueError where there is more than one."""
    different = list(dict.fromkeys(bases))
    if len(different) > 1:
        told = " and ".join(basis.words for basis in different)
        raise ValueError(f"Not on one axis: {told}")
    if not different:
        raise ValueError("A chart shows at least one series")
    return different[0]


@dataclass(frozen=True)
class Period:
    """A quarter, a year or a day: as a table names it, as an axis does, and in a sentence."""

    label: str
    short: str = ""
    when: str = ""

    @property
    def on_axis(self) -> str:
        return self.short or self.label

    @property
    def in_words(self) -> str:
        return self.when or f"in {self.label}"


@dataclass(frozen=True)
class Point:
    """One number of a series. `before` is what was printed until a revision changed it."""

    cell: Cell
    status: Status = Status.FINAL
    before: str = ""
    edition: str = ""

    def __post_init__(self) -> None:
        if self.before and not isinstance(self.cell, Printed):
            raise ValueError("What is not printed shows no earlier number either")
        if self.before:
            number_in(self.before)

    @property
    def revised(self) -> bool:
        return bool(self.before)


@dataclass(frozen=True)
class Series:
    """Numbers of one kind, a point for each period (or category) of its chart."""

    name: str
    basis: Basis
    points: tuple[Point, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(point.cell for point in self.points)


@dataclass(frozen=True)
class AgreedLine:
    """A threshold or a target. `agreed` says by whom and when: without it there is no line."""

    kind: Literal["threshold", "target"]
    cell: Printed
    agreed: str

    def __post_init__(self) -> None:
        if not self.agreed.strip():
            raise ValueError(f"A {self.kind} is drawn only where it was agreed")

    @property
    def words(self) -> str:
        return f"{self.kind.capitalize()} {self.cell.text}"


def printed(cells: Iterable[Cell]) -> list[Printed]:
    return [cell for cell in cells if isinstance(cell, Printed)]


def as_long(periods: Sequence[Period] | Sequence[str], series: Iterable[Series]) -> None:
    """ValueError unless each series has a point for each period."""
    for one in series:
        if len(one.points) != len(periods):
            raise ValueError(f"{one.name}: {len(one.points)} points for {len(periods)} places")
