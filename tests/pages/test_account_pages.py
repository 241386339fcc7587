"""Signing in, passwords, signing out: in our words, by invitation only."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def heading_of(content: bytes) -> str:
    found = re.findall(r"<h1[^>]*>(.*?)</h1>", content.decode(), re.DOTALL)
    assert len(found) == 1
    return found[0].strip()


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("account_login", "Sign in"),
        ("account_signup", "Accounts are made for you"),
        ("account_reset_password", "Choose a new password"),
        ("account_reset_password_done", "Look in your mail"),
        ("account_reset_password_from_key_done", "Your password is changed"),
        ("account_inactive", "This account is closed"),
        ("accessibility", "Accessibility statement"),
    ],
)
def test_pages_open_to_everyone(client: Client, name: str, heading: str):
    assert heading_of(client.get(reverse(name)).content) == heading


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("account_change_password", "Change your password"),
        ("account_email", "Your e-mail address"),
        ("account_logout", "Do you want to sign out?"),
        ("account_reauthenticate", "Show that it is you"),
    ],
)
def test_pages_of_the_person_who_is_signed_in(client: Client, name: str, heading: str):
    client.force_login(UserFactory.create())

    assert heading_of(client.get(reverse(name)).content) == heading


def test_sign_in_leads_on_to_the_page_asked_for(client: Client):
    person = UserFactory.create()
    client.get(f"{reverse('account_login')}?next=/accessibility/")

    response = client.post(
        reverse("account_login"),
        {"login": person.email, "password": PASSWORD, "next": "/accessibility/"},
    )

    assert (response.status_code, response["Location"]) == (302, "/accessibility/")


def test_sign_in_page_explains_why_it_stands_between(client: Client):
    page = client.get(f"{reverse('account_login')}?next=/plans/").content.decode()

    assert page.count("Sign in to go on to the page you asked for.") == 1


def test_wrong_password_is_said_in_the_summary(client: Client):
    person = UserFactory.create()

    response = client.post(
        reverse("account_login"), {"login": person.email, "password": "not it at all"}
    )

    page = response.content.decode()
    assert "<title>Error: Sign in – cpcplan</title>" in page
    assert page.count('<a href="#form-errors">') == 1


def test_link_for_a_new_password_is_sent_and_works(client: Client):
    person = UserFactory.create()
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[0].body)).group(1)

    form = client.get(link, follow=True)
    assert heading_of(form.content) == "Choose a new password"
    words = "seven quiet harbours at noon"
    client.post(form.request["PATH_INFO"], {"password1": words, "password2": words})

    person.refresh_from_db()
    assert person.check_password(words)


def test_link_that_was_used_says_so(client: Client):
    page = client.get("/account/password/reset/key/1-used-up/", follow=True)

    assert heading_of(page.content) == "This link no longer works"


def test_signing_out_is_a_form_with_a_button(client: Client):
    client.force_login(UserFactory.create())

    response = client.post(reverse("account_logout"))

    assert (response.status_code, response["Location"]) == (302, reverse("account_login"))
    assert "_auth_user_id" not in client.session
