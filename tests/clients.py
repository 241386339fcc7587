"""Browsers without a screen, signed in."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from accounts.roles import Role
from committees.models import Area
from tests import factories as make


def client_of(role: Role, area: Area) -> Client:
    """A client of Morag Weir, who has `role` in `area`."""
    client = Client()
    client.force_login(make.person_with(role, area, name="Morag Weir"))
    return client


def shows_factor(client: Client) -> Client:
    """The same browser, in which a second factor was shown."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time()}]
    session.save()
    return client


def told(response) -> list[str]:
    """The messages of a page that followed a form."""
    return [str(message) for message in response.context["messages"]]


@contextmanager
def no_context_kept() -> Iterator[None]:
    """Django's client copies what each template of a page was given, a seventh of what a page
    takes: not where nobody asks for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.test.client.store_rendered_templates", lambda *args, **kwargs: None)
        yield
