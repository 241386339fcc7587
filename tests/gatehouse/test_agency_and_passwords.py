"""What an agency's own sign-in means for passwords and second factors here."""

from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.services.invitations import set_password_link
from tests.factories import PASSWORD
from tests.gatehouse.agency import UNA, came, opened, whoever

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(agency, provider):
    return opened(agency, provider)


@pytest.mark.parametrize(
    ("factors", "claims", "counts"),
    [
        (["mfa"], {"amr": ["pwd", "mfa"]}, True),
        (["mfa"], {"amr": ["pwd"]}, False),
        ([], {"amr": ["pwd", "mfa"]}, False),
    ],
)
def test_second_factor_of_the_agency_counts_where_it_was_said(
    agency, provider, una, client, factors, claims, counts
):
    opened(agency, provider, factors=factors)
    provider.people({"una": {**UNA, **claims}})
    came(client)

    records = client.session["account_authentication_methods"]
    assert [one["method"] for one in records] == ["socialaccount", *(["mfa"] if counts else [])]


@pytest.mark.parametrize("factors", [["mfa"], []])
def test_whose_agency_asked_for_a_second_factor_is_not_asked_for_another(
    agency, provider, una, client, factors
):
    TOTP.activate(una, generate_totp_secret())
    opened(agency, provider, factors=factors)
    provider.people({"una": {**UNA, "amr": ["mfa"]}})

    answer = came(client, next="/roles/")

    asked = not factors
    assert answer["Location"].startswith(reverse("mfa_authenticate")) == asked
    assert whoever(client) == ("" if asked else str(una.pk))


@pytest.mark.parametrize("only_way", [True, False])
def test_who_shows_once_more_that_it_is_them_does_so_at_the_agency(
    agency, provider, una, client, only_way
):
    opened(agency, provider, only_way=only_way)
    provider.people({"una": UNA})
    came(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=30)):
        asked = client.get(reverse("account_email"))
        page = client.get(asked["Location"])

    there = reverse("agency_sign_in", args=["police"])
    first = there if only_way else reverse("account_reauthenticate")
    assert unquote(asked["Location"]) == f"{first}?next=/account/email/"
    if only_way:
        assert parse_qs(urlsplit(page["Location"]).query)["prompt"] == ["login"]
    else:
        ways = page.context["reauthentication_alternatives"]
        assert [way["description"] for way in ways] == ["Use Police"]


def typed(client, **fields):
    answer = client.post(reverse("account_login"), {"login": "una@police.example", **fields})
    return answer if answer.status_code == 302 else answer.context["form"].non_field_errors()


def test_whose_agency_is_the_only_way_in_has_no_password_here(agency, provider, una, client):
    opened(agency, provider, only_way=True)
    words = ["People of Police sign in through Police, not with a password here: use its button."]

    assert typed(client, password=PASSWORD) == words
    asked = client.post(reverse("account_reset_password"), {"email": una.email})
    assert (asked.context["form"].non_field_errors(), mail.outbox) == (words, [])


def test_invitation_leads_to_the_agency_where_it_is_the_only_way_in(agency, provider, una, client):
    opened(agency, provider, only_way=True)

    answer = client.get(set_password_link(una), follow=False)
    answer = client.get(answer["Location"])

    assert answer["Location"] == reverse("agency_sign_in", args=["police"])


def test_address_alone_shows_the_way(sign_in, una, client):
    assert typed(client) == ["Type your password, or sign in through Police: use its button."]
    assert typed(client, password=PASSWORD).status_code == 302


def test_others_are_asked_for_their_password(sign_in, client):
    answer = client.post(reverse("account_login"), {"login": "rob@nhs.example"})

    assert answer.context["form"].errors == {"password": ["This field is required."]}


def test_page_names_the_agencies_and_keeps_where_one_wanted_to_go(sign_in, client):
    page = client.get(reverse("account_login"), {"next": "/plans/"}).content.decode()

    assert page.count('href="/account/agency/police/?next=/plans/"') == 1
