"""Pages of the wiring itself."""

import pytest
from django.test import Client

from tests.factories import UserFactory


@pytest.mark.django_db
def test_health_says_that_the_database_answers(client: Client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_policy_allows_nothing_inline_and_nobody_else(client: Client):
    policy = client.get("/healthz")["Content-Security-Policy"]

    assert sorted(policy.split("; ")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
    ]


@pytest.mark.django_db
def test_pages_of_a_person_are_kept_by_no_browser(client: Client):
    assert "no-store" not in client.get("/accessibility/").headers.get("Cache-Control", "")
    client.force_login(UserFactory())
    kept = client.get("/plans/").headers["Cache-Control"]
    assert [word for word in ("no-store", "private") if word not in kept] == []
