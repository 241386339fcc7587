"""Who changes a way in, an address or a role showed lately who they are."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission, Role
from committees.models import AccessChange
from entrance.middleware import SENSITIVE
from tests import factories as make
from tests.entrance.test_second_factor import signed_in
from tests.factories import PASSWORD
from tests.metatests.addresses import GATES
from tests.metatests.gates import holders
from tests.metatests.test_urls import address
from tests.metatests.world import build

pytestmark = pytest.mark.django_db

LATER = timedelta(minutes=16)
SHOW = reverse("account_reauthenticate")


@pytest.fixture
def area():
    return make.AreaFactory()


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as travelled:
        yield travelled


def test_every_page_that_gives_or_ends_a_role_is_among_them():
    """What only those who may give roles open, but for the guard's patterns, which open nothing."""
    givers = holders(Permission.ROLE_GRANT)
    theirs = {name for name, gate in GATES.items() if gate.in_area and gate.allowed == givers}

    assert theirs - SENSITIVE == {"guard_pattern_add", "guard_pattern_remove"}


def test_each_asks_once_more_after_a_while(clock):
    world = build()
    client = signed_in(world.person(Role.ADMINISTRATOR))
    clock.shift(LATER)

    opened = []
    for name in sorted(SENSITIVE):
        gate = GATES.get(name)
        url = address(name, world) if gate else reverse(name)
        answer = client.post(url) if gate and gate.post_only else client.get(url)
        if not answer.headers.get("Location", "").startswith(SHOW):
            opened.append(name)

    assert opened == []


def test_what_was_typed_is_given_back(area, clock):
    administrator = make.person_with(Role.ADMINISTRATOR, area)
    user = make.person_with(Role.MEMBER, area)
    client = signed_in(administrator)
    page = reverse("role_grant", args=[area.slug])
    form = client.get(page).context["form"]
    typed = {"user": user.pk, "role": "chair", "typed_by": form["typed_by"].value()}
    clock.shift(LATER)

    asked = client.post(page, typed)
    wrong = client.post(asked["Location"], {"password": "not it at all"})
    back = client.post(asked["Location"], {"password": PASSWORD, "next": page}, follow=True)
    form = back.context["form"]
    client.post(page, {name: form[name].value() or "" for name in form.fields})

    assert asked["Location"].startswith(SHOW)
    assert wrong.context["form"].errors == {"password": ["Incorrect password."]}
    assert (form["user"].value(), form["role"].value()) == (str(user.pk), "chair")
    assert AccessChange.objects.filter(user=user, role=Role.CHAIR).count() == 1


def test_a_button_is_pressed_again(area, clock):
    client = signed_in(make.person_with(Role.ADMINISTRATOR, area))
    people = reverse("area_people", args=[area.slug])
    whole = client.get(people).wsgi_request.build_absolute_uri(people)
    clock.shift(LATER)

    asked = client.post(reverse("invite_all", args=[area.slug]), headers={"referer": whole})
    page = client.get(asked["Location"])

    assert asked["Location"] == f"{SHOW}?next={people.replace('/', '%2F')}"
    assert [str(one) for one in page.context["messages"]] == [
        "First show that it is you. Nothing was sent yet: press again afterwards."
    ]


def test_a_new_address_that_was_typed_goes_on_by_itself(area, clock):
    user = make.person_with(Role.MEMBER, area)
    client = signed_in(user)
    page = reverse("account_email")
    clock.shift(LATER)

    asked = client.post(page, {"email": "una@example.test"})
    client.post(asked["Location"], {"password": PASSWORD, "next": page})

    assert client.get(page).context["waiting"].email == "una@example.test"


def test_a_password_is_put_by_nowhere(area, clock):
    client = signed_in(make.person_with(Role.MEMBER, area))
    clock.shift(LATER)

    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": "x"})

    assert PASSWORD not in str(dict(client.session))


def test_who_just_signed_in_is_not_asked(area):
    client = Client()
    client.force_login(make.person_with(Role.ADMINISTRATOR, area))

    assert client.get(reverse("role_grant", args=[area.slug])).status_code == 200
