"""Forms about people and groups reach the services, and what they refuse comes back."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from committees.models import AccessChange, Body, Meeting, Membership, Post, RoleGrant
from tests import factories as make
from tests.clients import client_of, told

pytestmark = pytest.mark.django_db


def forms(area) -> dict[str, tuple[list, dict, str]]:
    """Address: its arguments, what a person fills in, and the model that has one row more."""
    body, post = make.BodyFactory(area=area), make.PostFactory(area=area)
    somebody = make.person_with(Role.MEMBER, area)
    words = {"name": "Una Ross", "designation": "Director"}
    return {
        "body_add": ([area.slug], {"name": "Audit", "kind": "other", "cadence": "monthly"}, Body),
        "post_add": ([area.slug], {"title": "Chief Nurse", "kind": "post"}, Post),
        "meeting_add": ([body.pk], {"held_on": "1 October 2026"}, Meeting),
        "member_add": (
            [body.pk],
            {**words, "seat": "member", "starts": "1 October 2026"},
            Membership,
        ),
        "holder_set": (
            [post.pk],
            {"user": somebody.pk, "starts": "1/10/2026"},
            type(make.PostHoldingFactory()),
        ),
        "deputy_set": (
            [post.pk],
            {"user": somebody.pk, "starts": "2026-10-01"},
            type(make.PostHoldingFactory()),
        ),
        "role_grant": (
            [area.slug],
            {"user": somebody.pk, "role": "chair", "starts": "1 October 2026"},
            AccessChange,
        ),
        "person_add": (
            [area.slug],
            {**words, "email": "u@example.test", "role": "member", "starts": "1 October 2026"},
            AccessChange,
        ),
    }


@pytest.mark.parametrize(
    "name",
    [
        *("body_add", "post_add", "meeting_add", "member_add"),
        *("holder_set", "deputy_set", "role_grant", "person_add"),
    ],
)
def test_form_writes_one_row_and_says_so(area, name):
    arguments, filled, model = forms(area)[name]
    client = client_of(Role.ADMINISTRATOR, area)
    before = model.objects.count()

    response = client.post(reverse(name, args=arguments), filled, follow=True)

    assert (model.objects.count(), len(told(response))) == (before + 1, 1)
    assert Event.objects.first().actor_label == "Morag Weir"


@pytest.mark.parametrize(
    ("name", "field", "words"),
    [
        ("body_add", "name", "This field is required."),
        ("post_add", "title", "This field is required."),
        ("meeting_add", "held_on", "Give the day of the meeting, for example 31 July 2026."),
    ],
)
def test_form_without_an_answer_says_which(area, name, field, words):
    arguments, filled, model = forms(area)[name]
    before = model.objects.count()

    response = client_of(Role.LEAD_OFFICER, area).post(
        reverse(name, args=arguments), {**filled, field: ""}
    )

    assert response.context["form"].errors == {field: [words]}
    assert model.objects.count() == before


def test_refusal_of_the_service_stands_beside_its_field(area):
    make.PostFactory(area=area, title="Chief Nurse")

    response = client_of(Role.LEAD_OFFICER, area).post(
        reverse("post_add", args=[area.slug]), {"title": "chief nurse", "kind": "post"}
    )

    assert response.context["form"].errors == {
        "title": ["This area has a post called chief nurse already."]
    }


def test_people_of_another_area_cannot_be_chosen(area):
    post, stranger = make.PostFactory(area=area), make.person_with(Role.MEMBER, make.AreaFactory())

    response = client_of(Role.LEAD_OFFICER, area).post(
        reverse("holder_set", args=[post.pk]), {"user": stranger.pk, "starts": "1 October 2026"}
    )

    assert list(response.context["form"].errors) == ["user"]


def test_administrator_cannot_give_themselves_a_role(area):
    client = client_of(Role.ADMINISTRATOR, area)
    own = RoleGrant.objects.get().user

    response = client.post(
        reverse("role_grant", args=[area.slug]),
        {"user": own.pk, "role": "lead_officer", "starts": "1 October 2026"},
    )

    assert list(response.context["form"].errors) == ["user"]


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("member_end", lambda area: make.MembershipFactory(body__area=area)),
        ("holding_end", lambda area: make.PostHoldingFactory(post__area=area)),
    ],
)
def test_last_day_is_written(area, name, row):
    ending = row(area)

    client_of(Role.ADMINISTRATOR, area).post(
        reverse(name, args=[ending.pk]), {"ends": "31 August 2026", "expected": "1"}
    )

    ending.refresh_from_db()
    assert ending.ends == date(2026, 8, 31)


def test_edit_form_comes_filled_and_writes(area):
    body = make.BodyFactory(area=area, name="Audit", remit="Files")
    client, url = client_of(Role.LEAD_OFFICER, area), reverse("body_edit", args=[body.pk])

    form = client.get(url).context["form"]
    filled = {name: form[name].value() or "" for name in form.fields}
    client.post(url, {**filled, "remit": "Files and meetings"})

    body.refresh_from_db()
    assert (filled["name"], body.name, body.remit) == ("Audit", "Audit", "Files and meetings")


def test_agency_becomes_a_partner(area):
    client_of(Role.LEAD_OFFICER, area).post(
        reverse("agency_add", args=[area.slug]), {"name": "NHS Farrow", "kind": "health"}
    )

    assert [str(agency) for agency in area.agencies.all()] == ["NHS Farrow"]


def test_invitation_is_sent_again(area):
    grant = make.RoleGrantFactory(area=area, user__name="Una Ross", user__password=None)

    response = client_of(Role.ADMINISTRATOR, area).post(
        reverse("invite_again", args=[grant.pk]), follow=True
    )

    assert told(response) == ["A link to choose a password is on its way to Una Ross."]
    assert Event.objects.get().verb == "invited person"
