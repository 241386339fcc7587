"""The six journeys of `./dev bench journeys` stay within the goal; three that are beyond it come no
further from it."""

import pytest

from benchmarks.journeys import MODULES, QUERIES, walked

pytestmark = pytest.mark.django_db

# modules of ours, queries; the bells of a freeze ring after the commit, which no test makes
BEYOND = {
    "freeze a report: the page": (12, 19),
    "freeze a report: frozen": (19, 38),
    "send a digest": (9, 21),
}


def test_journeys_take_no_more_modules_and_queries_than_were_reached():
    ways = {leg.name: way for leg, way in walked()}
    assert len(ways) == 11
    for name, way in ways.items():
        modules, queries = BEYOND.get(name, (MODULES, QUERIES))
        assert len(way.modules) <= modules, (name, way.modules)
        assert len(way.queries) <= queries, (name, way.queries)
