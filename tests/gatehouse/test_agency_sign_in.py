"""Signing in through one's agency, against a real identity provider."""

import re
from functools import partial
from urllib.parse import parse_qs, urlsplit, urlunsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from gatehouse.enums import CAME_BY_AGENCY, JOINED, REFUSED_BY_AGENCY, TELL_JOINED
from gatehouse.models import SubjectLink
from gatehouse.services.agencies import end_sign_in
from gatehouse.tasks import tell_joined
from jobs.models import Job
from tests import factories as make
from tests.gatehouse.agency import UNA, begun, came, events, heading, opened, whoever
from tests.gatehouse.conftest import SECRET, at_provider
from tests.reminders.test_digest_two_at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(agency, provider):
    return opened(agency, provider)


def test_person_who_was_invited_comes_in_and_is_joined_once(sign_in, provider, una, client):
    provider.people({"una": UNA})

    first = came(client, next="/plans/")
    second = came(Client())

    assert (first.status_code, first["Location"]) == (302, "/plans/")
    assert (second.status_code, whoever(client)) == (302, str(una.pk))
    assert [link.user_id for link in SubjectLink.objects.all()] == [una.pk]
    told = [(e.verb, e.actor_id, e.target_id) for e in events(JOINED, CAME_BY_AGENCY)]
    assert told == [(verb, una.pk, una.pk) for verb in (JOINED, CAME_BY_AGENCY, CAME_BY_AGENCY)]


def test_owner_is_told_of_the_first_time(sign_in, provider, una, client):
    provider.people({"una": UNA})
    came(client)
    [job] = Job.objects.filter(task=TELL_JOINED)
    tell_joined(job.pk)

    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (
        ["una@police.example"],
        "cpcplan: your account was joined to Police",
    )


def test_agency_is_asked_with_all_that_makes_it_safe(sign_in, client):
    asked = {name: value for name, [value] in parse_qs(urlsplit(begun(client)).query).items()}

    assert {name: asked[name] for name in ("redirect_uri", "response_type", "client_id")} == {
        "redirect_uri": "http://site.example/account/agency/police/back/",
        "response_type": "code",
        "client_id": "cpcplan",
    }
    assert asked["code_challenge_method"] == "S256"
    assert set(asked["scope"].split()) == {"openid", "email"}
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 16


@pytest.mark.parametrize(
    ("claims", "title", "why"),
    [
        (
            {"email": "una@police.example", "email_verified": False},
            "Police has not verified your e-mail address",
            "the agency has not verified the address",
        ),
        ({}, "Police did not tell us your e-mail address", "the agency names no e-mail address"),
        (
            {"email": "una@evil.example", "email_verified": True},
            "Your e-mail address is not one of Police’s",
            "the address is none of the agency&#x27;s",
        ),
        (
            {"email": "eve@police.example", "email_verified": True},
            "You have no account here yet",
            "nobody was invited with this address",
        ),
    ],
)
def test_whoever_is_not_known_gets_a_clear_page(sign_in, provider, una, client, claims, title, why):
    make.UserFactory(email="una@evil.example")
    people = make.UserFactory._meta.model.objects.count()
    provider.people({"una": claims})

    answer = came(client)

    assert (answer.status_code, heading(answer), whoever(client)) == (403, title, "")
    [event] = events(REFUSED_BY_AGENCY)
    assert event.changes == {"agency": "Police", "why": why.replace("&#x27;", "'")}
    assert SubjectLink.objects.count() == 0
    assert make.UserFactory._meta.model.objects.count() == people


def test_account_that_is_closed_stays_closed(sign_in, provider, una, client):
    provider.people({"una": UNA})
    came(client)
    una.is_active = False
    una.save()

    answer = came(Client())

    assert (answer.status_code, heading(answer)) == (403, "This account is closed")
    assert events(REFUSED_BY_AGENCY)[0].target_id == una.pk


def test_subject_counts_when_the_address_changed_at_the_agency(sign_in, provider, una, client):
    provider.people({"una": UNA})
    came(client)
    provider.people({"una": {**UNA, "email": "una.ross@police.example"}})

    assert came(Client()).status_code == 302


def test_another_subject_with_the_same_address_takes_nothing_over(sign_in, provider, una, client):
    provider.people({"una": UNA, "eve": UNA})
    came(client)
    before = list(SubjectLink.objects.values())

    other = Client()
    answer = came(other, "eve")

    assert (answer.status_code, whoever(other)) == (403, "")
    assert heading(answer) == "Your account is joined to another identity"
    assert list(SubjectLink.objects.values()) == before


def test_subject_does_not_move_to_another_account(sign_in, provider, una, client):
    make.UserFactory(email="rob@police.example")
    provider.people({"una": UNA})
    came(client)
    provider.people({"una": {**UNA, "email": "rob@police.example"}})

    answer = came(Client())

    assert heading(answer) == "Your identity belongs to another account"
    assert SubjectLink.objects.get().user_id == una.pk


