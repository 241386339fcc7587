"""Who may sign in to the demonstration, with what, and what there is to try."""

import time
from collections.abc import Sequence
from typing import NamedTuple

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.utils.text import slugify

from accounts.roles import Role
from demonstration.queries.sources import SHAPES, Chain, Source, Table, read_chains, read_sources
from entrance.models import FactorPolicy

# Public on purpose: the demonstration loads only where the settings say that it may.
PASSWORD = "low tide at the old harbour"  # noqa: S105
# As public: what an authenticator app is given, in the one area whose roles need a second factor.
FACTOR_SECRET = "LOWTIDEATTHEOLDHARBOURLOWTIDEATT"  # noqa: S105


class DemonstrationRefused(Exception):
    """Demonstration people would have a public password on a site that is not a demonstration."""


class SignIn(NamedTuple):
    email: str
    name: str
    role: str
    area: str
    to_try: str


def require_demonstration() -> None:
    """Raise DemonstrationRefused unless CPCPLAN_DEMONSTRATION is on."""
    if not settings.DEMONSTRATION:
        raise DemonstrationRefused(
            "Demonstration people share a public password. Set CPCPLAN_DEMONSTRATION=1 on a site "
            "that is a demonstration and nothing else."
        )


def email_of(person: Table, slug: str) -> str:
    """ "Dr Annis Rutherford" of inverlaw: annis.rutherford@inverlaw.example."""
    titles = {"dr", "cllr", "professor"}
    words = [word for word in slugify(person["name"]).split("-") if word not in titles]
    return f"{'.'.join(words)}@{slug}.example"


def areas_with_codes() -> set[str]:
    """The names of the areas in which some role needs a second factor."""
    rows = FactorPolicy.objects.exclude(roles=[]).filter(area__slug__in=SHAPES.values())
    return set(rows.values_list("area__name", flat=True))


def code_now() -> str:
    """The one-time code of this half minute."""
    return str(format_hotp_value(hotp_value(FACTOR_SECRET, int(time.time()) // 30)))


def sign_ins(sources: Sequence[Source | Chain] | None = None) -> list[SignIn]:
    """The people worth signing in as, area by area: those with something to try."""
    everywhere: Sequence[Source | Chain] = sources or [*read_sources(), *read_chains()]
    return [
        SignIn(
            email_of(person, source.slug),
            person["name"],
            Role(person["role"]).label,
            source.name,
            person["show"],
        )
        for source in everywhere
        for person in source.people["people"]
        if "show" in person
    ]
