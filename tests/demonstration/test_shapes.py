"""Each demonstration has the shape of the published plan that it stands for, counted."""

from collections import Counter

import pytest

from actions.models import Action, Lead
from committees.enums import BodyKind
from committees.models import Area, Membership
from outcomes.models import HighLevelOutcome
from plans.enums import PlanState
from plans.models import Heading, Plan

pytestmark = pytest.mark.usefixtures("areas")


def plan_of(slug):
    return Plan.objects.get(area__slug=slug, state=PlanState.PUBLISHED)


@pytest.mark.parametrize(
    ("slug", "levels", "rated", "ongoing", "outcomes", "measures", "counted"),
    [
        (
            "strathmorlich",
            {"Priority": 2, "Outcome": 6, "Expected impact": 22},
            25,
            7,
            0,
            25,
            4,
        ),
        ("inverlaw", {"Strategic priority": 4, "Outcome": 8, "Objective": 26}, 36, 0, 0, 3, 3),
        ("carrickmoor", {"Priority": 3}, 11, 0, 9, 3, 3),
        ("glenfarrow", {"Theme": 5, "Area of priority": 16}, 0, 0, 9, 2, 2),
        ("wolderby", {"Intent": 6}, 14, 0, 3, 2, 2),
    ],
)
def test_counts(slug, levels, rated, ongoing, outcomes, measures, counted):
    plan = plan_of(slug)
    kinds = Counter(plan.actions.values_list("kind", flat=True))

    assert Counter(plan.headings.values_list("level__singular", flat=True)) == levels
    assert (kinds["rated"], kinds["ongoing"]) == (rated, ongoing)
    assert plan.high_level_outcomes.count() == outcomes
    assert plan.measures.count() == measures
    assert plan.measures.exclude(unit="").count() == counted


def test_ten_actions_fall_due_at_the_end_of_year_one_and_fifteen_at_the_end_of_year_two():
    first_dates = plan_of("strathmorlich").actions.filter(kind="rated").values_list("first_due")

    assert Counter(str(day) for (day,) in first_dates) == {"2026-07-31": 10, "2027-07-31": 15}


@pytest.mark.parametrize(
    ("slug", "assignments", "distinct"),
    [("strathmorlich", 33, 15), ("inverlaw", 99, 22), ("carrickmoor", 12, 8), ("wolderby", 20, 11)],
)
def test_leads(slug, assignments, distinct):
    leads = Lead.objects.filter(action__plan=plan_of(slug))

    assert leads.count() == assignments
    assert leads.values("post").distinct().count() == distinct


def test_timescales_of_every_kind():
    kinds = plan_of("inverlaw").actions.values_list("timescale_kind", flat=True)

    assert Counter(kinds) == {
        "continuous": 13,
        "on_demand": 7,
        "recurring": 6,
        "meeting": 3,
        "by_date": 3,
        "misplaced": 3,
        "unknown": 1,
    }


def test_actions_are_numbered_within_their_outcome_and_counted_for_each():
    numbers = plan_of("strathmorlich").actions.filter(kind="rated").values_list("number", flat=True)

    assert Counter(number.split(".")[0] for number in numbers) == {
        "1": 5, "2": 3, "3": 6, "4": 4, "5": 3, "6": 4,
    }  # fmt: skip


def test_impacts_for_each_outcome():
    impacts = Heading.objects.filter(plan=plan_of("strathmorlich"), level__position=3)

    assert Counter(impacts.values_list("parent__number", flat=True)) == {
        "1": 2, "2": 3, "3": 6, "4": 4, "5": 3, "6": 4,
    }  # fmt: skip


def test_objectives_and_actions_for_each_outcome():
    plan = plan_of("inverlaw")
    objectives = plan.headings.filter(level__position=3).values_list("parent__number", flat=True)
    actions = plan.actions.values_list("heading__parent__number", flat=True)

    assert Counter(objectives) == {
        "1": 7, "2": 3, "3": 3, "4": 6, "5": 2, "6": 1, "7": 1, "8": 3,
    }  # fmt: skip
    assert Counter(actions) == {
        "1": 12, "2": 5, "3": 5, "4": 6, "5": 2, "6": 1, "7": 2, "8": 3,
    }  # fmt: skip


def test_a_number_is_printed_twice_and_kept():
    repeated = plan_of("inverlaw").headings.filter(number="3.1")

    assert [heading.parent.number for heading in repeated] == ["3", "8"]


def test_areas_of_priority_for_each_theme_with_vision_and_context():
    plan = plan_of("glenfarrow")
    themes = plan.headings.filter(parent=None)
    areas = plan.headings.exclude(parent=None).values_list("parent__number", flat=True)

    assert Counter(areas) == {"1": 4, "2": 4, "3": 3, "4": 2, "5": 3}
    assert [bool(theme.vision and theme.context) for theme in themes] == [True] * 5


def test_bullets_for_each_priority_and_outcomes_linked_both_ways():
    plan = plan_of("carrickmoor")
    bullets = plan.actions.values_list("heading__number", flat=True)
    linked = HighLevelOutcome.objects.filter(plan=plan, actions__isnull=False).distinct()

    assert Counter(bullets) == {"1": 4, "2": 3, "3": 4}
    assert linked.count() == 9


def test_key_areas_for_each_intent():
    actions = plan_of("wolderby").actions.values_list("heading__position", flat=True)

    assert list(Counter(actions).values()) == [3, 1, 2, 2, 3, 3]


def test_sub_committees_and_members_of_the_large_committee():
    area = Area.objects.get(slug="carrickmoor")
    members = Membership.objects.current().filter(body__area=area, body__kind=BodyKind.COMMITTEE)

    assert area.bodies.filter(kind=BodyKind.SUB_COMMITTEE).count() == 9
    assert members.count() == 18


def test_next_years_plan_is_in_draft_beside_the_one_in_force():
    draft = Plan.objects.get(area__slug="carrickmoor", state=PlanState.DRAFT)

    assert (draft.title, draft.actions.count()) == ("Business Plan 2027–28", 9)


def test_one_action_has_neither_lead_nor_date():
    unled = Action.objects.filter(kind="rated", leads=None, plan__state=PlanState.PUBLISHED)

    assert [(action.text, action.timescale_words) for action in unled] == [
        ("Use people's accounts alongside figures to show impact", "")
    ]
