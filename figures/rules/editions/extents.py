"""What of a record is told: an extent as JSON, for the job that prepares an edition and for what is
kept of it; and the few headline figures that the public is told by default. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypedDict

from disclosure import pooled
from figures.rules.numbers import Numbers
from figures.rules.publication import Extent, told_periods
from figures.rules.record import FigureRecord, IndicatorRecord


class ExtentFacts(TypedDict):
    since: str
    until: str
    indicators: list[int] | None
    breakdowns: bool
    years: bool
    rolling: bool
    # by the key of an indicator, as JSON has keys
    bands: dict[str, list[list[int]]]


def as_json(extent: Extent) -> ExtentFacts:
    return {
        "since": extent.since.isoformat(),
        "until": extent.until.isoformat(),
        "indicators": None if extent.indicators is None else sorted(extent.indicators),
        "breakdowns": extent.breakdowns,
        "years": extent.years,
        "rolling": extent.rolling,
        "bands": {str(pk): [list(bands) for bands in every] for pk, every in extent.bands.items()},
    }


def as_extent(facts: ExtentFacts) -> Extent:
    chosen = facts["indicators"]
    return Extent(
        since=date.fromisoformat(facts["since"]),
        until=date.fromisoformat(facts["until"]),
        indicators=None if chosen is None else frozenset(chosen),
        breakdowns=facts["breakdowns"],
        years=facts["years"],
        rolling=facts["rolling"],
        bands={
            int(pk): tuple(tuple(bands) for bands in every) for pk, every in facts["bands"].items()
        },
    )


def headlines(record: FigureRecord, extent: Extent, threshold: int) -> Extent:
    """Few figures, once a year, with neighbouring categories put together until none is small:
    what the public is told by default. Where indicators were chosen, these; else those that are
    marked as headlines."""
    chosen = extent.indicators
    if chosen is None:
        chosen = frozenset(row.pk for row in record.indicators if row.headline)
    whole = replace(extent, indicators=chosen, years=True, rolling=False)
    if not extent.breakdowns:
        return whole
    numbers = Numbers(record)
    bands = {
        row.pk: _bands(numbers, row, whole, threshold)
        for row in record.indicators
        if row.pk in chosen and row.categories
    }
    return replace(whole, bands=bands)


def _bands(
    numbers: Numbers, indicator: IndicatorRecord, extent: Extent, threshold: int
) -> Sequence[Sequence[int]]:
    """Categories put together, for every year alike; none where all of them together are too few.
    Those that overlap have no sum and stay each its own: what is small of them is hidden."""
    if not indicator.counts_children:
        return [[row.pk] for row in indicator.categories]
    leaves = _leaves(indicator)
    if indicator.overlapping:
        return [[pk] for pk in leaves]
    rows = []
    for period in told_periods(indicator, extent):
        totals = [numbers.total(indicator, (pk,), period) for pk in leaves]
        there = [int(total.number) for total in totals if total is not None]
        if len(there) == len(leaves):
            rows.append(there)
    if not rows:
        return []
    pools = pooled([str(pk) for pk in leaves], rows, threshold=threshold)
    return [[int(label) for label in pool.labels] for pool in pools]


def _leaves(indicator: IndicatorRecord) -> list[int]:
    """The categories in which none other stands, in their order."""
    parents = {row.parent for row in indicator.categories}
    return [row.pk for row in indicator.categories if row.pk not in parents]
