"""The pages of the committee itself and of other plans as a browser shows them."""

import pytest
from playwright.sync_api import Page

from accounts.roles import Role
from committees.enums import Nation
from committees.models import Body
from plans.enums import PlanState
from tests import factories as make
from tests.pages.examination import look_at

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def body() -> Body:
    """A committee in England with a member, a meeting attended, a seat, a strategy and a sum."""
    body = make.BodyFactory(area__nation=Nation.ENGLAND, area__slug="ours")
    agency = make.AgencyFactory(name="Wolds Police")
    body.area.agencies.add(agency)
    member = make.MembershipFactory(body=body, agency=agency)
    make.TermFactory(membership=member, starts="2020-01-01", ends="2022-12-31")
    make.InductionFactory(membership=member)
    record = make.AttendanceRecordFactory(meeting__body=body, meeting__held_on="2026-11-03")
    make.AttendanceFactory(record=record, membership=member)
    make.MeetingFactory(body=body, held_on="2026-10-06")
    make.PlaceFactory(body=body, agency=agency, number=2)
    make.StrategyFactory(body=body, due_on="2026-01-01")
    make.ContributionFactory(body=body, agency=agency)
    return body


@pytest.fixture
def officer(body, signed_in) -> Page:
    return signed_in(make.person_with(Role.LEAD_OFFICER, body.area)).new_page()


def test_pages_of_the_committee_are_right_at_both_sizes(body, officer):
    paths = [
        "/",
        "/areas/ours/committee/",
        f"/meetings/{body.meetings.last().pk}/attendance/",
        f"/groups/{body.pk}/contributions/add/",
        f"/groups/{body.pk}/seats/add/",
        f"/members/{body.memberships.get().pk}/induction/",
    ]

    assert [fault for path in paths for fault in look_at(officer, path)] == []


def test_totals_alone_are_right_for_an_inspector(body, signed_in):
    page = signed_in(make.person_with(Role.INSPECTOR, body.area)).new_page()

    assert look_at(page, "/areas/ours/committee/") == []


def test_pages_of_other_plans_are_right_at_both_sizes(body, officer):
    plan = make.PlanFactory(area=body.area, state=PlanState.PUBLISHED)
    tie = make.ConnectionFactory(
        other_plan__area=body.area,
        other_plan__address="https://papers.example.org/plan",
        action=make.ActionFactory(plan=plan),
    )
    paths = [
        "/areas/ours/other-plans/",
        f"/other-plans/{tie.other_plan_id}/",
        f"/actions/{tie.action_id}/other-plans/",
        f"/actions/{tie.action_id}/",
        "/areas/ours/commitments/",
    ]

    assert [fault for path in paths for fault in look_at(officer, path)] == []
