"""What a person typed survives a lost session, and is shown to nobody else.

A form that carries the signed field `typed_by` says who was signed in when it was drawn. When it
comes back after the session has ended, what was typed is put by in the new, anonymous session,
under the page's address and that person's key. After sign-in the page gives it back to the same
person only.
"""

from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import timezone

from guard.door import note_refused
from guard.rules.examination import refusals

TYPED_BY: Final = "typed_by"
SESSION_KEY: Final = "typed_before_sign_in"
FORM_LIVES: Final = timedelta(days=7)
KEPT_FOR: Final = timedelta(hours=2)
MOST_PAGES: Final = 5
MOST_CHARACTERS: Final = 60_000
KEPT: Final = "Your session had ended. Sign in again: what you typed is kept for you."
NEVER_KEPT: Final = frozenset({"csrfmiddlewaretoken", TYPED_BY})

_signer = TimestampSigner(salt="web.kept_text")


class KeepingLoginRequiredMiddleware(LoginRequiredMiddleware):
    """Sends the anonymous to sign-in, and puts by what they had typed."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        if keep(request):
            messages.info(request, KEPT)
        return super().handle_no_permission(request, view_func)


def keep(request: HttpRequest) -> bool:
    """Put by what a form brought, if its signature says who typed it; True when it was kept.

    Somebody who is signed in keeps only what they typed themselves.
    """
    if request.method != "POST" or not (person := _signed(request.POST.get(TYPED_BY, ""))):
        return False
    if request.user.is_authenticated and person != str(request.user.pk):
        return False
    fields = {
        name: values
        for name, values in request.POST.lists()
        if name not in NEVER_KEPT and _may_be_kept(name, values)
    }
    if sum(len(value) for values in fields.values() for value in values) > MOST_CHARACTERS:
        return False
    pages = request.session.get(SESSION_KEY, {})
    pages.pop(request.path, None)
    pages[request.path] = {"person": person, "at": timezone.now().timestamp(), "fields": fields}
    request.session[SESSION_KEY] = dict(list(pages.items())[-MOST_PAGES:])
    return True


def kept(request: HttpRequest) -> dict[str, list[str]]:
    """What this person typed on this page before they had to sign in; empty when there is nothing.

    Somebody else's text, and text older than two hours, is thrown away unseen.
    """
    pages: dict[str, dict[str, Any]] = request.session.get(SESSION_KEY, {})
    oldest = (timezone.now() - KEPT_FOR).timestamp()
    own = {
        path: page
        for path, page in pages.items()
        if page["person"] == str(request.user.pk) and page["at"] >= oldest
    }
    if own != pages:
        request.session[SESSION_KEY] = own
    fields: dict[str, list[str]] = own.get(request.path, {}).get("fields", {})
    return fields


def forget(request: HttpRequest) -> None:
    """Throw away what was kept for this page: it has been saved, or sent again."""
    pages = request.session.get(SESSION_KEY, {})
    if pages.pop(request.path, None):
        request.session[SESSION_KEY] = pages


def signature(user: AbstractBaseUser | AnonymousUser) -> str:
    """What a form carries to say who was signed in when it was drawn."""
    return _signer.sign(str(user.pk))


def _may_be_kept(name: str, values: list[str]) -> bool:
    """No session holds a number by which a child is known: what held one is typed again."""
    seen = [one for one in map(refusals, values) if one.sightings]
    for one in seen:
        note_refused(one, f"Typed before signing in: {name}")
    return not seen


def _signed(token: str) -> str:
    """The key of the person who was shown the form, or "" when the signature is not ours."""
    try:
        return _signer.unsign(token, max_age=FORM_LIVES)
    except BadSignature:
        return ""
