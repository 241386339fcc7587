"""The demonstration's figures agree with each other, as an area's own would."""

from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from committees.models import Area
from figures.enums import LinkKind, ObservationStatus
from figures.queries.record import figure_record
from figures.rules.record import FigureRecord, IndicatorRecord

SCOTTISH = ["carrickmoor", "glenfarrow", "inverlaw", "strathmorlich"]


@pytest.fixture(params=[*SCOTTISH, "wolderby"])
def record(request, areas) -> FigureRecord:
    return figure_record(Area.objects.get(slug=request.param))


def totals(indicator: IndicatorRecord) -> dict:
    newest = indicator.newest()
    return {period: row.numerator for (band, period), row in newest.items() if band is None}


def linked(record: FigureRecord, kind: LinkKind) -> list[tuple[IndicatorRecord, IndicatorRecord]]:
    return [
        (row, record.indicator(link.to))
        for row in record.indicators
        for link in row.links
        if link.kind == kind
    ]


def test_two_years_at_least_are_told(record):
    quarterly = [row for row in record.indicators if row.frequency == "quarter" and not row.ends]

    assert {len(row.periods()) >= 8 for row in quarterly} == {True}


def test_who_came_and_went_explains_who_is_there(record):
    (joins,) = linked(record, LinkKind.JOINS)
    (leaves,) = linked(record, LinkKind.LEAVES)
    stock, came, went = totals(joins[1]), totals(joins[0]), totals(leaves[0])
    periods = sorted(stock)

    moved = [stock[late] - stock[early] for early, late in pairwise(periods)]

    assert moved == [came[period] - went[period] for period in periods[1:]]


def test_shares_are_of_what_is_counted_beside_them(record):
    for share, of in linked(record, LinkKind.DENOMINATOR):
        wholes = {row.period: row.denominator for row in share.observed if row.denominator}
        assert wholes == {period: totals(of)[period] for period in wholes}


def test_bands_add_up_to_all(record):
    for row in record.indicators:
        if row.categories and not row.overlapping:
            sums = defaultdict(int)
            for (band, period), given in row.newest().items():
                sums[period] += given.numerator if band is not None else 0
            assert sums == totals(row)


def test_last_numbers_are_provisional(record):
    running = record.running(record.as_of.date())

    last = {row.newest()[None, row.periods()[-1]].status for row in running}

    assert last == {ObservationStatus.PROVISIONAL}


def test_a_number_was_put_right_and_one_was_never_there(areas):
    record = figure_record(Area.objects.get(slug="carrickmoor"))
    ended = [row.name for row in record.indicators if row.ends]

    states = Counter(row.status for indicator in record.indicators for row in indicator.observed)

    gone = (states[ObservationStatus.REVISED], states[ObservationStatus.NOT_AVAILABLE])
    assert (gone, ended) == ((1, 1), ["Discussions begun within 24 hours"])
