"""Setting a committee's quarter: caught when two do it, refused in words."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.roles import Role
from audit.models import Event
from audit.services.edits import EditConflict
from committees.models import Offsets
from committees.queries.groups import offsets_of, quarters_of
from committees.services import add_meeting, set_offsets
from tests import factories as make
from tests.clients import client_of, told

pytestmark = pytest.mark.django_db


def test_body_without_days_has_the_usual_ones():
    found = offsets_of(make.BodyFactory())

    assert (found.opens_before, found.report_after, found.row_version, found.pk) == (
        28,
        14,
        0,
        None,
    )


def test_days_are_set_and_recorded():
    body = make.BodyFactory()

    set_offsets(by=None, body=body, expected=0, opens_before=35)

    assert (offsets_of(body).opens_before, offsets_of(body).row_version) == (35, 1)
    assert Event.objects.get().changes == {"opens_before": [28, 35]}


def test_second_press_writes_nothing():
    body = make.BodyFactory()
    for _ in range(2):
        set_offsets(by=None, body=body, expected=0, opens_before=35)

    assert (Event.objects.count(), offsets_of(body).row_version) == (1, 1)


@pytest.mark.parametrize("first", [0, 1])
def test_two_people_at_once_are_told(first):
    body = make.BodyFactory()
    for version in range(first + 1):
        set_offsets(by=None, body=body, expected=version, opens_before=35 + version)

    with pytest.raises(EditConflict):
        set_offsets(by=None, body=body, expected=first, opens_before=42)

    assert offsets_of(body).opens_before == 35 + first


def test_days_out_of_order_are_refused_and_leave_nothing():
    body = make.BodyFactory()

    with pytest.raises(ValidationError) as refused:
        set_offsets(by=None, body=body, expected=0, opens_before=14)

    assert (set(refused.value.message_dict), Offsets.objects.count()) == ({"opens_before"}, 0)


def test_unknown_field_is_the_programmers_fault():
    with pytest.raises(ValueError, match="no colour"):
        set_offsets(by=None, body=make.BodyFactory(), expected=0, colour=1)


def test_only_committees_and_those_who_set_days_have_a_quarter():
    meetings = [
        make.MeetingFactory(),
        make.MeetingFactory(body__kind="sub_committee"),
        make.MeetingFactory(body__kind="chief_officers_group"),
    ]
    make.OffsetsFactory(body=meetings[1].body)

    assert set(quarters_of(meetings)) == {meetings[0].pk, meetings[1].pk}


def fields(**given):
    names = {field.name: field.default for field in Offsets._meta.fields if field.has_default()}
    return {**names, "expected": 0, **given}


def test_page_shows_the_dates_of_the_next_meeting(area):
    body = make.BodyFactory(area=area)
    make.MeetingFactory(body=body, held_on=date(2099, 9, 10))

    page = client_of(Role.LEAD_OFFICER, area).get(f"/groups/{body.pk}/quarter/").content.decode()

    assert all(day in page for day in ("13 August 2099", "27 August 2099", "24 September 2099"))


def test_page_sets_the_days_and_leads_back(area):
    body = make.BodyFactory(area=area)
    client = client_of(Role.LEAD_OFFICER, area)

    answer = client.post(f"/groups/{body.pk}/quarter/", fields(opens_before=35), follow=True)

    assert (answer.redirect_chain[0][0], offsets_of(body).opens_before) == (
        f"/groups/{body.pk}/",
        35,
    )
    assert told(answer) == [
        "The days are set. Windows that have not opened yet move to them by themselves."
    ]


@pytest.mark.parametrize("value", ["", "x", "-1", "400", "1.5"])
def test_page_refuses_what_is_no_number_of_days(area, value):
    body = make.BodyFactory(area=area)

    answer = client_of(Role.LEAD_OFFICER, area).post(
        f"/groups/{body.pk}/quarter/", fields(papers_before=value)
    )

    assert (set(answer.context["form"].errors), Offsets.objects.count()) == ({"papers_before"}, 0)


def test_page_shows_what_somebody_else_set(area):
    body = make.BodyFactory(area=area)
    set_offsets(by=None, body=body, expected=0, opens_before=42)
    client = client_of(Role.LEAD_OFFICER, area)

    answer = client.post(f"/groups/{body.pk}/quarter/", fields(opens_before=35))
    again = client.post(f"/groups/{body.pk}/quarter/", fields(opens_before=35, expected=1))

    assert answer.context["form"].both_texts() == [("Updates are asked for", "42", "35")]
    assert (again.status_code, offsets_of(body).opens_before) == (302, 35)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1989, 12, 31), date(9999, 12, 31)])
def test_meeting_of_another_age_is_refused(day):
    with pytest.raises(ValidationError) as refused:
        add_meeting(by=None, body=make.BodyFactory(), held_on=day)

    assert refused.value.message_dict == {
        "held_on": ["Check the year: a meeting is held from 1990 to 2100."]
    }


@pytest.mark.parametrize(("role", "changes"), [(Role.LEAD_OFFICER, True), (Role.MEMBER, False)])
def test_dates_stand_at_the_body_and_in_the_list_of_meetings(area, role, changes):
    body = make.BodyFactory(area=area)
    make.MeetingFactory(body=body, held_on=date(2099, 9, 10))
    client = client_of(role, area)

    page = client.get(f"/groups/{body.pk}/").content.decode()
    listed = client.get(f"/areas/{area.slug}/meetings/").content.decode()

    assert "Updates 13 August 2099 to 27 August 2099" in listed
    assert ("24 September 2099" in page, f"/groups/{body.pk}/quarter/" in page) == (True, changes)
