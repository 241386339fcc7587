"""Who may come in by their agency's sign-in, of whom an agency says something. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from gatehouse.enums import Refusal, VerifiedBy
from gatehouse.rules.addresses import mail_domain


@dataclass(frozen=True)
class Claims:
    """What an agency says of somebody: its own name for them, their address and whether it was
    verified, and how they showed who they are (`amr` and `acr`)."""

    subject: str
    email: str
    verified: bool
    methods: frozenset[str]


class Person(NamedTuple):
    """An account here."""

    pk: int
    email: str
    is_active: bool


def claims_of(
    token: Mapping[str, Any], userinfo: Mapping[str, Any], verified_by: VerifiedBy
) -> Claims:
    """Read from the ID token, and of the address and its verification from the userinfo where only
    that has an address. Whether it is verified counts only where the address stands."""
    source = token if token.get("email") else userinfo
    methods = token.get("amr") or []
    named = methods if isinstance(methods, list) else [methods]
    return Claims(
        subject=str(token["sub"]),
        email=str(source.get("email") or "").strip().lower(),
        verified=source.get(verified_by.value) in (True, "true", "True", "1"),
        methods=frozenset(str(name) for name in [*named, token.get("acr")] if name),
    )


def of_sign_in(said: Mapping[str, Any], *, nonce: str) -> bool:
    """Whether the token was made for the sign-in that this browser began, and speaks of the same
    person as the userinfo."""
    token, userinfo = said.get("id_token") or {}, said.get("userinfo") or {}
    same = userinfo.get("sub", token.get("sub")) == token.get("sub")
    return bool(nonce) and token.get("nonce") == nonce and same


def refusal_of(
    claims: Claims,
    *,
    domains: Iterable[str],
    linked: Person | None,
    matched: Person | None,
    matched_is_linked: bool,
) -> Refusal | None:
    """Why somebody does not come in, or None.

    `linked` is the account that this subject was joined to before, `matched` the one with the
    address; `matched_is_linked` says that it is joined to another subject of the same agency.
    """
    own = {domain.lower() for domain in domains}
    if not claims.email:
        return Refusal.NO_ADDRESS
    if not claims.verified:
        return Refusal.UNVERIFIED
    if mail_domain(claims.email) not in own:
        return Refusal.OTHER_DOMAIN
    if linked and matched and matched.pk != linked.pk:
        return Refusal.OTHER_ACCOUNT
    person = linked or matched
    if person is None:
        return Refusal.UNKNOWN
    if mail_domain(person.email) not in own:
        return Refusal.MOVED
    if linked is None and matched_is_linked:
        return Refusal.OTHER_SUBJECT
    return None if person.is_active else Refusal.CLOSED
