"""The names of numbers: one name is one number for ever, in every edition. Pure.

`12|all|2026-08-01|2026-10-31|n` is what indicator 12 counted in a quarter; `d` stands for what it
is divided by, `v` for what is worked out of both, `c` for a comparator. A name holds keys and days
and no words, so that a renamed indicator keeps its numbers' names. A number that was revised has
another name (`…|n|2`); so has every total that it moves (`…|n|1.1.2.1`, the revisions of its
parts).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from figures.rules.periods import Period

ALL = "all"


class Part(StrEnum):
    """Which number of an indicator: numerator, denominator, value, a comparator's, change."""

    NUMERATOR = "n"
    DENOMINATOR = "d"
    VALUE = "v"
    COMPARATOR = "c"
    CHANGE = "x"


@dataclass(frozen=True)
class Key:
    """`categories`: none for all, several for bands that were put together. `revisions`: of each
    number that it is the sum of. `words`: the comparator and its edition, or the period of which
    a change is measured."""

    indicator: int
    categories: tuple[int, ...]
    period: Period
    part: Part
    revisions: tuple[int, ...] = (1,)
    words: str = ""

    def __str__(self) -> str:
        days = (self.period.start.isoformat(), self.period.end.isoformat())
        bands = "+".join(map(str, self.categories)) or ALL
        text = "|".join((str(self.indicator), bands, *days, self.part.value))
        if any(number != 1 for number in self.revisions):
            text += "|" + ".".join(map(str, self.revisions))
        return f"{text}|{self.words}" if self.words else text

    @classmethod
    def read(cls, text: str) -> Self:
        """The key of a name. Raises ValueError where it is none."""
        indicator, bands, start, end, part, *rest = text.split("|")
        words = rest.pop() if part in {Part.COMPARATOR, Part.CHANGE} else ""
        return cls(
            int(indicator),
            () if bands == ALL else tuple(int(band) for band in bands.split("+")),
            Period(date.fromisoformat(end), date.fromisoformat(start)),
            Part(part),
            tuple(int(number) for number in rest[0].split(".")) if rest else (1,),
            words,
        )

    @property
    def place(self) -> tuple[int, tuple[int, ...], Period, Part, str]:
        """What it is a number of, whatever became of it since."""
        return (self.indicator, self.categories, self.period, self.part, self.words)

    def of(self, part: Part, revisions: tuple[int, ...] | None = None) -> Key:
        return replace(self, part=part, revisions=revisions or self.revisions)
