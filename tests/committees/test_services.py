"""Areas, bodies, meetings and membership."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from audit.models import Event
from committees import services
from committees.services.memberships import EDITABLE
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = date(2026, 9, 10)


def refusal(write, **arguments):
    """The messages with which a service refuses, by field."""
    with pytest.raises(ValidationError) as refused:
        write(by=None, **arguments)
    return refused.value.message_dict


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Glenfarrow", "glenfarrow"), ("Perth & Forfar", "perth-forfar"), ("Ó Dún", "o-dun")],
)
def test_area_gets_a_short_name_for_addresses(name, slug):
    assert services.create_area(by=None, name=name).slug == slug


def test_areas_that_differ_in_marks_get_numbers():
    slugs = [services.create_area(by=None, name=name).slug for name in ("A-B", "A B", "A/B")]

    assert slugs == ["a-b", "a-b-2", "ab"]


@pytest.mark.parametrize("name", ["Glenfarrow", "GLENFARROW", "  glenfarrow "])
def test_area_is_made_once(name):
    make.AreaFactory(name="Glenfarrow")

    assert list(refusal(services.create_area, name=name)) == ["name"]


def test_area_without_a_name_is_refused():
    assert list(refusal(services.create_area, name="  ")) == ["name"]


def test_agency_serves_several_areas_and_stands_once():
    here, there = make.AreaFactory(), make.AreaFactory()

    first = services.add_agency_to_area(by=None, area=here, name="NHS Farrow")
    second = services.add_agency_to_area(by=None, area=there, name="nhs farrow")
    services.add_agency_to_area(by=None, area=there, name="NHS Farrow")

    assert (first, first.areas.count()) == (second, 2)
    assert Event.objects.filter(verb="added agency to area").count() == 2


def test_bodies_stand_in_the_order_in_which_they_were_added():
    area = make.AreaFactory()

    added = [
        services.add_body(by=None, area=area, name=name, kind="sub_committee")
        for name in ("Zeal", "Audit")
    ]

    assert [body.position for body in added] == [1, 2]


@pytest.mark.parametrize("field", ["parent", "reports_to"])
def test_body_cannot_stand_above_itself(field):
    top = make.BodyFactory()
    middle = make.BodyFactory(area=top.area, **{field: top})
    low = make.BodyFactory(area=top.area, **{field: middle})

    assert list(refusal(services.edit_body, body=top, expected=1, **{field: low})) == [field]


def test_body_moves_below_another():
    top = make.BodyFactory()
    low = make.BodyFactory(area=top.area)

    services.edit_body(by=None, body=low, expected=1, parent=top, reports_to=top)

    assert (low.parent, low.reports_to) == (top, top)


@pytest.mark.parametrize("field", ["parent", "reports_to"])
def test_body_of_another_area_is_not_above(field):
    body, other = make.BodyFactory(), make.BodyFactory(name="Elsewhere")

    assert refusal(services.edit_body, body=body, expected=1, **{field: other}) == {
        field: ["Elsewhere belongs to another area."]
    }


def test_body_has_a_name_of_its_own_in_its_area():
    body = make.BodyFactory(name="Audit Group")
    arguments = {"name": "AUDIT group", "kind": "sub_committee"}

    assert list(refusal(services.add_body, area=body.area, **arguments)) == ["name"]
    services.add_body(by=None, area=make.AreaFactory(), **arguments)


def test_body_has_no_other_fields():
    with pytest.raises(ValueError, match="A body has no colour to set"):
        services.edit_body(by=None, body=make.BodyFactory(), expected=1, colour="red")


def test_body_record_says_what_differs():
    body = make.BodyFactory(remit="Training")

    services.edit_body(by=None, body=body, expected=1, remit="Audit", cadence=body.cadence)

    assert Event.objects.get(verb="edited body").changes == {"remit": ["Training", "Audit"]}


def test_what_is_saved_unchanged_leaves_no_event():
    body = make.BodyFactory()

    services.edit_body(by=None, body=body, expected=1, name=body.name)
    member = make.MembershipFactory(body=body)
    same = {name: getattr(member, name) for name in EDITABLE}
    services.edit_member(by=None, membership=member, expected=1, **same)

    assert Event.objects.count() == 0


def test_body_meets_once_a_day():
    meeting = make.MeetingFactory(held_on=DAY)

    assert list(refusal(services.add_meeting, body=meeting.body, held_on=DAY)) == ["held_on"]
    services.edit_meeting(
        by=None, meeting=meeting, expected=1, held_on=DAY, title="Special meeting"
    )
    assert meeting.title == "Special meeting"


NOON = datetime(2026, 9, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "decided",
    [
        lambda meeting: make.ActionFactory(added_at=meeting),
        lambda meeting: make.MeetingDecisionFactory(
            meeting=meeting, state="applied", applied_by=make.UserFactory(), applied_at=NOON
        ),
    ],
)
def test_a_meeting_that_decided_something_stays_on_its_day(decided):
    meeting = make.MeetingFactory(held_on=DAY)
    moved = {"meeting": meeting, "expected": 1, "held_on": date(2026, 9, 11), "title": ""}
    decided(meeting)

    assert list(refusal(services.edit_meeting, **moved)) == ["held_on"]
    services.edit_meeting(by=None, **moved | {"held_on": DAY, "title": "Special meeting"})
    assert meeting.title == "Special meeting"


def test_a_meeting_at_which_nothing_was_decided_is_moved():
    meeting = make.MeetingDecisionFactory(meeting__held_on=DAY).meeting

    services.edit_meeting(by=None, meeting=meeting, expected=1, held_on=date(2026, 9, 11), title="")
    assert meeting.held_on == date(2026, 9, 11)


def test_membership_ends_on_its_last_day():
    member = make.MembershipFactory(starts=DAY)

    services.end_membership(by=None, membership=member, expected=1, ends=DAY)

    assert list(member.body.memberships.current(DAY)) == [member]
    assert list(member.body.memberships.current(date(2026, 9, 11))) == []


def test_membership_cannot_end_before_it_began():
    member = make.MembershipFactory(name="Una Ross", starts=DAY)

    arguments = {"membership": member, "expected": 1, "ends": date(2026, 9, 9)}
    assert refusal(services.end_membership, **arguments) == {
        "ends": ["Una Ross joined on 10 September 2026, later than that."]
    }


@pytest.mark.parametrize("missing", ["name", "designation"])
def test_member_needs_name_and_designation(missing):
    words = {"name": "Una Ross", "designation": "Director", missing: " "}

    assert list(refusal(services.add_member, body=make.BodyFactory(), starts=DAY, **words)) == [
        missing
    ]


def test_a_member_who_is_sent_twice_has_one_seat():
    seat = {"body": make.BodyFactory(), "name": "Una Reid", "designation": "Head", "starts": DAY}
    services.add_member(by=None, **seat)

    assert list(refusal(services.add_member, **seat)) == ["name"]
    assert seat["body"].memberships.count() == 1
