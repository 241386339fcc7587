"""Who needs a second factor: data of the area; who has none gets no further than setting it up."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from accounts.roles import Role, needs_factor_by_default
from audit.models import Event
from committees.services import create_area
from entrance.enums import ONWARD, POLICY_SET
from entrance.middleware import BEFORE_FACTOR
from entrance.models import FactorPolicy
from tests import factories as make
from tests.clients import client_of
from tests.entrance.test_second_factor import code_of, set_up, signed_in
from tests.metatests.addresses import GATES
from tests.metatests.test_urls import address
from tests.metatests.world import build

pytestmark = pytest.mark.django_db(transaction=True)

FREE = {name for name in GATES if name.split(":")[0] in BEFORE_FACTOR}


def test_a_new_area_asks_it_of_everybody_who_sees_plans_or_administers():
    area = create_area(by=None, name="Inverfar")
    user = make.UserFactory()
    make.RoleGrantFactory(user=user, area=area, role=Role.CHAIR)

    answer = signed_in(user).get(reverse("plan_list"))

    assert not FactorPolicy.objects.filter(area=area).exists()
    assert answer["Location"] == reverse("security")
    assert set(Role) - set(needs_factor_by_default()) == {
        Role.CHIEF_OFFICER,
        Role.ELECTED_MEMBER,
    }


@pytest.mark.django_db
def test_no_page_opens_before_the_factor_to_any_role_that_needs_one():
    """Who has to show it is decided by role, where by the address's name, one without the other:
    the addresses are dealt to the roles, so that each is asked once."""
    world = build()
    FactorPolicy.objects.filter(area=world.area).update(roles=list(Role))
    names = sorted(GATES.keys() - FREE)
    opened = []

    for place, role in enumerate(Role):
        client = Client()
        client.force_login(world.person(role))
        for name in names[place :: len(Role)]:
            ask = client.post if GATES[name].post_only else client.get
            answer = ask(address(name, world))
            if (answer.status_code, answer.headers.get("Location")) != (302, reverse("security")):
                opened.append((role, name))

    assert opened == []


def test_nothing_that_was_typed_is_lost_on_the_way():
    area = make.AreaFactory(factor_roles=[])
    user = make.person_with(Role.LEAD_OFFICER, area)
    client = signed_in(user)
    page = reverse("body_add", args=[area.slug])
    typed_by = client.get(page).context["form"]["typed_by"].value()
    FactorPolicy.objects.filter(area=area).update(roles=[Role.LEAD_OFFICER])

    sent = {"name": "Audit group", "kind": "sub_committee", "typed_by": typed_by}
    led = client.post(page, sent, follow=True)
    set_up(client)
    form = client.get(reverse("onward"), follow=True).context["form"]

    assert led.redirect_chain == [(reverse("security"), 302)]
    assert [str(one) for one in led.context["messages"]] == [
        "First set up your second factor. What you typed is kept for you."
    ]
    assert (form["name"].value(), form["kind"].value()) == ("Audit group", "sub_committee")


def test_a_session_from_before_shows_the_factor_that_the_person_has():
    area = make.AreaFactory(factor_roles=[])
    user = make.person_with(Role.LEAD_OFFICER, area)
    old = signed_in(user)
    secret, _ = set_up(signed_in(user))
    FactorPolicy.objects.filter(area=area).update(roles=[Role.LEAD_OFFICER])

    led = old.get(reverse("area", args=[area.slug]))
    back = old.post(led["Location"], {"code": code_of(secret)}, follow=True)

    assert led["Location"].startswith(reverse("mfa_reauthenticate"))
    assert back.request["PATH_INFO"] == reverse("area", args=[area.slug])


def test_a_key_alone_is_asked_for_where_there_are_no_codes():
    area = make.AreaFactory(factor_roles=[Role.MEMBER])
    user = make.person_with(Role.MEMBER, area)
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "Key"})
    client = Client()
    client.force_login(user)

    led = client.get(reverse("area", args=[area.slug]))

    assert led["Location"].startswith(reverse("mfa_reauthenticate_webauthn"))


def test_onward_leads_nowhere_else():
    client = Client()
    client.force_login(make.UserFactory())
    session = client.session
    session[ONWARD] = "//elsewhere.example/"
    session.save()

    assert client.get(reverse("onward"))["Location"] == "/"


def test_the_administrator_says_who_needs_one_and_the_record_keeps_it():
    area = make.AreaFactory(factor_roles=[])
    client = client_of(Role.ADMINISTRATOR, area)
    page = reverse("factor_policy", args=[area.slug])
    form = client.get(page).context["form"]

    sent = {"roles": ["chair", "member"], "expected": form["expected"].value()}
    client.post(page, {**sent, "typed_by": form["typed_by"].value()})

    event = Event.objects.get(verb=POLICY_SET)
    assert FactorPolicy.objects.get(area=area).roles == ["chair", "member"]
    assert (event.actor_label, event.area_id) == ("Morag Weir", area.pk)
    assert event.changes == {"roles": [[], ["Independent chair", "Committee member"]]}
