"""Which actions are offered wherever something belongs to one."""

from datetime import date

import pytest

from actions.models import Action
from plans.enums import PlanState
from tests import factories as make


@pytest.fixture
def area(db):
    return make.AreaFactory()


def plan_from(area, year, **fields):
    return make.PlanFactory(
        area=area, period_start=date(year, 4, 1), period_end=date(year + 2, 3, 31), **fields
    )


def test_those_of_open_plans_stand_together_by_plan_the_newest_first(area):
    older, newer = plan_from(area, 2024), plan_from(area, 2026)
    third = make.ActionFactory(plan=older, position=1)
    second = make.ActionFactory(plan=newer, position=2)
    first = make.ActionFactory(plan=newer, position=1)
    make.ActionFactory(
        plan=newer, position=3, withdrawn_on=date(2026, 6, 1), withdrawn_reason="Done elsewhere."
    )
    make.ActionFactory(plan=plan_from(area, 2022, state=PlanState.CLOSED))
    make.ActionFactory()

    assert list(Action.objects.open_in(area.pk)) == [first, second, third]
