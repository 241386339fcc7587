"""The six journeys of `./dev bench journeys` stay within the goal; the queries of a digest come no
further from it (ADR 96)."""

import pytest

from benchmarks.journeys import MODULES, walked

pytestmark = pytest.mark.django_db
DIGEST = ("send a digest", 17)


def test_journeys_take_no_more_modules_and_queries_than_the_goal():
    ways = walked()
    assert len(ways) == 11
    for leg, way in ways:
        most = dict([DIGEST]).get(leg.name, leg.most_queries)
        assert len(way.modules) <= MODULES, (leg.name, way.modules)
        assert len(way.queries) <= most, (leg.name, way.queries)
