"""What somebody does who signs in through their agency, and what came of it."""

import re

from django.urls import reverse

from audit.models import Event
from gatehouse.services.agencies import set_sign_in
from tests.gatehouse.conftest import SECRET, at_provider

UNA = {"email": "una@police.example", "email_verified": True}


def opened(agency, provider, **changed):
    fields = {
        "by": None,
        "agency": agency,
        "slug": "police",
        "issuer": provider.issuer,
        "client_id": "cpcplan",
        "domains": ["police.example"],
        "secret": SECRET,
    }
    return set_sign_in(**fields | changed)


def begun(client, **query):
    return client.get(reverse("agency_sign_in", args=["police"]), query)["Location"]


def came(client, login="una", **query):
    """What is answered when somebody comes back from the agency."""
    return client.get(at_provider(begun(client, **query), login))


def heading(answer):
    return re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.DOTALL).group(1)


def whoever(client):
    return client.session.get("_auth_user_id", "")


def events(*verbs):
    return list(Event.objects.filter(verb__in=verbs).order_by("pk"))
