"""Every write about agencies' own sign-in: what it is, whom it opens to, who came by it."""

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction

from accounts.models import Agency, User
from audit.services import record
from audit.services.edits import locked
from gatehouse import enums
from gatehouse.enums import Refusal, VerifiedBy
from gatehouse.models import PURPOSE, AgencySignIn, SubjectLink
from gatehouse.rules.cipher import encrypted
from gatehouse.rules.claims import Claims, Person, refusal_of
from jobs.services import enqueue

DOMAIN: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
LOOPBACK: Final = {"127.0.0.1", "localhost", "::1"}
HIDDEN: Final = "changed, not shown"


class Admission(NamedTuple):
    """Who comes in, or why nobody does."""

    user: User | None
    refusal: Refusal | None


@transaction.atomic
def set_sign_in(
    *,
    by: models.Model | None,
    agency: Agency,
    slug: str,
    issuer: str,
    client_id: str,
    domains: Sequence[str],
    secret: str = "",
    secret_variable: str = "",
    factors: Sequence[str] = (),
    verified_by: VerifiedBy = VerifiedBy.STANDARD,
    only_way: bool = False,
) -> AgencySignIn:
    """Open an agency's sign-in, or change it. The secret that stands stays where none is given.

    Raises ValidationError for an issuer without HTTPS, for an address that is no domain or another
    agency's, and where no secret is known. With another issuer all joined accounts are parted:
    they are matched by their addresses anew.
    """
    locked(agency)
    known = AgencySignIn.objects.filter(agency=agency).first()
    row = known or AgencySignIn(agency=agency)
    before = _plain(row) if known else {}
    moved = bool(known) and row.issuer != issuer.rstrip("/")
    row.slug, row.issuer, row.client_id = slug, issuer.rstrip("/"), client_id
    row.domains = sorted({domain.strip().lower() for domain in domains})
    row.factors, row.verified_by = sorted(set(factors)), verified_by
    row.only_way, row.is_open = only_way, True
    if secret or secret_variable:
        row.secret_variable = secret_variable
        row.secret = (
            "" if secret_variable else encrypted(secret, settings.SECRET_KEY, purpose=PURPOSE)
        )
    _check(row)
    row.save()
    changes = {
        name: [before.get(name), value]
        for name, value in _plain(row).items()
        if before.get(name) != value
    }
    if secret or secret_variable:
        changes["secret"] = HIDDEN  # type: ignore[assignment]
    record(by=by, verb=enums.SET_AGENCY, target=row, changes=changes)
    for link in row.links.select_related("user") if moved else []:
        part(by=by, link=link)
    return row


@transaction.atomic
def end_sign_in(*, by: models.Model | None, sign_in: AgencySignIn) -> None:
    """Close it: from now on passwords are the way in for its people too."""
    row = locked(sign_in)
    if row.is_open:
        row.is_open = False
        row.save(update_fields=["is_open"])
        record(by=by, verb=enums.ENDED_AGENCY, target=row)


@transaction.atomic
def part(*, by: models.Model | None, link: SubjectLink) -> None:
    """Take an account from the agency's name for it; the next one with its address is joined."""
    changes = {"agency": str(link.sign_in.agency)}
    record(by=by, verb=enums.PARTED, target=link.user, changes=changes)
    link.delete()


@transaction.atomic
def admit(*, sign_in: AgencySignIn, claims: Claims) -> Admission:
    """Who it is of whom the agency has spoken. Nobody is made here; on the first time an account
    that an administrator made is joined to the agency's name for the person, and its owner told."""
    by_address = User.objects.filter(email__iexact=claims.email).first() if claims.email else None
    matched = locked(by_address) if by_address else None
    digest = sha256(f"{sign_in.issuer}\n{claims.subject}".encode()).hexdigest()
    link = SubjectLink.objects.filter(sign_in=sign_in, digest=digest).select_related("user").first()
    others = SubjectLink.objects.filter(sign_in=sign_in, user=matched).exclude(digest=digest)
    refusal = refusal_of(
        claims,
        domains=sign_in.domains,
        linked=_person(link.user) if link else None,
        matched=_person(matched) if matched else None,
        matched_is_linked=matched is not None and others.exists(),
    )
    user = link.user if link else matched
    if refusal is not None or user is None:
        note_refusal(sign_in=sign_in, refusal=refusal or Refusal.UNKNOWN, user=user)
        return Admission(None, refusal or Refusal.UNKNOWN)
    if link is None:
        _join(sign_in, user, digest)
    factor = "by the agency" if second_factor(sign_in, claims) else "not by the agency"
    changes = {"agency": str(sign_in.agency), "second factor": factor}
    record(by=user, verb=enums.CAME_BY_AGENCY, target=user, changes=changes)
    return Admission(user, None)


@transaction.atomic
def note_refusal(*, sign_in: AgencySignIn, refusal: Refusal, user: User | None = None) -> None:
    """Keep that somebody did not come in, and why; of a stranger neither name nor address."""
    changes = {"agency": str(sign_in.agency), "why": refusal.label}
    record(by=None, verb=enums.REFUSED_BY_AGENCY, target=user or sign_in, changes=changes)


def second_factor(sign_in: AgencySignIn, claims: Claims) -> bool:
    """Whether what the agency says it asked for counts as a second factor here."""
    return not claims.methods.isdisjoint(sign_in.factors)


def _join(sign_in: AgencySignIn, user: User, digest: str) -> None:
    link = SubjectLink(sign_in=sign_in, user=user, digest=digest)
    link.save()
    changes = {"agency": str(sign_in.agency)}
    record(by=user, verb=enums.JOINED, target=user, changes=changes)
    enqueue(task=enums.TELL_JOINED, payload={"link": link.pk}, by=None)


def _person(user: User) -> Person:
    return Person(user.pk, user.email, user.is_active)


def _plain(row: AgencySignIn) -> dict[str, object]:
    names = ("slug", "issuer", "client_id", "domains", "factors", "only_way", "is_open")
    verified = {"verified_by": VerifiedBy(row.verified_by).label}
    return {name: getattr(row, name) for name in names} | verified


def _check(row: AgencySignIn) -> None:
    parts = urlsplit(row.issuer)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise ValidationError({"issuer": "Write the issuer's whole address, beginning with https."})
    if not row.domains or not all(DOMAIN.fullmatch(domain) for domain in row.domains):
        raise ValidationError({"domains": "Name the domains of its addresses: police.example."})
    for other in AgencySignIn.objects.exclude(pk=row.pk).select_related("agency"):
        if taken := sorted({*row.domains} & {*other.domains}):
            raise ValidationError({"domains": f"{taken[0]} belongs to {other.agency}."})
    if not (row.secret or row.secret_variable):
        raise ValidationError({"secret": "Give the client secret, or the variable that holds it."})
    row.full_clean()