def test_account_that_left_the_agency_is_not_opened_by_it(sign_in, provider, una, client):
    provider.people({"una": UNA})
    came(client)
    una.email = "una@nhs.example"
    una.save()

    assert heading(came(Client())) == "Your account is not Police’s any more"


def test_answer_is_used_once(sign_in, provider, una, client):
    provider.people({"una": UNA})
    back = at_provider(begun(client), "una")
    assert client.get(back).status_code == 302
    client.post(reverse("account_logout"))

    answer = client.get(back)

    assert (answer.status_code, heading(answer)) == (400, "This sign-in is over")
    assert whoever(client) == ""


def test_answer_to_another_browser_opens_nothing(sign_in, provider, una, client):
    provider.people({"una": UNA})
    back = at_provider(begun(client), "una")
    other = Client()

    assert (other.get(back).status_code, whoever(other)) == (400, "")


def test_code_of_another_browser_opens_nothing(sign_in, provider, una, client):
    """A stolen code with a state of the thief's own: the agency asks for the other's secret."""
    provider.people({"una": UNA})
    [code] = parse_qs(urlsplit(at_provider(begun(client), "una")).query)["code"]
    thief = Client()
    [state] = parse_qs(urlsplit(begun(thief)).query)["state"]

    answer = thief.get(reverse("agency_callback", args=["police"]), {"code": code, "state": state})

    assert (answer.status_code, whoever(thief)) == (403, "")
    assert heading(answer) == "We could not trust Police’s answer"
    assert events(REFUSED_BY_AGENCY) == []


def test_token_for_another_sign_in_is_refused(sign_in, provider, una, client):
    provider.people({"una": UNA})
    parts = urlsplit(begun(client))
    query = re.sub(r"nonce=[^&]+", "nonce=of-another-sign-in", parts.query)

    answer = client.get(at_provider(urlunsplit(parts._replace(query=query)), "una"))

    assert (answer.status_code, whoever(client)) == (403, "")
    assert heading(answer) == "We could not trust Police’s answer"
    [event] = events(REFUSED_BY_AGENCY)
    assert event.changes["why"] == "the agency's answer could not be trusted"


def test_stopping_at_the_agency_is_said(sign_in, client):
    [state] = parse_qs(urlsplit(begun(client)).query)["state"]

    answer = client.get(
        reverse("agency_callback", args=["police"]), {"error": "access_denied", "state": state}
    )

    assert (answer.status_code, heading(answer)) == (403, "You did not sign in")


@pytest.mark.parametrize("when", ["going", "coming back"])
def test_agency_that_does_not_answer(sign_in, provider, una, client, when):
    provider.people({"una": UNA})
    back = at_provider(begun(client), "una")
    sign_in.issuer = "http://127.0.0.1:9"
    sign_in.save()
    address = reverse("agency_sign_in", args=["police"]) if when == "going" else back

    answer = client.get(address)

    assert (answer.status_code, heading(answer)) == (503, "Police’s sign-in does not answer")
    assert events(REFUSED_BY_AGENCY) == []


def test_server_that_calls_itself_otherwise_is_not_gone_to(sign_in, client):
    sign_in.issuer = sign_in.issuer.replace("127.0.0.1", "localhost")
    sign_in.save()

    answer = client.get(reverse("agency_sign_in", args=["police"]))

    assert (answer.status_code, heading(answer)) == (403, "We could not trust Police’s answer")


@pytest.mark.parametrize("spoilt", ["", "gAAAA-not-ours", "other"])
def test_secret_that_is_wrong_or_cannot_be_read_lets_nobody_in(
    agency, provider, una, client, settings, spoilt
):
    row = opened(agency, provider, secret="another secret" if spoilt == "other" else SECRET)
    provider.people({"una": UNA})
    if spoilt == "gAAAA-not-ours":
        row.secret = spoilt
        row.save()
    if spoilt == "":
        row.secret_variable = "A_VARIABLE_THAT_IS_NOT_SET"
        row.save()

    assert (came(client).status_code, whoever(client)) == (403, "")


def test_secret_is_read_from_the_environment(agency, provider, una, client, monkeypatch):
    monkeypatch.setenv("POLICE_SECRET", SECRET)
    opened(agency, provider, secret="", secret_variable="POLICE_SECRET")
    provider.people({"una": UNA})

    assert came(client).status_code == 302


def test_sign_in_that_was_closed_is_no_page(sign_in, client):
    end_sign_in(by=None, sign_in=sign_in)

    assert client.get(reverse("agency_sign_in", args=["police"])).status_code == 404
    assert client.get(reverse("agency_callback", args=["police"])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_first_times_at_once_join_once(sign_in, provider, una):
    provider.people({"una": UNA})
    browsers = [Client(), Client()]
    backs = [at_provider(begun(browser), "una") for browser in browsers]

    answers = at_once(
        *[partial(browser.get, back) for browser, back in zip(browsers, backs, strict=True)]
    )

    assert [answer.status_code for answer in answers] == [302, 302]
    assert (SubjectLink.objects.count(), len(events(JOINED))) == (1, 1)
