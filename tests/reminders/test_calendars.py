"""Feeds: whose dates are in them, that they read back, and that they give no plan text."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from accounts.roles import Role
from committees.models import CalendarFeed
from tests import factories as make
from windows.services import keep_windows

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
MEETS = TODAY + timedelta(60)


def days(number: int) -> date:
    return MEETS + timedelta(number)


@pytest.fixture
def plan():
    body = make.BodyFactory(name="Farrow CPC, children; families")
    make.MeetingFactory(body=body, held_on=MEETS)
    return make.PlanFactory(area=body.area, body=body, state="published")


def read(feed: CalendarFeed, **headers):
    return Client().get(f"/calendar/{feed.secret}.ics", headers=headers)


def found(feed: CalendarFeed) -> dict[str, date]:
    """The calendar read back: each entry's words and day."""
    calendar = Calendar.from_ical(read(feed).content)
    return {str(event["summary"]): event["dtstart"].dt for event in calendar.walk("VEVENT")}


def own(user) -> CalendarFeed:
    return make.CalendarFeedFactory(user=user)


QUARTER = {
    "Farrow CPC, children; families: meeting": 0,
    "Farrow CPC, children; families: leads are asked for updates": -28,
    "Farrow CPC, children; families: updates close": -14,
    "Farrow CPC, children; families: the chair reviews": -10,
    "Farrow CPC, children; families: papers go out": -7,
    "Farrow CPC, children; families: report due to chief officers": 14,
}
WHOLE = {words: days(number) for words, number in QUARTER.items()}


@pytest.mark.parametrize("role", [Role.LEAD_OFFICER, Role.CHAIR])
def test_who_runs_the_quarter_has_the_whole_of_it(plan, role):
    assert found(own(make.person_with(role, plan.area))) == WHOLE


def test_member_has_the_meetings_and_papers_of_the_body_they_sit_on(plan):
    member = make.person_with(Role.MEMBER, plan.area)
    make.MembershipFactory(body=plan.body, user=member)
    make.MeetingFactory(body__area=plan.area, held_on=MEETS)

    assert found(own(member)) == {
        "Farrow CPC, children; families: meeting": MEETS,
        "Farrow CPC, children; families: papers go out": days(-7),
    }


def test_lead_has_closings_and_what_is_due(plan):
    lead = make.person_with(Role.ACTION_LEAD, plan.area)
    make.led_action(lead, plan, number="1.2", due=date(2099, 7, 31), text="Train every panel.")
    done = make.led_action(lead, plan, number="1.3")
    make.CompletionFactory(action=done, state="verified")
    keep_windows(by=None, today=TODAY)

    assert found(own(lead)) == {
        "Action 1.2 is due": date(2099, 7, 31),
        f"{plan.area}: updates close": days(-14),
    }


def test_window_that_stands_comes_before_the_usual_days(plan):
    make.UpdateWindowFactory(
        plan=plan, meeting=plan.body.meetings.get(), opens_on=days(-20), closes_on=days(-16)
    )

    shown = found(own(make.person_with(Role.LEAD_OFFICER, plan.area)))

    assert shown["Farrow CPC, children; families: updates close"] == days(-16)
    assert len(shown) == len(WHOLE)


def test_body_feed_is_the_quarter_of_its_meetings(plan):
    reader = make.person_with(Role.MEMBER, plan.area)

    assert found(make.CalendarFeedFactory(user=reader, body=plan.body)) == WHOLE


def test_elected_member_has_no_feed_of_a_body(plan):
    reader = make.person_with(Role.ELECTED_MEMBER, plan.area)

    assert read(make.CalendarFeedFactory(user=reader, body=plan.body)).status_code == 404


def test_no_text_of_the_plan_is_in_a_feed(plan):
    lead = make.person_with(Role.ACTION_LEAD, plan.area)
    make.led_action(lead, plan, text="Zebra crossing review", due=TODAY)

    content = read(own(lead)).content.decode()

    assert ("Zebra" in content, plan.title in content) == (False, False)


