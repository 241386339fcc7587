"""Pages for what goes wrong say what happened and what to do next."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings
from django.utils.html import strip_tags
from django.views import defaults

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def words_of(content: bytes) -> str:
    return re.sub(r"\s+", " ", strip_tags(content.decode()))


def request_of_nobody() -> HttpRequest:
    return RequestFactory().get("/plans/somewhere/")


@pytest.mark.parametrize(
    ("view", "exception", "status", "heading"),
    [
        (defaults.bad_request, Exception("x"), 400, "That request could not be understood"),
        (defaults.permission_denied, PermissionDenied(), 403, "You can read this but not change"),
        (defaults.page_not_found, Exception("x"), 404, "There is no such page for you"),
    ],
)
def test_page_says_what_happened(view, exception: Exception, status: int, heading: str):
    response = view(request_of_nobody(), exception)

    assert response.status_code == status
    assert words_of(response.content).count(heading) == 2  # the title and the heading


def test_fault_of_ours_needs_neither_request_nor_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = defaults.server_error(request_of_nobody())

    assert response.status_code == 500
    assert words_of(response.content).count("Something went wrong on our side") == 2


def test_refusal_gives_its_reason():
    response = defaults.permission_denied(
        request_of_nobody(), PermissionDenied("Challenge a rating is not part of your role here.")
    )

    assert "Challenge a rating is not part of your role here." in words_of(response.content)


@override_settings(DEBUG=False)
def test_address_that_does_not_exist_keeps_the_frame_of_the_person(client: Client):
    person = UserFactory.create(name="Ishbel Garrow")
    client.force_login(person)

    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert "Signed in as Ishbel Garrow" in words_of(response.content)


def test_form_without_its_token_is_refused_and_the_person_told_what_to_do():
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory.create())

    response = client.post("/account/password/change/", {"oldpassword": "x"})

    assert response.status_code == 403
    assert "Nothing was saved." in words_of(response.content)
