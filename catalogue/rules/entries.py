"""What a catalogue says of an indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from figures.enums import Chapter, Frequency, Good, LinkKind, Timing, Unit, YearType
from figures.rules.bands import Band

Ages = tuple[int | None, int | None]
NO_AGES: Ages = (None, None)


@dataclass(frozen=True)
class Entry:
    """One indicator to be. `links` name others of the same catalogue."""

    number: str
    name: str
    numerator: str
    source: str
    questions: Sequence[str]
    ages: Ages = NO_AGES
    unit: Unit = Unit.COUNT
    decimals: int = 0
    denominator: str = ""
    denominator_ages: Ages = NO_AGES
    timing: Timing = Timing.DURING
    frequency: Frequency = Frequency.QUARTER
    year_type: YearType = YearType.AUGUST
    good: Good = Good.NEITHER
    breakdown: str = ""
    categories: Sequence[Band] = ()
    overlapping: bool = False
    counts_children: bool = True
    complement_sensitive: bool = False
    published_elsewhere: bool = False
    headline: bool = False
    chapter: Chapter = Chapter.INFORMATION
    links: Sequence[tuple[LinkKind, str]] = ()

    def columns(self) -> dict[str, object]:
        """The indicator's columns that it fills."""
        return {
            "number": self.number,
            "name": self.name,
            "unit": self.unit,
            "decimals": self.decimals,
            "numerator": self.numerator,
            "numerator_age_from": self.ages[0],
            "numerator_age_to": self.ages[1],
            "denominator": self.denominator,
            "denominator_age_from": self.denominator_ages[0],
            "denominator_age_to": self.denominator_ages[1],
            "timing": self.timing,
            "frequency": self.frequency,
            "year_type": self.year_type,
            "good": self.good,
            "source": self.source,
            "questions": "\n".join(self.questions),
            "breakdown": self.breakdown,
            "overlapping": self.overlapping,
            "counts_children": self.counts_children,
            "complement_sensitive": self.complement_sensitive,
            "published_elsewhere": self.published_elsewhere,
            "headline": self.headline,
            "chapter": self.chapter,
        }


def bands(*labels: str) -> tuple[Band, ...]:
    return tuple(Band(label) for label in labels)


@dataclass(frozen=True)
class SetFile:
    """An edition of a published set."""

    name: str
    edition: str
    dated: date
    source: str
    entries: tuple[Entry, ...]
