"""Pages of a plan take the same few queries whatever its size."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


def plan_of(actions: int):
    """A plan with so many actions, each with a lead who holds the post, an update and a measure."""
    plan = make.PlanFactory.create()
    measure = make.MeasureFactory.create(plan=plan)
    outcome = make.HighLevelOutcomeFactory.create(plan=plan)
    level = make.LevelFactory.create(plan=plan)
    for _ in range(actions):
        heading = make.HeadingFactory.create(plan=plan, level=level)
        action = make.led_action(make.UserFactory.create(), plan, heading=heading)
        make.ProgressUpdateFactory.create(action=action)
        make.DeadlineRevisionFactory.create(action=action)
        action.measures.add(measure)
        outcome.headings.add(heading)
    return plan


def taken(plan, page: str) -> int:
    client = Client()
    client.force_login(make.person_with(Role.CHAIR, plan.area))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page.format(plan.slug)).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("page", "most"),
    [
        # three more: the next meeting, posts that nobody holds, changes of access that wait
        ("/", 16),
        ("/plans/", 12),
        ("/plans/{}/", 12),
        # one more: what was named otherwise on a day that is over
        ("/plans/{}/?as_of=2026-09-01&since=2026-02-01", 13),
        ("/plans/{}/actions/", 12),
        ("/plans/{}/actions/?page=all&status=on_track&sort=due", 12),
        ("/plans/{}/actions/?words=draft", 13),  # one more: the words of the latest updates
        ("/plans/{}/text/", 12),
        ("/plans/{}/data-quality/", 12),
    ],
)
def test_queries_do_not_grow(page, most):
    few, many = taken(plan_of(1), page), taken(plan_of(12), page)

    assert (few, few <= most) == (many, True)
