"""The first page: what waits for each role, and useful words for those with nothing."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from dashboards.queries.home import home_of
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def test_chair_sees_decisions_but_not_on_their_own_asking(today):
    plan = make.PlanFactory.create()
    chair = make.person_with(Role.CHAIR, plan.area)
    make.DeadlineRevisionFactory.create(action__plan=plan)
    make.DeadlineRevisionFactory.create(action__plan=plan, requested_by=chair)
    make.CompletionFactory.create(action__plan=plan)
    make.CompletionFactory.create(action__plan=plan, claimed_by=chair)

    [waiting] = home_of(chair, today).waiting

    assert (waiting.plan, waiting.completions, waiting.dates) == (plan, 1, 1)


def test_nothing_waits_about_an_action_that_was_withdrawn(today):
    plan = make.PlanFactory.create()
    gone = {"plan": plan, "withdrawn_on": today, "withdrawn_reason": "Merged."}
    make.DeadlineRevisionFactory.create(action=make.ActionFactory.create(**gone))
    make.CompletionFactory.create(action=make.ActionFactory.create(**gone))

    assert home_of(make.person_with(Role.CHAIR, plan.area), today).waiting == []


def test_chair_is_told_apart_what_chief_officers_decide(today, client: Client):
    plan = make.PlanFactory.create()
    make.DeadlineRevisionFactory.create(action__plan=plan)
    make.DeadlineRevisionFactory.create(action__plan=plan, to_chief_officers=True)
    make.DeadlineRevisionFactory.create(
        action__plan=plan, action__withdrawn_on=today, action__withdrawn_reason="Merged."
    )
    client.force_login(make.person_with(Role.CHAIR, plan.area))

    page = client.get("/").content.decode()

    assert page.count("1 new date to decide, 1 new date with chief officers") == 1


def test_chief_officer_sees_the_new_dates_to_decide(today, client: Client):
    plan = make.PlanFactory.create()
    chief = make.person_with(Role.CHIEF_OFFICER, plan.area)
    make.DeadlineRevisionFactory.create(action__plan=plan)
    make.DeadlineRevisionFactory.create(action__plan=plan, to_chief_officers=True)
    make.DeadlineRevisionFactory.create(
        action__plan=plan, to_chief_officers=True, requested_by=chief
    )
    make.DeadlineRevisionFactory.create(to_chief_officers=True)
    client.force_login(chief)

    page = client.get("/")

    assert (page.context["home"].dates, page.context["home"].quiet) == (1, False)
    assert page.content.decode().count("New dates for you to decide") == 1


def test_lead_officer_verifies_and_does_not_decide_dates(today):
    plan = make.PlanFactory.create()
    officer = make.person_with(Role.LEAD_OFFICER, plan.area)
    make.DeadlineRevisionFactory.create(action__plan=plan)
    make.CompletionFactory.create(action__plan=plan)

    [waiting] = home_of(officer, today).waiting

    assert (waiting.completions, waiting.dates) == (1, 0)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.ACTION_LEAD, Role.INSPECTOR])
def test_others_decide_nothing(role, today):
    plan = make.PlanFactory.create()
    make.DeadlineRevisionFactory.create(action__plan=plan)
    make.CompletionFactory.create(action__plan=plan)

    assert home_of(make.person_with(role, plan.area), today).waiting == []


def test_action_lead_sees_what_is_asked(today, client: Client):
    plan = make.PlanFactory.create()
    lead = make.person_with(Role.ACTION_LEAD, plan.area)
    action = make.led_action(lead, plan)
    make.UpdateWindowFactory.create(plan=plan, opens_on=today, closes_on=today)
    client.force_login(lead)

    answer = client.get("/")

    assert [row.standing.action.pk for row in answer.context["home"].asked] == [action.pk]
    assert f'href="/actions/{action.pk}/update/"' in answer.content.decode()


def test_reports_wait_for_who_prepares_and_who_releases(today):
    plan = make.PlanFactory.create()
    officer = make.person_with(Role.LEAD_OFFICER, plan.area)
    chair = make.person_with(Role.CHAIR, plan.area)
    draft = make.ReportFactory.create(plan=plan)
    frozen = make.frozen_report(plan=plan, prepared_by=officer)

    of_officer, of_chair = home_of(officer, today), home_of(chair, today)

    assert (of_officer.preparing, of_officer.to_release) == ([draft], [])
    assert (of_chair.preparing, of_chair.to_release) == ([], [frozen])


def test_chief_officer_sees_no_plan_and_no_report_in_preparation(today):
    report = make.ReportFactory.create()
    found = home_of(make.person_with(Role.CHIEF_OFFICER, report.area), today)

    assert (found.plans, found.issued, found.preparing, found.reads_reports) == ([], None, [], True)


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.ADMINISTRATOR, "You look after people and settings"),
        (Role.CHIEF_OFFICER, "No report has been issued yet"),
        (Role.ELECTED_MEMBER, "Nothing has been released yet"),
        (Role.INSPECTOR, "No report has been released yet."),
        (Role.MEMBER, "Nothing waits for you today."),
    ],
)
def test_nothing_is_said_usefully(role, words, client: Client):
    plan = make.PlanFactory.create()
    client.force_login(make.person_with(role, plan.area))

    assert client.get("/").content.decode().count(words) == 1


def test_person_without_a_role_is_told_whom_to_ask(client: Client):
    client.force_login(make.UserFactory.create())

    page = client.get("/").content.decode()

    assert page.count("Ask the administrator of your partnership area") == 1


def test_area_is_chosen_by_those_with_several(client: Client):
    here, there = make.PlanFactory.create(), make.PlanFactory.create()
    member = make.person_with(Role.MEMBER, here.area)
    make.RoleGrantFactory.create(user=member, area=there.area, role=Role.MEMBER)
    client.force_login(member)

    both, one = client.get("/"), client.get("/", {"area": there.area.slug})

    assert set(both.context["home"].plans) == {here, there}
    assert one.context["home"].plans == [there]
    assert 'aria-label="Areas"' in both.content.decode()


def test_somebody_elses_area_cannot_be_chosen(client: Client):
    mine, other = make.PlanFactory.create(), make.PlanFactory.create()
    client.force_login(make.person_with(Role.MEMBER, mine.area))

    assert client.get("/", {"area": other.area.slug}).context["home"].plans == [mine]


def test_decisions_of_a_meeting_wait_to_be_applied_by_those_who_may(today):
    plan = make.PlanFactory.create()
    near = make.MeetingFactory.create(body__area=plan.area, held_on=today)
    far = make.MeetingFactory.create(body__area=plan.area, held_on=date(2020, 1, 1))
    for meeting in (near, near, far):
        make.MeetingDecisionFactory.create(plan=plan, meeting=meeting)
    officer = make.person_with(Role.LEAD_OFFICER, plan.area)
    member = make.person_with(Role.MEMBER, plan.area)

    found = home_of(officer, today)

    assert [(one.plan, one.meeting, one.decisions) for one in found.meetings] == [(plan, near, 2)]
    assert home_of(member, today).meetings == []
    assert found.quiet is False
