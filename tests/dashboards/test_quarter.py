"""Where a plan stands in its quarter, day by day."""

from datetime import date

import pytest

from dashboards.queries.quarter import quarter_line
from tests import factories as make

pytestmark = pytest.mark.django_db
MEETING = date(2026, 12, 16)


@pytest.fixture
def plan():
    body = make.BodyFactory.create()
    for held_on in (MEETING, date(2027, 3, 17)):
        make.MeetingFactory.create(body=body, held_on=held_on)
    return make.PlanFactory.create(area=body.area, body=body)


@pytest.mark.parametrize(
    ("today", "days_left", "now"),
    [
        (date(2026, 11, 10), 36, ("Next: updates are asked for", "18 November 2026")),
        (date(2026, 11, 19), 27, ("Now: leads answer", "by 2 December 2026")),
        (date(2026, 12, 2), 14, ("Now: leads answer", "by 2 December 2026")),
        (date(2026, 12, 3), 13, ("Now: the chair reviews", "by 6 December 2026")),
        (date(2026, 12, 16), 0, ("Next: the meeting", "16 December 2026")),
        (date(2026, 12, 20), -4, ("Now: the report", "by 30 December 2026")),
        (date(2026, 12, 31), 76, ("Next: updates are asked for", "17 February 2027")),
    ],
)
def test_quarter_says_where_it_stands(plan, today, days_left, now):
    line = quarter_line(plan, today)

    assert (line.days_left, (line.now.what, line.now.when)) == (days_left, now)
    assert [step.state for step in line.steps].count("now") == 1


def test_steps_that_are_over_come_before_those_ahead(plan):
    line = quarter_line(plan, date(2026, 12, 3))

    assert [step.state for step in line.steps] == ["done", "done", "now", "next", "next", "next"]


def test_plan_without_a_meeting_ahead_has_no_quarter(plan):
    assert quarter_line(plan, date(2028, 1, 1)) is None
