"""How people come in: by invitation, never by signing up; strangers who guess are slowed down."""

import time as clock
from collections.abc import Callable
from typing import Any, Final

from allauth.core import context
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from accounts.models import User
from cpcplan.site_letters import SiteLetters
from entrance.permissions import shown_lately
from gatehouse.queries.devices import COOKIE, device_of
from gatehouse.rules.delays import minutes
from gatehouse.services.tries import begin_try, end_try
from gatehouse.views import client_of, remember_device

HELD_UP: Final = (
    "Wrong passwords were tried for this address, so we wait before we look at the next one. Try "
    "again at {time}, in {minutes}: you will be let in with the right password. A device on which "
    "you have signed in before does not wait, and choosing a new password ends the wait. If it was "
    "not you who tried, tell your lead officer."
)

Answer = Callable[[HttpRequest], HttpResponseBase]


class ClosedAccountAdapter(SiteLetters):
    """An administrator makes every account; the sign-up page says so."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether too long ago somebody showed who they are; signing in counts."""
        within = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not shown_lately(context.request.session, clock.time(), within=within)

    def is_open_for_signup(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Whose password it is, once it may be looked at."""
        now = timezone.now()
        account = _account(request, credentials.get("email") or "")
        begun = begin_try(
            account=account, address=client_of(request), device=_device(request, account), now=now
        )
        if begun.until:
            time = timezone.localtime(begun.until).strftime("%H:%M")
            words = HELD_UP.format(time=time, minutes=minutes(begun.until - now))
            raise ValidationError(words, code="held_up")
        user = super().authenticate(request, **credentials)
        end_try(begun=begun, right=user is not None, now=now)
        return user


def known_device(get_response: Answer) -> Answer:
    """Middleware: who is signed in and opens a page of their account is known on this device."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.path.startswith("/account/") and isinstance(request.user, User):
            known = device_of(request.COOKIES.get(COOKIE, ""), request.user)
            response = response if known else remember_device(request, response, request.user)
        return response

    return answer


def _account(request: HttpRequest, email: str) -> str:
    """The address that is signed in with; of whoever shows once more that it is them, their own."""
    mine = request.user.email if isinstance(request.user, User) else ""
    return (mine or email).strip().lower()


def _device(request: HttpRequest, account: str) -> str:
    """The name of a device that the account knows. A session that is open is one."""
    if isinstance(request.user, User):
        return f"session {request.session.session_key}"
    owner = User.objects.filter(email__iexact=account).first()
    return device_of(request.COOKIES.get(COOKIE, ""), owner)
