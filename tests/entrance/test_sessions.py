"""Sessions: how long, where, ended by whom; and nothing that was typed goes with them."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.models import Event
from entrance import enums
from entrance.models import Session
from entrance.rules.limits import ABSOLUTE, IDLE
from entrance.services.store import SessionStore, hashed
from tests import factories as make
from tests.clients import client_of, told
from tests.entrance.test_second_factor import signed_in
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

HOME = "/my-sign-in/"
NAME = {"name": "Audit group", "kind": "sub_committee"}


def opened_form(client: Client, area) -> dict[str, str]:
    page = client.get(reverse("body_add", args=[area.slug]))
    return NAME | {"typed_by": page.context["form"]["typed_by"].value()}


@pytest.mark.parametrize(
    ("steps", "why"),
    [([50, 55], ""), ([50, 61], IDLE), ([59] * 12, ""), ([59] * 13, ABSOLUTE)],
)
def test_a_session_ends_when_nothing_happens_or_after_a_day(steps, why):
    user = make.UserFactory()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = signed_in(user)
        for minutes in steps:
            clock.shift(timedelta(minutes=minutes))
            answer = client.get(HOME)

    said = Event.objects.filter(verb=enums.SESSION_OVER).values_list("changes__what", flat=True)
    assert (answer.status_code, list(said)) == ((302, [why]) if why else (200, []))


def test_what_a_page_asks_by_itself_keeps_no_session_alive():
    user = make.UserFactory()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = signed_in(user)
        for _ in range(3):
            clock.shift(timedelta(minutes=25))
            answer = client.get(HOME, headers={"hx-request": "true"})

    assert answer.status_code == 302


def test_a_form_that_is_sent_after_the_end_is_given_back_after_signing_in():
    area = make.AreaFactory()
    user = make.person_with(Role.LEAD_OFFICER, area)
    page = reverse("body_add", args=[area.slug])
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = signed_in(user)
        typed = opened_form(client, area)
        clock.shift(timedelta(minutes=61))
        sent = client.post(page, typed)
        back = client.post(
            sent["Location"], {"login": user.email, "password": PASSWORD, "next": page}, follow=True
        )

    form = back.context["form"]
    assert sent["Location"] == f"/account/login/?next={page}"
    assert (form["name"].value(), form["kind"].value()) == ("Audit group", "sub_committee")


def test_it_is_given_to_nobody_else_who_signs_in_there():
    area = make.AreaFactory()
    user, other = (make.person_with(Role.LEAD_OFFICER, area) for _ in range(2))
    page = reverse("body_add", args=[area.slug])
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = signed_in(user)
        typed = opened_form(client, area)
        clock.shift(timedelta(minutes=61))
        sent = client.post(page, typed)
        back = client.post(
            sent["Location"],
            {"login": other.email, "password": PASSWORD, "next": page},
            follow=True,
        )

    assert back.request["PATH_INFO"] == page
    assert "Audit group" not in back.content.decode()


def test_the_table_holds_no_key_that_a_browser_sends():
    user = make.UserFactory()
    client = signed_in(user)
    key = client.cookies["sessionid"].value

    row = Session.objects.get(user=user)

    assert (row.session_key, key in row.session_data) == (hashed(key), False)
    assert SessionStore(row.session_key).load() == {}


def test_a_person_ends_one_session_and_all_others():
    user = make.UserFactory()
    mine, second, third = (signed_in(user) for _ in range(3))
    one = hashed(second.cookies["sessionid"].value)

    first = mine.post(reverse("session_end"), {"session": one}, follow=True)
    left = [client.get(HOME).status_code for client in (mine, second, third)]
    rest = mine.post(reverse("session_end"), follow=True)

    assert (told(first), told(rest)) == (["One session was ended."], ["One session was ended."])
    assert left == [200, 302, 200]
    assert [client.get(HOME).status_code for client in (mine, third)] == [200, 302]


def test_nobody_ends_the_session_of_another():
    user, other = make.UserFactory(), make.UserFactory()
    theirs = signed_in(other)
    one = hashed(theirs.cookies["sessionid"].value)

    answer = signed_in(user).post(reverse("session_end"), {"session": one}, follow=True)

    assert told(answer) == ["There was no session to end."]
    assert theirs.get(HOME).status_code == 200


def test_an_administrator_ends_every_session_of_a_member():
    area = make.AreaFactory()
    grant = make.RoleGrantFactory(area=area)
    browsers = [signed_in(grant.user) for _ in range(2)]
    client = client_of(Role.ADMINISTRATOR, area)
    page = reverse("member_sessions", args=[grant.pk])

    shown = client.get(page).content.decode()
    answer = client.post(page, follow=True)

    event = Event.objects.get(verb=enums.SESSIONS_ENDED)
    assert shown.count("They are signed in in 2 browsers.") == 1
    assert told(answer) == ["2 sessions were ended."]
    assert [one.get(HOME).status_code for one in browsers] == [302, 302]
    assert (event.actor_label, event.area_id) == ("Morag Weir", area.pk)


def test_a_new_password_ends_all_others_and_stands_in_the_record():
    user = make.UserFactory()
    mine, other = signed_in(user), signed_in(user)
    words = "seven quiet harbours at noon"

    mine.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": words, "password2": words},
    )

    verbs = Event.objects.filter(target_id=user.pk).order_by("pk").values_list("verb", flat=True)
    assert [one.get(HOME).status_code for one in (mine, other)] == [200, 302]
    assert list(verbs)[2:] == [enums.PASSWORD_CHANGED, enums.SESSIONS_ENDED]


def test_staying_is_told_how_long():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = signed_in(make.UserFactory())
        clock.shift(timedelta(minutes=58))

        assert client.post(reverse("session_stay")).json() == {"seconds": 3600}


def test_a_refusal_stands_in_the_record_without_what_was_typed():
    user = make.UserFactory()
    client = Client(headers={"user-agent": "Firefox Linux"}, REMOTE_ADDR="192.0.2.77")
    for login in (user.email, "a.password.typed@by.mistake"):
        client.post(reverse("account_login"), {"login": login, "password": "not it at all"})

    events = list(Event.objects.order_by("pk"))
    assert [(one.verb, one.target_label, one.actor_id) for one in events] == [
        (enums.REFUSED, str(user), None),
        (enums.REFUSED, "an address without an account", None),
    ]
    place = {"device": "Firefox on Linux", "network": "192.0.2.x"}
    assert [one.changes for one in events] == [place, place]


def test_signing_out_is_said_in_the_record_and_takes_the_row():
    user = make.UserFactory()
    client = signed_in(user)
    client.post(reverse("account_logout"))

    verbs = Event.objects.filter(target_id=user.pk).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [enums.SIGNED_IN, enums.SIGNED_OUT]
    assert not Session.objects.filter(user=user).exists()
