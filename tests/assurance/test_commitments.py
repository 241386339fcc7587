"""Open commitments by origin and age, and the registers from which they and actions come."""

from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from actions.enums import LineageKind
from actions.queries.origins import provenance_of
from assurance.queries.commitments import open_commitments
from plans.enums import PlanState
from plans.queries.origins import Register, registers
from reporting.enums import DirectionState
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
EARLY = date(2026, 8, 1)


@pytest.fixture
def plan():
    return make.PlanFactory(state=PlanState.PUBLISHED)


@pytest.fixture
def user(plan):
    return make.person_with(Role.LEAD_OFFICER, plan.area)


@pytest.fixture
def directed(plan):
    report = make.issued_report(plan=plan)
    return make.DirectionFactory(
        report=report, number=3, given_on=date(2026, 9, 20), due_on=date(2026, 11, 10)
    )


def told(user, plan):
    """What stands under each heading: by address and key, and for how many days."""
    return {
        group.name: [(one.page, one.key, one.days) for one in group.commitments]
        for group in open_commitments(user, plan.area, TODAY)
    }


def answered(direction, action=None):
    return make.DirectionAnswerFactory(direction=direction, action=action, text="By the plan.")


def test_every_register_of_the_list_is_there():
    assert all(isinstance(register, Register) for register in registers())
    assert len(set(settings.ORIGIN_REGISTERS)) == len(registers())


def test_open_commitments_stand_by_origin_the_oldest_first(plan, user):
    young = make.ActionFactory(plan=plan, origin="audit", added_on=date(2026, 10, 1))
    old = make.ActionFactory(plan=plan, origin="audit", added_on=EARLY)
    plain = make.ActionFactory(plan=plan, added_on=EARLY)
    make.ActionFactory(plan=plan, kind="ongoing", added_on=EARLY)

    assert list(told(user, plan).items()) == [
        ("The plan as agreed", [("action_detail", plain.pk, 111)]),
        ("Audit", [("action_detail", old.pk, 111), ("action_detail", young.pk, 50)]),
    ]


def test_finding_that_nothing_answers_is_a_commitment(plan, user):
    audit = make.ActivityFactory(area=plan.area, kind="audit", reported_on=EARLY)
    survey = make.ActivityFactory(area=plan.area, kind="survey", reported_on=EARLY)
    make.FindingFactory(activity=audit)
    make.FindingFactory(activity=survey)
    make.FindingFactory(activity__area=make.AreaFactory())

    assert told(user, plan) == {
        "Audit": [("activity", audit.pk, 111)],
        "Survey, observation or other scrutiny": [("activity", survey.pk, 111)],
    }


@pytest.mark.parametrize(
    ("withdrawn", "onward", "open_still"),
    [(None, False, False), (EARLY, False, True), (EARLY, True, False)],
)
def test_action_withdrawn_for_nothing_answers_no_finding(plan, user, withdrawn, onward, open_still):
    finding = make.FindingFactory(activity__area=plan.area)
    action = make.ActionFactory(plan=plan, withdrawn_on=withdrawn, withdrawn_reason="Why.")
    make.FindingActionFactory(finding=finding, action=action)
    if onward:
        to = make.ActionFactory(plan=plan)
        make.LineageFactory(source=action, target=to, kind=LineageKind.MERGED)

    pages = {page for rows in told(user, plan).values() for page, _, _ in rows}

    assert ("activity" in pages) == open_still


def test_direction_is_open_until_chief_officers_close_it(plan, user, directed):
    answered(directed)
    ((one,),) = (group.commitments for group in open_commitments(user, plan.area, TODAY))

    assert (one.group, one.name) == (
        "Direction from the chief officers group",
        "Direction 3 of Chief Officers Group",
    )
    assert (one.days, one.days_late, one.state) == (61, 10, "Answered, not closed yet.")

    chief = make.UserFactory()
    type(directed).objects.filter(pk=directed.pk).update(
        state=DirectionState.CLOSED, closed_by=chief, closed_on=TODAY, closing_note="Done."
    )
    assert told(user, plan) == {}


def test_open_action_stands_for_its_direction(plan, user, directed):
    action = make.ActionFactory(plan=plan, origin="direction", added_on=date(2026, 9, 20))
    answered(directed, action)
    answered(directed, action)

    ((one,),) = (group.commitments for group in open_commitments(user, plan.area, TODAY))

    assert (one.page, one.key) == ("action_detail", action.pk)
    assert [(source.page, source.key) for source in one.came_of] == [
        ("direction_detail", directed.pk)
    ]


def test_action_page_names_directions_and_findings_in_one_list(plan, user, directed, client):
    action = make.ActionFactory(plan=plan)
    finding = make.FindingFactory(activity__area=plan.area, number="7")
    make.FindingActionFactory(finding=finding, action=action)
    answered(directed, action)
    client.force_login(user)

    page = client.get(reverse("action_detail", args=[action.pk])).content.decode()

    assert f"{finding.activity}, finding 7" in page
    assert "Direction 3 of Chief Officers Group" in page
    assert reverse("direction_detail", args=[directed.pk]) in page


def test_who_reads_no_reports_learns_of_no_direction(plan, directed):
    action = make.ActionFactory(plan=plan)
    answered(directed, action)
    elsewhere = make.person_with(Role.LEAD_OFFICER, make.AreaFactory())

    assert provenance_of(elsewhere, [action.pk]) == {action.pk: []}
    assert open_commitments(elsewhere, plan.area, TODAY) == []


def test_provenance_goes_through_every_action_that_was_replaced(plan, user):
    first, second, third = (make.ActionFactory(plan=plan, number=f"1.{n}") for n in (1, 2, 3))
    make.LineageFactory(source=first, target=second, kind=LineageKind.SPLIT)
    make.LineageFactory(source=second, target=third, kind=LineageKind.MERGED)
    make.LineageFactory(source=first, target=third, kind=LineageKind.MERGED)
    finding = make.FindingFactory(activity__area=plan.area)
    make.FindingActionFactory(finding=finding, action=first)

    sources = provenance_of(user, [second.pk, third.pk])

    assert {key: [one.through for one in rows] for key, rows in sources.items()} == {
        second.pk: ["1.1"],
        third.pk: ["1.1"],
    }


def test_more_plans_cost_no_more_queries(plan, user, directed):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            open_commitments(user, plan.area, TODAY)
        return len(queries)

    answered(directed, make.ActionFactory(plan=plan))
    one = asked()
    for _ in range(3):
        more = make.PlanFactory(area=plan.area, state=PlanState.PUBLISHED)
        answered(directed, make.ActionFactory(plan=more))
        make.FindingFactory(activity__area=plan.area)

    assert asked() == one
