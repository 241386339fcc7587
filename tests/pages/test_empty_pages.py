"""An empty page says what to do to whoever looks at it, by what their role may do."""

import pytest
from django.test import Client

from accounts.roles import Role
from plans.enums import PlanState
from tests import factories as make

pytestmark = pytest.mark.django_db

OFFICER, CHAIR, MEMBER = Role.LEAD_OFFICER, Role.CHAIR, Role.MEMBER


@pytest.mark.parametrize(
    ("address", "role", "words"),
    [
        ("/areas/{slug}/", OFFICER, "Add the committee first, then the group that it answers to"),
        ("/areas/{slug}/", MEMBER, "Nothing. The lead officer or an administrator adds them."),
        ("/areas/{slug}/posts/", OFFICER, "Bring the plan in first, or paste posts"),
        ("/areas/{slug}/posts/", MEMBER, "Nothing. The lead officer says who holds them."),
        ("/areas/{slug}/meetings/", OFFICER, "to add its meetings, a whole year at once"),
        ("/areas/{slug}/meetings/", CHAIR, "The lead officer or an administrator adds them."),
        ("/plans/", OFFICER, "You look it over before anything is written."),
        ("/plans/", CHAIR, "ask the lead officer of the area whether it has been brought in"),
        ("/reports/", CHAIR, "Once it is frozen you read it here"),
        ("/reports/", Role.CHIEF_OFFICER, "You see a report when the chair has issued it"),
        ("/reports/", MEMBER, "ask the lead officer of the area how far it is"),
        ("/directions/", Role.CHIEF_OFFICER, "open the issued report that it answers"),
        ("/directions/", MEMBER, "Nothing. Chief officers record them on an issued report"),
        ("/my-actions/", OFFICER, "make yourself the holder of its post"),
        ("/my-actions/", Role.ACTION_LEAD, "ask the lead officer to name your post"),
        ("/calendars/", MEMBER, "Nothing. The lead officer or an administrator of your area"),
    ],
)
def test_empty_page(address, role, words, client: Client):
    area = make.AreaFactory()
    client.force_login(make.person_with(role, area))

    page = client.get(address.format(slug=area.slug)).content.decode()

    assert page.count(words) == 1


@pytest.mark.parametrize(
    ("address", "role", "words"),
    [
        ("/reports/", OFFICER, "Begin the first one below, after the committee has met."),
        ("/plans/{slug}/meetings/", OFFICER, "Meetings of the area"),
        (
            "/plans/{slug}/meetings/",
            CHAIR,
            "Ask the lead officer to enter the committee’s meetings",
        ),
        ("/plans/{slug}/text/", OFFICER, "Neither has been added."),
        ("/plans/{slug}/text/", CHAIR, "The lead officer adds headings and actions"),
    ],
)
def test_empty_page_of_a_plan(address, role, words, client: Client):
    plan = make.PlanFactory(state=PlanState.DRAFT)
    client.force_login(make.person_with(role, plan.area))

    page = client.get(address.format(slug=plan.slug)).content.decode()

    assert page.count(words) == 1
