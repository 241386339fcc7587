"""Every journey of `./dev bench journeys` stays within the goal (ADR 96)."""

import pytest

from benchmarks.journeys import MODULES, walked

pytestmark = pytest.mark.django_db


def test_journeys_take_no_more_modules_and_queries_than_the_goal():
    ways = [(leg, way) for leg, way in walked() if leg.most_queries]
    assert len(ways) == 12
    for leg, way in ways:
        assert len(way.modules) <= MODULES, (leg.name, way.modules)
        assert len(way.queries) <= leg.most_queries, (leg.name, way.queries)
