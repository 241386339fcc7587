"""The first pages of those who read what was released: inspectors, and elected members."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from dashboards.queries.released import editions_for, released_to
from plans.enums import Decision
from plans.models import SignOff
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def test_inspector_reads_what_was_issued_with_who_released_it(today, client: Client):
    plan = make.PlanFactory(state="agreed")
    inspector = make.person_with(Role.INSPECTOR, plan.area)
    make.ReportFactory(plan=plan)
    make.frozen_report(plan=plan, as_of=date(2026, 8, 30))
    first = make.issued_report(plan=plan, as_of=date(2026, 7, 31))
    second = make.issued_report(plan=plan, as_of=first.as_of, version=2, corrects=first)
    make.issued_report()
    version = make.PlanVersionFactory(plan=plan)
    signed = SignOff.objects.create(
        plan=plan, decision=Decision.AGREED, decided_by="Chief officers", decided_on=today
    )

    [here] = released_to(inspector, [plan.area], today)

    assert [(row.report, row.replaced_by) for row in here.reports] == [
        (second, None),
        (first, second),
    ]
    assert (here.until, list(here.versions), list(here.sign_offs)) == (
        date(2099, 1, 1),
        [version],
        [signed],
    )
    client.force_login(inspector)
    page = client.get("/").content.decode()
    assert page.count("Released to you") == 1
    assert page.count(f"by {first.issued_by} ·") == 1
    assert page.count("replaced by version 2 on") == 1
    assert page.count("What you can read") == 1


def test_nobody_else_is_told_so(today):
    plan = make.PlanFactory()
    make.issued_report(plan=plan)

    for role in Role:
        if role != Role.INSPECTOR:
            assert released_to(make.person_with(role, plan.area), [plan.area], today) == []


def test_inspector_whose_access_has_ended_reads_nothing(today):
    grant = make.RoleGrantFactory(
        role=Role.INSPECTOR, starts=make.LONG_AGO, ends=today - timedelta(days=1)
    )

    assert released_to(grant.user, [grant.area], today) == []


def test_elected_member_reads_editions_and_sees_no_group_and_no_meeting(client: Client):
    meeting = make.MeetingFactory(held_on=timezone.localdate() + timedelta(days=20))
    area = meeting.body.area
    councillor = make.person_with(Role.ELECTED_MEMBER, area)

    assert [here.area for here in editions_for(councillor, [area])] == [area]
    assert editions_for(make.person_with(Role.MEMBER, area), [area]) == []
    client.force_login(councillor)
    page = client.get("/").content.decode()
    assert page.count("Nothing has been released yet") == 1
    assert page.count("Nothing waits for you") == 0
    assert [page.count(word) for word in (str(meeting.body), 'href="/areas/', "meets")] == [0] * 3
