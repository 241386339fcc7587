"""Browsers without a screen, signed in."""

import time

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
