"""A regional group serves several areas: offered by one, answered by the other."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from committees import services
from committees.enums import BodyKind, OfferState
from committees.models import Body, GroupOffer
from tests import factories as make
from tests.audit.newest import newest_versions, rows_now
from tests.clients import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(area):
    return make.RegionalGroupFactory(area=area, name="Training across the firth")


@pytest.fixture
def other():
    return make.AreaFactory(name="Inverfar", slug="inverfar")


def served(body):
    return [area.name for area in Body.objects.get(pk=body.pk).also_serves.all()]


def test_other_area_accepts_and_both_records_say_so(area, group, other):
    home = client_of(Role.ADMINISTRATOR, area)
    away = client_of(Role.LEAD_OFFICER, other)

    home.post(reverse("group_offer", args=[group.pk]), {"area": other.pk})
    offer = GroupOffer.objects.get()
    before = served(group)
    page = away.get(reverse("area", args=[other.slug])).content.decode()
    away.post(reverse("group_offer_answer", args=[offer.pk]), {"accepted": "yes"})

    offer.refresh_from_db()
    assert (before, served(group), offer.state) == ([], ["Inverfar"], OfferState.ACCEPTED)
    assert "Training across the firth, a regional group kept by Glenfarrow" in page
    events = Event.objects.filter(target_id=group.pk).order_by("pk")
    assert [(row.verb, row.area_id) for row in events] == [
        ("offered group", area.pk),
        ("offered group", other.pk),
        ("answered offer of group", area.pk),
        ("answered offer of group", other.pk),
    ]
    assert newest_versions() == rows_now()


def test_declined_offer_leaves_it_and_may_be_made_again(group, other):
    offer = services.offer_group(by=None, body=group, area=other)

    services.answer_offer(by=None, offer=offer, accepted=False)
    services.offer_group(by=None, body=group, area=other)

    assert served(group) == []
    assert list(GroupOffer.objects.values_list("state", flat=True)) == ["declined", "waiting"]


def test_who_manages_both_areas_has_no_one_to_ask(area, group, other):
    user = make.person_with(Role.ADMINISTRATOR, area)
    make.RoleGrantFactory(user=user, area=other, role=Role.ADMINISTRATOR)

    services.offer_group(by=user, body=group, area=other)

    assert served(group) == ["Inverfar"]


@pytest.mark.parametrize("side", ["area", "other"])
def test_either_side_ends_it(area, group, other, side):
    group.also_serves.set([other])
    client = client_of(Role.LEAD_OFFICER, {"area": area, "other": other}[side])

    client.post(reverse("group_serving_end", args=[group.pk, other.slug]))

    assert served(group) == []


def test_third_area_knows_of_nothing(group, other):
    offer = services.offer_group(by=None, body=group, area=other)
    group.also_serves.set([other])
    client = client_of(Role.ADMINISTRATOR, make.AreaFactory())

    codes = [
        client.get(reverse("group_offer_answer", args=[offer.pk])).status_code,
        client.get(reverse("group_serving_end", args=[group.pk, other.slug])).status_code,
        client.get(reverse("group_offer", args=[group.pk])).status_code,
    ]

    assert codes == [404, 404, 404]


def test_area_that_offers_does_not_answer(area, group, other):
    offer = services.offer_group(by=None, body=group, area=other)
    url = reverse("group_offer_answer", args=[offer.pk])

    assert client_of(Role.ADMINISTRATOR, area).post(url, {"accepted": "yes"}).status_code == 403
    assert served(group) == []


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CHAIR])
def test_group_is_ended_by_who_manages_groups(group, other, role):
    group.also_serves.set([other])
    client = client_of(role, other)

    page = client.get(reverse("area", args=[other.slug])).content.decode()
    answer = client.post(reverse("group_serving_end", args=[group.pk, other.slug]))

    assert ("End<span" in page, answer.status_code, served(group)) == (False, 403, ["Inverfar"])


def refused(write, **arguments):
    with pytest.raises(ValidationError) as refusal:
        write(by=None, **arguments)
    return refusal.value.messages


def test_what_is_refused(area, group, other):
    offer = services.offer_group(by=None, body=group, area=other)
    twice = refused(services.offer_group, body=group, area=other)
    services.answer_offer(by=None, offer=offer, accepted=True)

    assert [
        twice,
        refused(services.offer_group, body=group, area=other),
        refused(services.offer_group, body=group, area=area),
        refused(services.offer_group, body=make.BodyFactory(), area=area),
        refused(services.answer_offer, offer=offer, accepted=False),
        refused(services.end_serving, body=group, area=make.AreaFactory(name="Elsewhere")),
        refused(services.edit_body, body=group, expected=1, kind=BodyKind.OTHER),
    ] == [
        ["Inverfar was asked already and has not answered yet."],
        ["Training across the firth serves Inverfar already."],
        ["Training across the firth serves Glenfarrow already."],
        ["Only a regional group serves several areas. Change what it is."],
        ["This was answered already: accepted."],
        ["Training across the firth does not serve Elsewhere."],
        ["It serves other areas. End that first: see its page."],
    ]


def test_group_that_became_another_is_not_accepted(group, other):
    offer = services.offer_group(by=None, body=group, area=other)
    services.edit_body(by=None, body=group, expected=1, kind=BodyKind.OTHER)

    assert refused(services.answer_offer, offer=offer, accepted=True) == [
        "Training across the firth is no regional group any more."
    ]


def test_post_stands_for_a_group_that_serves_its_area(area, group, other):
    group.also_serves.set([other])
    client = client_of(Role.LEAD_OFFICER, other)
    typed = {"title": "Training group", "kind": "group", "body": group.pk}

    client.post(reverse("post_add", args=[other.slug]), typed)

    assert list(other.posts.values_list("title", "body__name")) == [
        ("Training group", "Training across the firth")
    ]
    third = make.AreaFactory()
    assert refused(services.add_post, area=third, title="Training group", body=group) == [
        "Training across the firth belongs to another area."
    ]


def test_page_of_the_group_says_whom_it_serves(area, group, other):
    group.also_serves.set([other])
    services.offer_group(by=None, body=group, area=make.AreaFactory(name="Strathyre"))

    page = client_of(Role.MEMBER, area).get(reverse("body", args=[group.pk])).content.decode()

    assert [words in page for words in ("Glenfarrow, which keeps it", "<li>Inverfar</li>")] == [
        True,
        True,
    ]
    assert "Strathyre was asked on" in page
