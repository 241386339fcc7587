"""The six journeys of `./dev bench journeys` take no more modules and queries than were reached."""

import pytest

from benchmarks.journeys import walked

pytestmark = pytest.mark.django_db

# modules of ours, queries; the bells of a freeze ring after the commit, which no test makes
REACHED = {
    "save an update: the form": (8, 12),
    "save an update: saved": (8, 12),
    "decide a date: the form": (7, 11),
    "decide a date: decided": (8, 12),
    "check an update: the queue": (7, 11),
    "check an update: accepted": (5, 9),
    "freeze a report: the page": (13, 20),
    "freeze a report: frozen": (20, 40),
    "preview an import: sent in": (7, 11),
    "preview an import: the preview": (6, 5),
    "send a digest": (10, 21),
}


def test_journeys_take_the_modules_and_queries_that_were_reached():
    ways = {leg.name: way for leg, way in walked()}
    assert ways.keys() == REACHED.keys()
    for name, (modules, queries) in REACHED.items():
        assert len(ways[name].modules) <= modules, (name, ways[name].modules)
        assert len(ways[name].queries) <= queries, (name, ways[name].queries)
