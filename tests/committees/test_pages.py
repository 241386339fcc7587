"""Pages of an area: what they show."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.services import record
from committees.queries.groups import bodies_of
from tests import factories as make
from tests.clients import client_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 9, 10)


def test_only_area_opens_at_once(area):
    client = client_of(Role.LEAD_OFFICER, area)

    to = {
        name: client.get(reverse(name))["Location"] for name in ("body_list", "people", "history")
    }

    assert to == {
        "body_list": "/areas/glenfarrow/",
        "people": "/areas/glenfarrow/people/",
        "history": "/areas/glenfarrow/history/",
    }


def test_of_several_areas_one_is_chosen(area):
    user = make.person_with(Role.LEAD_OFFICER, area)
    make.RoleGrantFactory(user=user, area__name="Inverfar", role=Role.MEMBER)
    client = Client()
    client.force_login(user)

    response = client.get(reverse("body_list"))

    assert [name for name, _ in response.context["links"]] == ["Glenfarrow", "Inverfar"]


def test_bodies_stand_below_the_one_that_they_are_part_of(area):
    committee = make.BodyFactory(area=area, name="Committee", position=2)
    make.BodyFactory(area=area, name="Chief officers", position=1)
    make.BodyFactory(area=area, name="Audit", parent=committee, position=3)
    regional = make.BodyFactory(name="Regional forum", position=9)
    regional.also_serves.add(area)

    rows = bodies_of(area, DAY)

    assert [(row.body.name, row.depth) for row in rows] == [
        ("Chief officers", 0),
        ("Committee", 0),
        ("Audit", 1),
        ("Regional forum", 0),
    ]


def test_body_names_its_chair_and_next_meeting(area):
    body = make.BodyFactory(area=area)
    make.MembershipFactory(body=body, name="Una Ross", seat="chair")
    make.MembershipFactory(body=body, name="Tam Orr", seat="chair", ends=date(2021, 1, 1))
    for day in (date(2026, 9, 9), date(2026, 12, 1), DAY):
        make.MeetingFactory(body=body, held_on=day)

    row = bodies_of(area, DAY)[0]

    assert ([chair.name for chair in row.chairs], row.next_meeting) == (["Una Ross"], DAY)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", ["Una Ross", "Ada Low"]),
        ("31 July 2022", ["Tam Orr"]),
        ("31/7/22", ["Tam Orr"]),
        ("some day", ["Una Ross", "Ada Low"]),
    ],
)
def test_members_are_those_of_the_day_the_chair_first(area, asked, names):
    body = make.BodyFactory(area=area)
    make.MembershipFactory(body=body, name="Ada Low", starts=date(2023, 1, 1))
    make.MembershipFactory(body=body, name="Una Ross", seat="chair", starts=date(2023, 1, 1))
    make.MembershipFactory(body=body, name="Tam Orr", ends=date(2022, 12, 31))

    response = client_of(Role.MEMBER, area).get(reverse("body", args=[body.pk]), {"on": asked})

    assert [member.name for member in response.context["members"]] == names


def test_day_that_cannot_be_read_is_said(area):
    body = make.BodyFactory(area=area)

    response = client_of(Role.MEMBER, area).get(reverse("body", args=[body.pk]), {"on": "soon"})

    assert "“soon” cannot be read as a day, so today is shown." in response.text


def test_post_shows_holder_deputies_and_number_of_actions(area):
    post = make.PostFactory(area=area)
    make.PostHoldingFactory(post=post, user__name="Una Ross")
    make.PostHoldingFactory(post=post, user__name="Tam Orr", capacity="deputy")
    plan = make.PlanFactory(area=area)
    for gone in (None, DAY):
        action = make.ActionFactory(
            plan=plan, withdrawn_on=gone, withdrawn_reason="Merged." if gone else ""
        )
        make.LeadFactory(action=action, post=post)

    row = (
        client_of(Role.MEMBER, area).get(reverse("post_list", args=[area.slug])).context["posts"][0]
    )

    assert (str(row.holder.user), [str(d.user) for d in row.deputies], row.actions) == (
        "Una Ross",
        ["Tam Orr"],
        1,
    )


def test_vacant_post_says_so(area):
    make.PostFactory(area=area)

    response = client_of(Role.MEMBER, area).get(reverse("post_list", args=[area.slug]))

    assert response.text.count("<strong>Vacant</strong>") == 1


def test_meetings_to_come_stand_first(area):
    today, body = timezone.localdate(), make.BodyFactory(area=area)
    for days in (-2, -1, 0, 1):
        make.MeetingFactory(body=body, held_on=today + timedelta(days=days))

    context = client_of(Role.MEMBER, area).get(reverse("meeting_list", args=[area.slug])).context

    days = {key: [(m.held_on - today).days for m in context[key]] for key in ("ahead", "held")}
    assert days == {"ahead": [0, 1], "held": [-1, -2]}


@pytest.mark.parametrize(
    "name", ["area", "post_list", "meeting_list", "area_people", "area_history"]
)
def test_page_takes_the_same_queries_for_many_rows(area, name, django_assert_max_num_queries):
    for number in range(30):
        body = make.BodyFactory(area=area)
        make.MeetingFactory(body=body)
        make.MembershipFactory(body=body, seat="chair")
        post = make.PostFactory(area=area, agency=make.AgencyFactory())
        make.PostHoldingFactory(post=post, user=make.person_with(Role.MEMBER, area))
        record(by=None, verb=f"edited area {number}", target=area, area_id=area.pk)
    client = client_of(Role.LEAD_OFFICER, area)

    with django_assert_max_num_queries(12):
        client.get(reverse(name, args=[area.slug]))
