"""What was counted, with what became of it: the whole numbers behind every printed figure. Pure.

A number keeps its name while it is given again unchanged (provisional, then final); the first
different one is the next revision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from figures.enums import Frequency, ObservationStatus, Timing, Unit
from figures.rules.keys import Key, Part
from figures.rules.periods import Period, following
from figures.rules.record import FigureRecord, IndicatorRecord, Observed

RATES = (Unit.RATE_1000, Unit.RATE_10000)
QUARTERS = 4


@dataclass(frozen=True)
class Step:
    """One row as it was given, with the revision of each of its two numbers."""

    row: Observed
    numerator_revision: int
    denominator_revision: int

    def number(self, part: Part) -> Decimal | None:
        return self.row.numerator if part is Part.NUMERATOR else self.row.denominator

    def revision(self, part: Part) -> int:
        return self.numerator_revision if part is Part.NUMERATOR else self.denominator_revision


@dataclass(frozen=True)
class Total:
    """A number with its name, and the names of those that it is the sum of (itself alone, where
    it was given as it is)."""

    key: Key
    number: Decimal
    base: tuple[Key, ...]
    provisional: bool
    revised: bool

    @property
    def name(self) -> str:
        return str(self.key)


class Numbers:
    """All numbers of a record by indicator, category and period."""

    def __init__(self, record: FigureRecord) -> None:
        self.indicators = {row.pk: row for row in record.indicators}
        rows: defaultdict[tuple[int, int | None, Period], list[Observed]] = defaultdict(list)
        for indicator in record.indicators:
            for row in indicator.observed:
                rows[indicator.pk, row.category, row.period].append(row)
        self.steps = {place: _steps(given) for place, given in rows.items()}

    def step(
        self, indicator: int, category: int | None, period: Period, at: datetime | None = None
    ) -> Step | None:
        """What stood at a moment; now, where none is given."""
        steps = self.steps.get((indicator, category, period), ())
        there = [step for step in steps if at is None or step.row.entered_at <= at]
        return there[-1] if there else None

    def total(
        self,
        indicator: IndicatorRecord,
        categories: Sequence[int],
        period: Period,
        part: Part = Part.NUMERATOR,
        at: datetime | None = None,
    ) -> Total | None:
        """The number of a period, or the sum of its quarters and of `categories`; None where one
        of them is not there: nothing is guessed. What a rate is divided by does not add up over
        time: that of the last quarter is taken."""
        periods = self._given_for(indicator, period)
        if part is Part.DENOMINATOR and indicator.unit in RATES:
            periods = periods[-1:]
        steps = [
            (category, one, self.step(indicator.pk, category, one, at))
            for category in (tuple(categories) or (None,))
            for one in periods
        ]
        if not steps:
            return None
        base, numbers, statuses = [], [], set()
        for category, one, step in steps:
            number = step.number(part) if step else None
            if step is None or number is None:
                return None
            bands = () if category is None else (category,)
            base.append(Key(indicator.pk, bands, one, part, (step.revision(part),)))
            numbers.append(number)
            statuses.add(step.row.status)
        key = Key(indicator.pk, tuple(categories), period, part, _revisions(base))
        return Total(
            key,
            sum(numbers, Decimal(0)),
            tuple(base),
            ObservationStatus.PROVISIONAL in statuses,
            ObservationStatus.REVISED in statuses,
        )

    def _given_for(self, indicator: IndicatorRecord, period: Period) -> list[Period]:
        """The period itself where something was given for it, or else the four quarters in it."""
        if not adds_up_over_time(indicator) or period == indicator.period_of(period.end):
            return [period]
        quarters, at = [], indicator.period_of(period.start)
        while at.end <= period.end:
            quarters.append(at)
            at = following(at, indicator.frequency, indicator.year_type)
        return quarters

    def exact(self, name: str) -> int | None:
        """The true whole number of a count by its name, whatever was revised since."""
        key = Key.read(name)
        indicator = self.indicators.get(key.indicator)
        if indicator is None or key.part not in (Part.NUMERATOR, Part.DENOMINATOR):
            return None
        places = [
            (category, period)
            for category in (key.categories or (None,))
            for period in self._given_for(indicator, key.period)
        ]
        revisions = key.revisions if key.revisions != (1,) else (1,) * len(places)
        if len(revisions) != len(places):
            return None
        numbers = [
            self._revised(indicator.pk, *place, key.part, revision)
            for place, revision in zip(places, revisions, strict=True)
        ]
        there = [number for number in numbers if number is not None]
        return int(sum(there)) if len(there) == len(numbers) else None

    def _revised(
        self, indicator: int, category: int | None, period: Period, part: Part, revision: int
    ) -> Decimal | None:
        for step in self.steps.get((indicator, category, period), ()):
            if step.revision(part) == revision and step.number(part) is not None:
                return step.number(part)
        return None


def adds_up_over_time(indicator: IndicatorRecord) -> bool:
    """Whether four quarters make a year: what happened does, what stood on a day does not."""
    return indicator.timing == Timing.DURING and indicator.frequency == Frequency.QUARTER


def four_quarters(indicator: IndicatorRecord, period: Period) -> Period:
    """The four quarters that end with `period`, as one."""
    first = period
    for _ in range(QUARTERS - 1):
        first = indicator.before(first)
    return replace(period, start=first.start)


def _steps(rows: Sequence[Observed]) -> tuple[Step, ...]:
    steps, top, bottom = [], 1, 1
    held: Observed | None = None
    for row in rows:
        if held is not None and row.numerator is not None:
            top += row.numerator != held.numerator
            bottom += row.denominator != held.denominator
        steps.append(Step(row, top, bottom))
        held = row if row.numerator is not None else held
    return tuple(steps)


def _revisions(base: Sequence[Key]) -> tuple[int, ...]:
    each = tuple(key.revisions[0] for key in base)
    return each if any(number != 1 for number in each) else (1,)
