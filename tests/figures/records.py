"""Figures as values, as short as a test needs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from figures.enums import Chapter, Frequency, Good, ObservationStatus, Timing, Unit, YearType
from figures.rules.periods import Period, following, period_of
from figures.rules.record import (
    Ages,
    CategoryRow,
    FigureRecord,
    IndicatorRecord,
    Link,
    Observed,
)

FIRST = period_of(date(2024, 8, 1), Frequency.QUARTER, YearType.AUGUST)
GIVEN = datetime(2026, 11, 5, 9, tzinfo=UTC)


def quarter(at: int) -> Period:
    """The quarter that many after August to October 2024."""
    period = FIRST
    for _ in range(at):
        period = following(period, Frequency.QUARTER, YearType.AUGUST)
    return period


def row(
    at: int,
    numerator: int | str | None,
    denominator: int | None = None,
    category: int | None = None,
    status: ObservationStatus = ObservationStatus.FINAL,
    revision: int = 1,
) -> Observed:
    return Observed(
        pk=0,
        category=category,
        period=quarter(at),
        revision=revision,
        numerator=None if numerator is None else Decimal(numerator),
        denominator=None if denominator is None else Decimal(denominator),
        status=status,
        note="",
        entered_at=GIVEN + timedelta(days=revision),
        entered_by="",
    )


def counts(*numbers: int | None, category: int | None = None) -> list[Observed]:
    """One number a quarter from the first one."""
    return [
        row(at, number, category=category)
        for at, number in enumerate(numbers)
        if number is not None
    ]


def indicator(
    pk: int,
    observed: Sequence[Observed],
    *,
    unit: Unit = Unit.COUNT,
    categories: Mapping[str, str | None] | None = None,
    links: Sequence[Link] = (),
    timing: Timing = Timing.DURING,
) -> IndicatorRecord:
    """`categories`: label and the label of what it stands in; their keys are 1, 2, ... in order."""
    labels = list(categories or {})
    return IndicatorRecord(
        pk=pk,
        number=str(pk),
        name=f"Indicator {pk}",
        position=pk,
        unit=unit,
        decimals=0,
        numerator="children",
        numerator_ages=Ages(None, None),
        denominator="" if unit == Unit.COUNT else "all children",
        denominator_ages=Ages(None, None),
        timing=timing,
        frequency=Frequency.QUARTER,
        year_type=YearType.AUGUST,
        good=Good.NEITHER,
        source="The council",
        questions=(),
        breakdown="Age" if labels else "",
        overlapping=False,
        counts_children=True,
        complement_sensitive=False,
        published_elsewhere=False,
        headline=False,
        chapter=Chapter.INFORMATION,
        starts=FIRST.start,
        ends=None,
        post=None,
        post_title="",
        set_name="",
        categories=tuple(
            CategoryRow(at + 1, label, at, labels.index(parent) + 1 if parent else None)
            for at, (label, parent) in enumerate((categories or {}).items())
        ),
        links=tuple(links),
        observed=tuple(sorted(observed, key=lambda one: (one.period, one.category or 0))),
        comparators=(),
        agreed=(),
        sentences=(),
        answers=(),
    )


def record(*indicators: IndicatorRecord) -> FigureRecord:
    return FigureRecord(1, "Port Ellan", GIVEN + timedelta(days=400), tuple(indicators))


def with_(one: IndicatorRecord, **changed: object) -> IndicatorRecord:
    return replace(one, **changed)  # type: ignore[arg-type]
