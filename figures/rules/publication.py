"""From an area's figures to everything that one audience would be told: `disclosure.Publication`.

The one door's first half: what is printed anywhere is a cell here, and what it implies is one too.
See docs/disclosure.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from disclosure import Publication
from figures.enums import Frequency, ObservationStatus, Unit
from figures.rules.editions.cells import Cells
from figures.rules.editions.ties import tie
from figures.rules.keys import Key, Part
from figures.rules.numbers import (
    RATES,
    Numbers,
    adds_up_over_time,
    four_quarters,
)
from figures.rules.periods import Period, period_of
from figures.rules.record import FigureRecord, IndicatorRecord

Bands = Mapping[int, Sequence[Sequence[int]]]


@dataclass(frozen=True)
class Extent:
    """What of a record is told: periods that end from `since` to `until`, both included.

    `indicators` None: all. `breakdowns`: categories too. `years`: of what is counted each quarter
    only whole years (of a register as it stood, only a year's last quarter). `rolling`: beside
    each quarter the four that end with it. `bands`: by indicator, categories that are put
    together; only these are printed then.
    """

    since: date
    until: date
    indicators: frozenset[int] | None = None
    breakdowns: bool = True
    years: bool = False
    rolling: bool = False
    bands: Bands = field(default_factory=dict)


def publication(
    record: FigureRecord,
    extent: Extent,
    *,
    name: str,
    threshold: int = 4,
    zero_shown: bool = True,
    exact: bool = False,
) -> Publication:
    """Every cell as it would be printed, with its true number; what holds between them.

    `exact`: for eyes that see everything, so that nothing needs to be said of what holds.
    """
    cells = Cells(Numbers(record), exact=exact)
    for indicator in record.indicators:
        if extent.indicators is None or indicator.pk in extent.indicators:
            for period in told_periods(indicator, extent):
                _add_period(cells, indicator, period, extent)
            _add_comparators(cells, indicator, extent, record.as_of.date())
    if not exact:
        tie(cells, record)
    return Publication(
        edition=name,
        cells=tuple(cells.by_name.values()),
        relations=tuple(cells.relations),
        threshold=threshold,
        zero_shown=zero_shown,
    )


def told_periods(indicator: IndicatorRecord, extent: Extent) -> list[Period]:
    """The periods for which something is told, the earliest first."""
    given = [row for row in indicator.periods() if extent.since <= row.end <= extent.until]
    if not extent.years:
        return given
    ends = [row for row in given if _ends_year(indicator, row)]
    if not adds_up_over_time(indicator):
        return ends
    return [four_quarters(indicator, row) for row in ends]


def _ends_year(indicator: IndicatorRecord, period: Period) -> bool:
    return period.end == period_of(period.end, Frequency.YEAR, indicator.year_type).end


def _add_period(cells: Cells, indicator: IndicatorRecord, period: Period, extent: Extent) -> None:
    rolling = (
        [four_quarters(indicator, period)]
        if extent.rolling and not extent.years and adds_up_over_time(indicator)
        else []
    )
    for bands in _bands(indicator, extent):
        _add(cells, indicator, bands, period)
        if at := _revised_at(cells.numbers, indicator, bands, period):
            _add(cells, indicator, bands, period, at)
        for year in rolling:
            _add(cells, indicator, bands, year)


def _bands(indicator: IndicatorRecord, extent: Extent) -> Iterator[Sequence[int]]:
    yield ()
    if indicator.pk in extent.bands:
        yield from extent.bands[indicator.pk]
    elif extent.breakdowns:
        yield from ((row.pk,) for row in indicator.categories)


def _add(
    cells: Cells,
    indicator: IndicatorRecord,
    bands: Sequence[int],
    period: Period,
    at: datetime | None = None,
) -> None:
    """What is printed of one period and category: numbers, and what is worked out of them."""
    top = cells.numbers.total(indicator, bands, period, Part.NUMERATOR, at)
    if top is None:
        return
    is_share = indicator.unit != Unit.COUNT
    bottom = (
        cells.numbers.total(indicator, bands, period, Part.DENOMINATOR, at) if is_share else None
    )
    if not indicator.counts_children:
        cells.plain(indicator, top)
        if bottom is not None:
            cells.plain(indicator, bottom)
    elif indicator.unit != Unit.MEAN or top.number == top.number.to_integral_value():
        # a sum of days or of marks is no number of children, and is not printed
        cells.count(indicator, top, printed=indicator.unit != Unit.MEAN)
    if bottom is None:
        return
    if indicator.counts_children and indicator.unit not in RATES:
        cells.count(indicator, bottom, printed=True)
    cells.share(indicator, top, bottom)


def _revised_at(
    numbers: Numbers, indicator: IndicatorRecord, bands: Sequence[int], period: Period
) -> datetime | None:
    """The moment before the revision that holds now: what was said then is printed beside it."""
    category = bands[0] if len(bands) == 1 else None
    if len(bands) > 1:
        return None
    steps = numbers.steps.get((indicator.pk, category, period), ())
    if len(steps) < 2 or steps[-1].row.status != ObservationStatus.REVISED:
        return None
    last = steps[-1]
    same = (last.numerator_revision, last.denominator_revision)
    earlier = [
        step for step in steps if (step.numerator_revision, step.denominator_revision) != same
    ]
    return earlier[-1].row.entered_at if earlier else None


def _add_comparators(cells: Cells, indicator: IndicatorRecord, extent: Extent, by: date) -> None:
    categories = {row.pk for row in indicator.categories} if extent.breakdowns else set()
    since = extent.since - timedelta(366 if extent.years else 0)
    for row in indicator.comparators:
        told = since <= row.period.end <= extent.until and row.edition <= by
        if told and (row.category is None or row.category in categories):
            words = f"{row.name.replace('|', '/')} {row.edition.isoformat()}"
            bands = () if row.category is None else (row.category,)
            key = Key(indicator.pk, bands, row.period, Part.COMPARATOR, words=words)
            cells.comparator(indicator, key, row.value)
