"""The record in words of one plan, and of one action."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from audit.services import record
from decisions.services import comment_on_action
from plans.services import remove_heading
from tests import factories as make
from tests.clients import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make.PlanFactory.create(state="agreed")


def told(name, row, role=Role.INSPECTOR, plan=None):
    client = client_of(role, (plan or row).area)
    page = client.get(reverse(name, args=[getattr(row, "slug", row.pk)]))
    return [said for _, said, _ in page.context["events"]]


def test_all_that_stands_in_a_plan_and_what_was_taken_out():
    plan = make.PlanFactory.create()
    officer = make.UserFactory(name="Ailsa Wren")
    action = make.ActionFactory(plan=plan, number="1.1", text="Ask.")
    gone = make.HeadingFactory(plan=plan, number="2", text="Heard")
    comment_on_action(by=officer, action=action, text="Well done.", on=plan.period_start)
    remove_heading(by=officer, heading=gone)
    other = make.PlanFactory(area=plan.area, state="agreed")
    record(by=officer, verb="edited plan", target=other, area_id=plan.area_id)

    assert told("plan_history", plan, Role.CHAIR) == [
        "Ailsa Wren removed the heading “2 Heard”.",
        "Ailsa Wren commented on action “1.1 Ask.”.",
    ]


def test_what_was_said_and_decided_of_an_action_under_the_name_of_then(plan):
    officer = make.UserFactory(name="Ailsa Wren")
    action = make.ActionFactory(plan=plan, number="1.1", text="Ask.")
    comment_on_action(by=officer, action=action, text="Well done.", on=plan.period_start)
    action.text = "Ask everybody."
    action.save()
    decision = make.MeetingDecisionFactory(plan=plan, action=action)
    record(by=officer, verb="recorded decision", target=decision, area_id=plan.area_id)
    other = make.ActionFactory(plan=plan)
    comment_on_action(by=officer, action=other, text="And this.", on=plan.period_start)

    assert told("action_history", action, plan=plan) == [
        f"Ailsa Wren wrote down what a meeting decided: “{decision}”.",
        "Ailsa Wren commented on action “1.1 Ask.”.",
    ]


@pytest.mark.parametrize("role", [Role.ACTION_LEAD, Role.MEMBER, Role.CHIEF_OFFICER])
def test_history_is_for_those_who_read_it(plan, role):
    client = client_of(role, plan.area)

    answers = [
        client.get(reverse("plan_history", args=[plan.slug])).status_code,
        client.get(reverse("action_history", args=[make.ActionFactory(plan=plan).pk])).status_code,
    ]

    assert set(answers) <= {403, 404}
