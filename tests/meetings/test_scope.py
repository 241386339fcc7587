"""Whose meeting, which day, what survives, how many queries: the edges of a meeting's pages."""

from datetime import timedelta

import pytest

from accounts.roles import Role
from meetings.enums import DecisionKind
from meetings.models import MeetingDecision
from tests import factories as make
from tests.meetings.pages import behind, drawn, room, typed
from tests.meetings.scene import DUE, TODAY

pytestmark = pytest.mark.django_db
K = DecisionKind


def test_a_meeting_ahead_shows_its_agenda_and_records_nothing(officer, now):
    behind(now)
    ahead = make.MeetingFactory.create(body=now.plan.body, held_on=TODAY + timedelta(days=9))

    answer = officer.get(f"/plans/{now.plan.slug}/meetings/{ahead.pk}/")

    assert len(answer.context["agenda"].sections) == 1
    assert answer.content.decode().count('<form method="post" class="cpc-card__form"') == 0


def test_another_bodys_meeting_is_not_found(officer, now):
    other = make.MeetingFactory.create(body__area=now.plan.area)

    assert officer.get(f"/plans/{now.plan.slug}/meetings/{other.pk}/").status_code == 404


def test_another_plans_action_is_not_found(officer, now):
    foreign = make.ActionFactory.create(due=DUE)
    sent = {"kind": K.NOTED, "action": foreign.pk, "reason": "Hm."}

    assert officer.post(room(now), sent).status_code == 404


def test_a_kind_that_cannot_be_read_records_nothing(officer, now):
    answer = officer.post(room(now), {"kind": "hm"})

    assert (answer.status_code, MeetingDecision.objects.count()) == (200, 0)


def test_members_read_the_action_list_only(client, now):
    now.record(K.NOTED)
    client.force_login(now.person(Role.MEMBER))

    found = client.get(f"/plans/{now.plan.slug}/meetings/")

    assert [meeting.waiting for meeting in found.context["held"]] == [1]
    assert found.content.decode().count(room(now) + '"') == 0
    assert client.get(f"{room(now)}minutes/").context["lines"][0].note == (
        "Recorded, not applied yet"
    )


def test_what_was_typed_survives_a_lost_session(client, now):
    action = behind(now)
    client.force_login(now.officer)
    sent = drawn(client.get(room(now)), action, K.WITHDRAW) | typed(K.WITHDRAW)
    client.logout()
    client.post(room(now), sent)
    client.force_login(now.officer)

    page = client.get(room(now)).content.decode()

    assert page.count("Merged with another action.") == 1
    assert page.count('<details class="cpc-card__kind" open>') == 1


@pytest.mark.parametrize("many", [1, 12])
def test_queries_stay_the_same(officer, now, many, django_assert_num_queries):
    for _ in range(many):
        now.record(K.NOTED, behind(now))

    with django_assert_num_queries(15):
        officer.get(room(now))
