"""What django-allauth and Django tell of a sign-in, put in the record and in the session."""

from typing import Any, Final

from allauth.account import signals as account
from allauth.account.authentication import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from entrance import enums
from entrance.middleware import begin, place_of
from entrance.permissions import SECOND_FACTOR
from entrance.queries import FACTORS, factors_of
from entrance.services import end_sessions, note_sign_in

NOBODY: Final = "an address without an account"
WAYS: Final = {
    "password": "password",
    "socialaccount": "sign-in of the agency",
    "totp": "one-time code",
    "webauthn": "security key",
    "recovery_codes": "recovery code",
}
KINDS: Final = {
    "totp": "one-time codes",
    "webauthn": "security key",
    "recovery_codes": "recovery codes",
}


def _note(request: HttpRequest, user: User, verb: str, what: str = "") -> None:
    """By whoever is signed in; by nobody while it is not known who it is."""
    user_now = getattr(request, "user", None)
    by = user_now if isinstance(user_now, User) else None
    device, network = place_of(request)
    note_sign_in(by=by, user=user, verb=verb, what=what, device=device, network=network)


@receiver(user_logged_in)
def stamp(request: HttpRequest, **_: Any) -> None:
    begin(request)


@receiver(account.user_logged_in)
def signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    records = get_authentication_records(request, user)
    ways = [WAYS.get(one.get("type") or one["method"], one["method"]) for one in records]
    _note(request, user, enums.SIGNED_IN, " and ".join(dict.fromkeys(ways)))


@receiver(user_logged_out)
def signed_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None and request.resolver_match:
        _note(request, user, enums.SIGNED_OUT)


@receiver(user_login_failed)
def refused(credentials: dict[str, Any], request: HttpRequest | None, **_: Any) -> None:
    """As many writes for an address without an account: nobody learns from the time it takes."""
    if request is None or not (address := str(credentials.get("email") or "")):
        return
    known = User.objects.filter(email__iexact=address).first()
    _note(request, known or User(name=NOBODY), enums.REFUSED)


@receiver([account.password_changed, account.password_set, account.password_reset])
def password_changed(request: HttpRequest, user: User, **_: Any) -> None:
    """Whoever knew the old one is signed out everywhere."""
    _note(request, user, enums.PASSWORD_CHANGED)
    end_sessions(by=user, user=user, but=request.session.session_key or "")


@receiver(account.email_changed)
def address_changed(
    request: HttpRequest, user: User, from_email_address: Any, to_email_address: Any, **_: Any
) -> None:
    before = from_email_address.email if from_email_address else ""
    _note(request, user, enums.ADDRESS_CHANGED, f"from {before} to {to_email_address.email}")


@receiver(mfa.authenticator_added)
def factor_added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Who has just made one has shown it."""
    _note(request, user, enums.FACTOR_ADDED, KINDS[authenticator.type])
    if authenticator.type in FACTORS:
        about = {"id": authenticator.pk, "type": authenticator.type}
        record_authentication(request, user, SECOND_FACTOR, reauthenticated=True, **about)


@receiver(mfa.authenticator_removed)
def factor_removed(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    """With the last one goes what the session had shown by it."""
    _note(request, user, enums.FACTOR_REMOVED, KINDS[authenticator.type])
    if not factors_of(user):
        records = get_authentication_records(request, user)
        left = [one for one in records if one["method"] != SECOND_FACTOR]
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = left
    end_sessions(by=user, user=user, but=request.session.session_key or "")


@receiver(mfa.authenticator_reset)
def codes_made(request: HttpRequest, user: User, **_: Any) -> None:
    _note(request, user, enums.CODES_MADE)


@receiver(mfa.authentication_failed)
def wrong_code(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    _note(request, user, enums.WRONG_CODE, WAYS[authenticator.type])
