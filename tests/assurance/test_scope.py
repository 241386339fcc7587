"""A draft of the register is known to those who work on the plan, and to no inspector."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from assurance.services import add_finding, join_action, share_activity
from committees.queries.history import events_seen
from dashboards.queries.information import Subject, gathered
from plans.enums import PlanState
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make.ActivityFactory(title="Unshared audit", shared_at=None, shared_by=None)


def pages_that_tell(client, activity, action):
    """The addresses on which the words of the draft stand, or that open at all."""
    told = set()
    for name, key in (
        ("assurance_list", activity.area.slug),
        ("commitments", activity.area.slug),
        ("action_detail", action.pk),
        ("action_history", action.pk),
        ("area_history", activity.area.slug),
    ):
        if "Unshared audit" in client.get(reverse(name, args=[key])).content.decode():
            told.add(name)
    for name, key in (("activity", [activity.pk]), ("activity_file", [activity.pk, "xlsx"])):
        if client.get(reverse(name, args=key)).status_code != 404:
            told.add(name)
    return told


def test_inspector_learns_nothing_of_a_draft_until_it_is_shared(draft, client):
    plan = make.PlanFactory(area=draft.area, state=PlanState.PUBLISHED)
    action = make.ActionFactory(plan=plan)
    officer = make.person_with(Role.LEAD_OFFICER, draft.area)
    finding = add_finding(by=officer, activity=draft, number="1", text="Minutes come late.")
    join_action(by=officer, finding=finding, action=action)
    inspector = make.person_with(Role.INSPECTOR, draft.area)
    client.force_login(inspector)

    assert pages_that_tell(client, draft, action) == set()
    assert list(events_seen(inspector, draft.area)) == []

    share_activity(by=officer, activity=draft)

    assert pages_that_tell(client, draft, action) >= {
        "assurance_list", "commitments", "action_detail", "activity", "activity_file"
    }  # fmt: skip
    assert {event.verb for event in events_seen(inspector, draft.area)} == {
        "added finding",
        "joined action to finding",
        "shared assurance",
    }


def test_inspector_learns_of_no_action_of_a_draft_plan(client):
    link = make.FindingActionFactory(action__text="Not agreed yet")
    client.force_login(make.person_with(Role.INSPECTOR, link.finding.activity.area))

    page = client.get(reverse("activity", args=[link.finding.activity_id])).content.decode()

    assert "Not agreed yet" not in page
    assert "No action has come of it yet." in page


def test_small_samples_are_told_to_those_alone_who_see_small_numbers(client):
    activity = make.ActivityFactory(kind="audit", sample=12, good_or_better=9)
    url = reverse("activity", args=[activity.pk])
    pages = {}
    for role in (Role.LEAD_OFFICER, Role.MEMBER):
        client.force_login(make.person_with(role, activity.area))
        pages[role] = client.get(url).content.decode()

    assert "9 of 12 graded good or better (75%)." in pages[Role.LEAD_OFFICER]
    assert "9 of 12" not in pages[Role.MEMBER]
    assert "Not shown: the numbers are small" in pages[Role.MEMBER]


def test_what_is_taken_for_a_request_holds_what_was_shared_and_no_draft(scene_of_request):
    subject, user = scene_of_request

    tables = {table.name: table.rows for table in gathered(subject, user)}

    assert [row[0] for row in tables["Assurance register"]] == ["Shared audit"]
    assert [row[3] for row in tables["Findings"]] == ["Minutes come late."]


@pytest.fixture
def scene_of_request():
    area = make.AreaFactory()
    shared = make.ActivityFactory(area=area, title="Shared audit")
    make.FindingFactory(activity=shared, text="Minutes come late.")
    draft = make.ActivityFactory(area=area, shared_at=None, shared_by=None)
    make.FindingFactory(activity=draft)
    user = make.person_with(Role.LEAD_OFFICER, area)
    return Subject(area, date(2026, 1, 1), date(2026, 12, 31)), user


def test_what_is_taken_of_an_action_holds_the_finding_that_it_came_of(scene_of_request):
    subject, user = scene_of_request
    action = make.ActionFactory(plan__area=subject.area)
    finding = make.FindingFactory(activity__area=subject.area, text="Nobody reads the plan.")
    make.FindingActionFactory(finding=finding, action=action)
    about = replace(subject, action=action, plan=action.plan)

    tables = {table.name: table.rows for table in gathered(about, user)}

    assert list(tables["Assurance register"]) == []
    assert [row[3] for row in tables["Findings"]] == ["Nobody reads the plan."]
