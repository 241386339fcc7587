"""The trend over the quarters: each day as it was, and every number opens its list."""

from datetime import date

import pytest

from actions.queries.positions import position
from dashboards.queries.overview import dashboard
from dashboards.rules.addresses import Addresses
from dashboards.templatetags.counts import width
from documents.enums import Canonical
from tests import factories as make
from tests.reporting.busy import BEFORE, DAY, busy

pytestmark = pytest.mark.django_db


def test_each_row_is_what_the_plan_showed_on_its_day():
    plan = busy().plan
    days = [date(2026, 7, 1), BEFORE]

    board = dashboard(position(plan, DAY, days_before=days), Addresses("/list/"))

    def shown(row):
        return {part.tag.canonical: part.count.number for part in row.parts.parts}

    alone = {day: dashboard(position(plan, day), Addresses("/list/")) for day in (*days, DAY)}
    assert [row.day for row in board.trend] == [*days, DAY]
    assert [shown(row) for row in board.trend] == [
        {one.tag.canonical: one.now.number for one in alone[day].statuses if one.now.number}
        for day in (*days, DAY)
    ]


def test_row_is_as_long_as_the_longest_with_its_gap():
    plan = make.PlanFactory.create()
    make.ActionFactory.create_batch(3, plan=plan)
    make.ActionFactory.create(plan=plan, added_on=date(2026, 10, 1))

    rows = dashboard(position(plan, DAY, days_before=[BEFORE]), Addresses("/list/")).trend

    assert [(row.total.number, row.parts.gap) for row in rows] == [(3, 1), (4, 0)]


def test_one_day_is_no_trend():
    plan = make.ActionFactory.create().plan

    assert dashboard(position(plan, DAY), Addresses("/list/")).trend == []


def test_truth_is_made_of_the_counts():
    plan = make.PlanFactory.create()
    for canonical in (Canonical.ON_TRACK, Canonical.OFF_TRACK, Canonical.AT_RISK):
        made = make.ActionFactory.create(plan=plan, due=date(2026, 11, 1))
        make.ProgressUpdateFactory.create(action=made, as_at=DAY, canonical=canonical)

    board = dashboard(position(plan, DAY), Addresses("/list/"))

    assert board.truth == (
        "0 of 3 actions are Completed and 1 Green; 1 is Red and overdue; 1 is Amber and overdue."
    )


@pytest.mark.parametrize(
    ("number", "classes"),
    [
        (0, ""),
        (7, "cpc-u7"),
        (40, "cpc-t4"),
        (125, "cpc-h1 cpc-t2 cpc-u5"),
        (5000, "cpc-h9 cpc-t9 cpc-u9"),
    ],
)
def test_width_is_put_together_of_digits(number, classes):
    assert width(number) == classes
