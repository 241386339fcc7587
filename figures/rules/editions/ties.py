"""What holds between the numbers of an area: categories and what they add up to, registers and
who joined and left them, parts and wholes, and one number given twice. Pure.

Only what is true of the numbers is stated: figures that do not add up tie nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from disclosure import Relation
from figures.enums import LinkKind
from figures.rules.editions.cells import Cells
from figures.rules.keys import Part
from figures.rules.numbers import RATES, Total
from figures.rules.periods import Period
from figures.rules.record import FigureRecord, IndicatorRecord

PARTS = (Part.NUMERATOR, Part.DENOMINATOR)


def tie(cells: Cells, record: FigureRecord) -> None:
    """State what holds between the cells that are there; what a link leads to is added."""
    for indicator in record.indicators:
        for link in indicator.links:
            other = cells.numbers.indicators.get(link.to)
            if other is None or not (indicator.counts_children and other.counts_children):
                continue
            if link.kind == LinkKind.PART_OF:
                _tie_part(cells, indicator, other)
            elif link.kind == LinkKind.DENOMINATOR:
                _tie_denominator(cells, indicator, other)
    for indicator in record.indicators:
        if indicator.counts_children:
            _tie_stock(cells, record, indicator)
    for indicator in record.indicators:
        if indicator.counts_children and indicator.categories:
            _tie_categories(cells, indicator)


# -- Categories and what they add up to ------------------------------------------------------------


def _tie_categories(cells: Cells, indicator: IndicatorRecord) -> None:
    families: dict[int | None, list[int]] = {}
    for row in indicator.categories:
        families.setdefault(row.parent, []).append(row.pk)
    moments: dict[Period, set[datetime]] = {}
    for given in indicator.observed:
        moments.setdefault(given.period, set()).add(given.entered_at)
    for period, times in moments.items():
        for at in sorted(times):
            for parent, parts in families.items():
                for part in PARTS:
                    _tie_family(cells, indicator, period, at, parent, parts, part)


def _tie_family(
    cells: Cells,
    indicator: IndicatorRecord,
    period: Period,
    at: datetime,
    parent: int | None,
    parts: Sequence[int],
    part: Part,
) -> None:
    whole = _there(cells, indicator, () if parent is None else (parent,), period, part, at)
    each = [_there(cells, indicator, (pk,), period, part, at) for pk in parts]
    there = [total for total in each if total is not None]
    if whole is None or not there:
        return
    complete = len(there) == len(each)
    if indicator.overlapping:
        cells.tie(*_overlap(there, whole, complete=complete))
    else:
        cells.tie(*_sum(there, whole, complete=complete))


def _there(
    cells: Cells,
    indicator: IndicatorRecord,
    categories: Sequence[int],
    period: Period,
    part: Part,
    at: datetime,
) -> Total | None:
    total = cells.numbers.total(indicator, categories, period, part, at)
    return total if total is not None and total.name in cells.by_name else None


def _sum(parts: Sequence[Total], whole: Total, *, complete: bool) -> Iterator[Relation]:
    names, added = [one.name for one in parts], sum((one.number for one in parts), Decimal(0))
    if complete and added == whole.number:
        yield Relation.sum(names, whole.name)
    elif added <= whole.number:
        yield Relation.linear({**dict.fromkeys(names, -1), whole.name: 1}, minimum=0)
    else:
        yield from _each_at_most(parts, whole)


def _overlap(parts: Sequence[Total], whole: Total, *, complete: bool) -> Iterator[Relation]:
    names, added = [one.name for one in parts], sum((one.number for one in parts), Decimal(0))
    if complete and added >= whole.number:
        yield Relation.linear({**dict.fromkeys(names, 1), whole.name: -1}, minimum=0)
    yield from _each_at_most(parts, whole)


def _each_at_most(parts: Sequence[Total], whole: Total) -> Iterator[Relation]:
    for one in parts:
        if one.number <= whole.number:
            yield Relation.at_most(one.name, whole.name)


# -- Links -----------------------------------------------------------------------------------------


def _tie_part(cells: Cells, part: IndicatorRecord, whole: IndicatorRecord) -> None:
    for period in part.periods():
        for _, pair in _linked(cells, [(part, Part.NUMERATOR), (whole, Part.NUMERATOR)], period):
            if pair[0].number <= pair[1].number:
                cells.tie(Relation.at_most(pair[0].name, pair[1].name))


def _tie_denominator(cells: Cells, share: IndicatorRecord, whole: IndicatorRecord) -> None:
    """What a percentage is of was counted by another indicator: one number under two names."""
    if share.unit in RATES:
        return
    for period in share.periods():
        for _, pair in _linked(cells, [(share, Part.DENOMINATOR), (whole, Part.NUMERATOR)], period):
            if pair[0].number == pair[1].number:
                cells.tie(Relation.same(pair[0].name, pair[1].name))


def _tie_stock(cells: Cells, record: FigureRecord, stock: IndicatorRecord) -> None:
    """As at the end = as at the end before + who joined - who left."""
    flows = [
        (indicator, -1 if link.kind == LinkKind.JOINS else 1)
        for indicator in record.indicators
        for link in indicator.links
        if link.to == stock.pk and link.kind in (LinkKind.JOINS, LinkKind.LEAVES)
    ]
    if not flows:
        return
    which = [(stock, Part.NUMERATOR), *((one, Part.NUMERATOR) for one, _ in flows)]
    signs = (1, *(sign for _, sign in flows))
    for period in stock.periods():
        earlier = stock.before(period)
        if cells.numbers.total(stock, (), earlier) is None:
            continue
        for at, totals in _linked(cells, which, period, earlier):
            _tie_movement(
                cells, stock, totals, signs, cells.numbers.total(stock, (), earlier, at=at)
            )


def _tie_movement(
    cells: Cells,
    stock: IndicatorRecord,
    totals: Sequence[Total],
    signs: Sequence[int],
    before: Total | None,
) -> None:
    """`totals` with their `signs` make what the stock was `before`."""
    change = sum(
        (sign * total.number for sign, total in zip(signs, totals, strict=True)), Decimal(0)
    )
    if before is not None and change == before.number:
        cells.count(stock, before, printed=False)
        terms = {total.name: sign for sign, total in zip(signs, totals, strict=True)}
        cells.tie(Relation.linear({**terms, before.name: -1}, minimum=0, maximum=0))


def _linked(
    cells: Cells,
    which: Sequence[tuple[IndicatorRecord, Part]],
    period: Period,
    *others: Period,
) -> Iterator[tuple[datetime | None, list[Total]]]:
    """The numbers of one period as they stand, and as they stood at earlier moments of which a
    number is told still, beside what it was put right to; with the moment. Each is added as an
    implied one. None where one was never given, or where none of them is there.

    `others` are periods whose numbers make moments too.
    """
    now: set[str] = set()
    for at in (None, *_moments([one for one, _ in which], {period, *others})):
        totals = [
            (one, total)
            for one, part in which
            if (total := cells.numbers.total(one, (), period, part, at)) is not None
        ]
        names = {total.name for _, total in totals}
        told = any(name in cells.by_name for name in names - now)
        now = now or names
        if told and len(totals) == len(which):
            for one, total in totals:
                cells.count(one, total, printed=False)
            yield at, [total for _, total in totals]


def _moments(indicators: Sequence[IndicatorRecord], periods: set[Period]) -> list[datetime]:
    """When totals of these periods were given; none where nothing was given a second time."""
    rows = [
        row
        for one in indicators
        for row in one.observed
        if row.category is None and row.period in periods
    ]
    return sorted({row.entered_at for row in rows}) if any(r.revision > 1 for r in rows) else []
