"""Update windows: the days in which leads are asked."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from tests.actions.scene import Scene, scene
from tests.factories import BodyFactory, MeetingFactory, OffsetsFactory, UpdateWindowFactory
from windows.models import UpdateWindow

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def now(client) -> Scene:
    made = scene()
    client.force_login(made.person(Role.LEAD_OFFICER))
    return made


def errors(response) -> dict[str, list[str]]:
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def window(**fields) -> dict[str, object]:
    return {"label": "Quarter 3", "opens_on": "1 March 2099", "closes_on": "15/3/2099", **fields}


def test_window_is_opened_for_a_meeting(client, now):
    meeting = MeetingFactory.create(body__area=now.plan.area, held_on=date(2099, 3, 29))

    answer = client.post(f"/plans/{now.plan.slug}/windows/", window(meeting=meeting.pk))

    made = UpdateWindow.objects.latest("pk")
    assert answer["Location"] == f"/plans/{now.plan.slug}/windows/"
    assert (made.label, made.opens_on, made.closes_on, made.meeting) == (
        "Quarter 3",
        date(2099, 3, 1),
        date(2099, 3, 15),
        meeting,
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"label": ""}, {"label": ["Give it a name, for example “Quarter 2, 2026/27”."]}),
        (
            {"opens_on": "1 April 2099"},
            {"closes_on": ["The window has to close after it opens."]},
        ),
        (
            {"opens_on": f"{TODAY:%d/%m/%Y}"},
            {"opens_on": ["These days overlap the window “Quarter 2”."]},
        ),
        (
            {"closes_on": "the end"},
            {"closes_on": ["Write the day, month and year, for example 31 July 2026."]},
        ),
    ],
)
def test_bad_window_is_refused_beside_its_field(client, now, fields, expected):
    answer = client.post(f"/plans/{now.plan.slug}/windows/", window(**fields))

    assert errors(answer) == expected


def test_next_meeting_proposes_the_days_of_its_window(client, now):
    now.window.meeting = MeetingFactory.create(
        body__area=now.plan.area, held_on=TODAY + timedelta(days=20)
    )
    now.window.save()
    meeting = MeetingFactory.create(
        body=now.window.meeting.body, held_on=TODAY + timedelta(days=60)
    )

    form = client.get(f"/plans/{now.plan.slug}/windows/").context["form"]

    assert (form["opens_on"].value(), form["closes_on"].value(), form["meeting"].value()) == (
        TODAY + timedelta(days=32),
        TODAY + timedelta(days=46),
        str(meeting.pk),
    )


def test_readers_see_the_windows_without_the_form(client, now):
    client.force_login(now.person(Role.MEMBER))

    answer = client.get(f"/plans/{now.plan.slug}/windows/")

    assert ([row.label for row in answer.context["windows"]], answer.context["may_open"]) == (
        ["Quarter 2"],
        False,
    )
    assert 'name="label"' not in answer.content.decode()


def test_windows_say_why_none_opens_by_itself(client, now):
    page = client.get(f"/plans/{now.plan.slug}/windows/").content.decode()

    assert "This plan is a draft. Windows open by themselves once it is agreed" in page


def test_windows_say_what_the_calendar_could_not_set(client, now):
    body = BodyFactory.create(area=now.plan.area)
    held_on = TODAY + timedelta(days=20)
    MeetingFactory.create(body=body, held_on=held_on)
    now.plan.body, now.plan.state = body, "published"
    now.plan.save()

    page = client.get(f"/plans/{now.plan.slug}/windows/").content.decode()

    assert f"The meeting of {held_on:%-d %B %Y} has no window on its own days." in page
    assert "would overlap “Quarter 2”" in page


def test_only_the_latest_window_offers_to_open_again(client, now):
    old = UpdateWindowFactory.create(
        plan=now.plan, opens_on=TODAY - timedelta(days=95), closes_on=TODAY - timedelta(days=81)
    )

    page = client.get(f"/plans/{now.plan.slug}/windows/").content.decode()

    offered = [row.pk for row in (old, now.window) if f"/windows/{row.pk}/reopen/" in page]
    assert offered == [now.window.pk]
    assert "None: a later window has opened" in page


def test_window_is_opened_again_with_its_reason(client, now):
    until = TODAY + timedelta(days=20)
    sent = {"until": f"{until:%d/%m/%Y}", "reason": "The system was down.", "expected": "1"}

    answer = client.post(f"/windows/{now.window.pk}/reopen/", sent, follow=True)
    client.post(f"/windows/{now.window.pk}/reopen/", sent)

    now.window.refresh_from_db()
    assert (now.window.closes_on, now.window.reopenings.count()) == (until, 1)
    assert "The system was down." in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"until": "", "reason": "Why"}, {"until"}),
        ({"until": "soon", "reason": "Why"}, {"until"}),
        ({"until": f"{TODAY:%d/%m/%Y}", "reason": "Why"}, {"until"}),
        ({"until": "1/1/2099", "reason": "  "}, {"reason"}),
    ],
)
def test_bad_reopening_is_refused_beside_its_field(client, now, sent, expected):
    answer = client.post(f"/windows/{now.window.pk}/reopen/", {**sent, "expected": "1"})

    assert set(errors(answer)) == expected


def test_days_of_the_committee_propose_the_window(client, now):
    meeting = MeetingFactory.create(body__area=now.plan.area, held_on=TODAY + timedelta(days=60))
    OffsetsFactory.create(body=meeting.body, opens_before=21, closes_before=10)

    form = client.get(f"/plans/{now.plan.slug}/windows/").context["form"]

    assert (form["opens_on"].value(), form["closes_on"].value()) == (
        TODAY + timedelta(days=39),
        TODAY + timedelta(days=50),
    )
