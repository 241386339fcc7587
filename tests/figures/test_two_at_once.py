"""Two people give the same figure at the same moment: one number stands, and the later sees it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from accounts.roles import Role
from figures.models import Observation
from figures.models.overtaken import Overtaken
from figures.rules.given import Given, Giving
from figures.rules.periods import Period
from figures.services import ask_for_figures, give_all
from tests import factories as make

PERIOD = Period(date(2025, 10, 31), date(2025, 8, 1))
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """What each call gave, or the error that it raised; all begin together."""
    start = Barrier(len(calls))

    def one(call):
        try:
            start.wait()
            return call()
        except Overtaken as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(one, calls))


def given(indicator, number):
    return [Giving(indicator.pk, (Given(PERIOD, Decimal(number)),), seen=0)]


def test_the_later_of_two_is_refused_and_shown_the_others():
    indicator, people = make.IndicatorFactory(), [make.UserFactory() for _ in range(2)]

    told = at_once(
        lambda: give_all(by=people[0], given=given(indicator, 12)),
        lambda: give_all(by=people[1], given=given(indicator, 14)),
    )

    [stands] = Observation.objects.all()
    [refusal] = [one for one in told if isinstance(one, Overtaken)]
    assert [one for one in told if one != refusal] == [1]
    assert [row.pk for row in refusal.since] == [stands.pk]


def test_the_same_number_of_two_is_one():
    indicator = make.IndicatorFactory()
    told = at_once(*[lambda: give_all(by=None, given=given(indicator, 12))] * 2)
    assert sorted(told) == [0, 1]
    assert Observation.objects.count() == 1


def test_two_beats_ask_once():
    post = make.PostFactory()
    lead = make.person_with(Role.ACTION_LEAD, post.area)
    make.PostHoldingFactory(post=post, user=lead, starts=make.LONG_AGO)
    make.IndicatorFactory(area=post.area, post=post, starts=date(2026, 8, 1))
    told = at_once(*[lambda: len(ask_for_figures(by=None, today=date(2026, 11, 9)))] * 2)
    assert sorted(told) == [0, 1]