def test_entries_are_all_day_and_keep_their_names(plan):
    feed = make.CalendarFeedFactory(user=make.person_with(Role.MEMBER, plan.area), body=plan.body)
    meeting = plan.body.meetings.get()
    first = Calendar.from_ical(read(feed).content)
    meeting.held_on += timedelta(7)
    meeting.save()
    second = Calendar.from_ical(read(feed).content)

    assert {str(one["uid"]) for one in first.walk("VEVENT")} == {
        str(one["uid"]) for one in second.walk("VEVENT")
    }
    event = next(e for e in second.walk("VEVENT") if str(e["summary"]).endswith("meeting"))
    assert (event["dtstart"].params["VALUE"], event["dtend"].dt - event["dtstart"].dt) == (
        "DATE",
        timedelta(1),
    )
    assert first["x-wr-calname"] == plan.body.name


def test_lines_are_folded_and_text_is_escaped(plan):
    feed = make.CalendarFeedFactory(user=make.person_with(Role.MEMBER, plan.area), body=plan.body)
    content = read(feed).content

    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"Farrow CPC\\, children\\; families" in content.replace(b"\r\n ", b"")


def test_same_dates_are_not_sent_twice(plan):
    feed = make.CalendarFeedFactory(user=make.person_with(Role.MEMBER, plan.area), body=plan.body)
    first = read(feed)
    again = read(feed, if_none_match=first["ETag"])

    assert (again.status_code, again.content, read(feed).content) == (304, b"", first.content)
    assert (first["Cache-Control"], first["Content-Type"]) == (
        "private, max-age=900",
        "text/calendar; charset=utf-8",
    )


@pytest.mark.parametrize("secret", ["nobody-knows", "%00", "é", "a/b", ""])
def test_unknown_address_is_not_found(secret):
    assert Client().get(f"/calendar/{secret}.ics").status_code == 404


def test_the_last_day_of_all_is_left_out(plan):
    lead = make.person_with(Role.ACTION_LEAD, plan.area)
    make.led_action(lead, plan, due=date.max)

    assert found(own(lead)) == {}


def test_address_of_somebody_who_left_stops(plan):
    user = make.person_with(Role.LEAD_OFFICER, plan.area)
    feed = own(user)
    user.is_active = False
    user.save()

    assert read(feed).status_code == 404


def test_body_that_a_person_sees_no_more_stops(plan):
    user = make.person_with(Role.MEMBER, plan.area)
    feed = make.CalendarFeedFactory(user=user, body=plan.body)
    user.role_grants.update(ends=make.LONG_AGO)

    assert read(feed).status_code == 404


def test_own_dates_of_an_area_stop_with_the_role(plan):
    user = make.person_with(Role.LEAD_OFFICER, plan.area)
    make.MembershipFactory(body=plan.body, user=user)
    make.led_action(user, plan)
    feed = own(user)
    user.role_grants.update(ends=make.LONG_AGO)

    assert found(feed) == {}


@pytest.mark.parametrize("times", [1, 6])
def test_queries_do_not_grow(plan, times):
    user = make.person_with(Role.LEAD_OFFICER, plan.area)
    for add in range(times):
        make.led_action(user, plan)
        make.MeetingFactory(body=plan.body, held_on=days(100 + add * 40))
    feed = own(user)

    with CaptureQueriesContext(connection) as captured:
        read(feed)

    assert len(captured) <= 18


def test_page_makes_addresses_of_what_the_person_sees(client, plan):
    client.force_login(make.person_with(Role.MEMBER, plan.area))
    elsewhere = make.BodyFactory()

    refused = client.post("/calendars/", {"body": elsewhere.pk})
    client.post("/calendars/", {"body": plan.body.pk})
    page = client.post("/calendars/", {}, follow=True).content.decode()

    assert refused.status_code == 404
    assert [row.body for row in CalendarFeed.objects.order_by("pk")] == [plan.body, None]
    assert all(f"/calendar/{row.secret}.ics" in page for row in CalendarFeed.objects.all())


@pytest.mark.parametrize("body", ["x", "-1", "9" * 30, "²"])
def test_page_knows_no_such_body(client, plan, body):
    client.force_login(make.person_with(Role.MEMBER, plan.area))

    assert client.post("/calendars/", {"body": body}).status_code == 404


def test_links_lead_to_the_site():
    lead = make.UserFactory()
    plan = make.PlanFactory()
    make.RoleGrantFactory(user=lead, area=plan.area, role=Role.ACTION_LEAD)
    action = make.led_action(lead, plan)

    event = Calendar.from_ical(read(own(lead)).content).walk("VEVENT")[0]

    assert event["url"] == f"{settings.SITE_URL}/actions/{action.pk}/"
