"""Everything about an area's figures as values: what pages, papers and editions are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from figures.enums import (
    Chapter,
    Frequency,
    Good,
    LinkKind,
    ObservationStatus,
    Timing,
    Unit,
    YearType,
)
from figures.rules import values
from figures.rules.periods import Period, before, ended_periods, period_of, year_before


@dataclass(frozen=True)
class CategoryRow:
    pk: int
    label: str
    position: int
    parent: int | None


@dataclass(frozen=True)
class Link:
    kind: LinkKind
    to: int


@dataclass(frozen=True)
class Observed:
    """One number as it was given. `category` None: of all."""

    pk: int
    category: int | None
    period: Period
    revision: int
    numerator: Decimal | None
    denominator: Decimal | None
    status: ObservationStatus
    note: str
    entered_at: datetime
    entered_by: str


@dataclass(frozen=True)
class Comparator:
    """A comparator's value as one edition of its source has it."""

    name: str
    category: int | None
    period: Period
    value: Decimal
    edition: date
    source: str


@dataclass(frozen=True)
class Agreed:
    """A target or threshold that holds."""

    kind: str
    value: Decimal
    on: date
    by: str
    note: str


@dataclass(frozen=True)
class Said:
    """A sentence or an answer, the newest of its period (and question). `drafted` is what the rules
    had drafted when a sentence was written."""

    period_end: date
    question: str
    text: str
    by: str
    at: datetime
    drafted: str = ""


@dataclass(frozen=True)
class Ages:
    """Whole years, both included; `first` -1: from before birth."""

    first: int | None
    last: int | None


@dataclass(frozen=True)
class IndicatorRecord:
    """One indicator with all that was given for it by a moment, in the order of its periods."""

    pk: int
    number: str
    name: str
    position: int
    unit: Unit
    decimals: int
    numerator: str
    numerator_ages: Ages
    denominator: str
    denominator_ages: Ages
    timing: Timing
    frequency: Frequency
    year_type: YearType
    good: Good
    source: str
    questions: tuple[str, ...]
    breakdown: str
    overlapping: bool
    counts_children: bool
    complement_sensitive: bool
    published_elsewhere: bool
    headline: bool
    chapter: Chapter
    starts: date
    ends: date | None
    post: int | None
    post_title: str
    set_name: str
    categories: tuple[CategoryRow, ...]
    links: tuple[Link, ...]
    observed: tuple[Observed, ...]
    comparators: tuple[Comparator, ...]
    agreed: tuple[Agreed, ...]
    sentences: tuple[Said, ...]
    answers: tuple[Said, ...]

    def newest(self) -> Mapping[tuple[int | None, Period], Observed]:
        """By category and period what holds now: the last that was given."""
        return {(row.category, row.period): row for row in self.observed}

    def periods(self) -> list[Period]:
        """Every period for which anything was given, the earliest first."""
        return sorted({row.period for row in self.observed})

    def value(self, row: Observed | None) -> Fraction | None:
        return values.worked_out(self.unit, row.numerator, row.denominator) if row else None

    def due(self, today: date) -> list[Period]:
        """The periods for which figures are to be there by now."""
        return ended_periods(self.frequency, self.year_type, self.starts, today, self.ends)

    def missing(self, today: date) -> list[Period]:
        """Of these the ones for which nothing stands: not even that there is no number."""
        there = {row.period for row in self.observed}
        return [period for period in self.due(today) if period not in there]

    def period_of(self, day: date) -> Period:
        return period_of(day, self.frequency, self.year_type)

    def before(self, period: Period) -> Period:
        return before(period, self.frequency, self.year_type)

    def year_before(self, period: Period) -> Period:
        return year_before(period)

    @property
    def ages_differ(self) -> bool:
        """Whether numerator and denominator tell of children of different ages: printed."""
        pair = (self.numerator_ages, self.denominator_ages)
        known = all(ages != Ages(None, None) for ages in pair)
        return self.unit != Unit.COUNT and known and pair[0] != pair[1]


@dataclass(frozen=True)
class FigureRecord:
    """An area's figures as they stood at a moment."""

    area: int
    area_name: str
    as_of: datetime
    indicators: tuple[IndicatorRecord, ...]

    def indicator(self, pk: int) -> IndicatorRecord:
        """Raises KeyError where there is none."""
        return {row.pk: row for row in self.indicators}[pk]

    def running(self, day: date) -> Sequence[IndicatorRecord]:
        """Those that have begun and not stopped by a day."""
        return [
            row
            for row in self.indicators
            if row.starts <= day and (row.ends is None or row.ends >= day)
        ]
