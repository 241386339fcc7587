"""What stands between a session and a page: how long it lasts, what it has to show first."""

import time
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from accounts.models import User
from committees.permissions import areas_with_factor
from entrance.enums import ONWARD, SESSION_OVER, STAMP
from entrance.permissions import proved, shown_lately, stamp_of
from entrance.queries import factors_of
from entrance.rules.devices import device, network
from entrance.rules.limits import NOTED_EVERY, Stamp, over, seconds_left
from entrance.services import note_sign_in
from web.kept_text import keep

# What opens to somebody whose role needs a second factor before they have shown one: to set it up,
# to show it, to sign out.
BEFORE_FACTOR: Final = frozenset(
    {
        *("security", "onward", "session_end", "session_stay"),
        *("mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
        *("mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes"),
        *("account_reauthenticate", "account_logout", "account_login", "account_inactive"),
        *("healthz", "accessibility", "status_colours", "calendar_feed"),
    }
)
# What changes how somebody comes in, an address or a role: who does it showed lately who they are.
SENSITIVE: Final = frozenset(
    {
        *("account_email", "account_change_password", "account_set_password"),
        *("person_add", "people_grid", "role_grant", "role_end", "address_correct"),
        *("invite_all", "invite_again", "area_add", "factor_policy", "member_sessions"),
        *("area_access", "access_withdraw", "person_deactivate", "person_return"),
        *("own_address_keep", "address_verify"),
    }
)
FIRST_FACTOR: Final = "First set up your second factor. "
FIRST_SHOW: Final = "First show that it is you. "
TYPED_KEPT: Final = "What you typed is kept for you."
NOT_SENT: Final = "Nothing was sent yet: press again afterwards."

Answer = Callable[[HttpRequest], HttpResponseBase]


class EntranceMiddleware:
    """Ends sessions that are over, before anybody asks who is signed in; then what has to be shown.

    Stands between the middleware that says who is signed in and the one that asks for it, which
    puts by what was typed.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.user, User):
            _look_at_session(request, request.user)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not isinstance(request.user, User):
            return None
        name = (request.resolver_match.url_name if request.resolver_match else "") or ""
        return _factor_first(request, request.user, name) or _shown_first(request, name)


def begin(request: HttpRequest) -> None:
    """Note when and where the session began."""
    now = time.time()
    browser, net = place_of(request)
    stamp: Stamp = {"began": now, "seen": now, "device": browser, "network": net}
    request.session[STAMP] = stamp


def place_of(request: HttpRequest) -> tuple[str, str]:
    """The browser and the network of a request, in words."""
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:  # a request of the program itself has none
        address = ""
    return device(request.META.get("HTTP_USER_AGENT", "")), network(address)


def left_of(request: HttpRequest) -> int:
    """Seconds until the session ends if nothing happens."""
    stamp = stamp_of(request.session)
    limits = {"idle": settings.SESSION_IDLE_SECONDS, "absolute": settings.SESSION_COOKIE_AGE}
    return seconds_left(stamp, time.time(), **limits) if stamp else settings.SESSION_IDLE_SECONDS


def _look_at_session(request: HttpRequest, user: User) -> None:
    stamp, now = stamp_of(request.session), time.time()
    if stamp is None:
        begin(request)
        return
    limits = {"idle": settings.SESSION_IDLE_SECONDS, "absolute": settings.SESSION_COOKIE_AGE}
    if why := over(stamp, now, **limits):
        browser, net = stamp["device"], stamp["network"]
        note_sign_in(by=None, user=user, verb=SESSION_OVER, what=why, device=browser, network=net)
        request.session.flush()
        request.user = AnonymousUser()
    elif now - stamp["seen"] >= NOTED_EVERY and _somebody_there(request):
        request.session[STAMP] = {**stamp, "seen": now}


def _somebody_there(request: HttpRequest) -> bool:
    """Whether a person asked; a page that looks after a job's progress asks by itself."""
    return request.method == "POST" or "HX-Request" not in request.headers


def _factor_first(request: HttpRequest, user: User, name: str) -> HttpResponseBase | None:
    if name in BEFORE_FACTOR or proved(request.session) or not areas_with_factor(user):
        return None
    request.session[ONWARD] = _back_to(request)
    if keep(request):
        messages.info(request, FIRST_FACTOR + TYPED_KEPT)
    factors = factors_of(user)
    if not factors:
        return redirect("security")
    # a session from before the role needed one, of somebody who has a factor
    kinds = {row.type for row in factors}
    page = "mfa_reauthenticate" if "totp" in kinds else "mfa_reauthenticate_webauthn"
    return redirect(f"{reverse(page)}?{urlencode({'next': _back_to(request)})}")


def _shown_first(request: HttpRequest, name: str) -> HttpResponseBase | None:
    within = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    if name not in SENSITIVE or shown_lately(request.session, time.time(), within=within):
        return None
    ways = get_adapter().get_reauthentication_methods(request.user)
    if not ways:  # who comes in by their agency's sign-in alone shows it there
        return None
    if request.method == "POST" and name == "account_email":
        return suspend_request(request, ways[0]["url"])  # type: ignore[no-any-return]
    if keep(request):
        messages.info(request, FIRST_SHOW + TYPED_KEPT)
    elif request.method == "POST":
        messages.info(request, FIRST_SHOW + NOT_SENT)
    return redirect(f"{ways[0]['url']}?{urlencode({'next': _back_to(request)})}")


def _back_to(request: HttpRequest) -> str:
    """Where the person goes on afterwards: the page, or the one on which a button stood."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came = urlsplit(request.headers.get("Referer", ""))
    return came.path if came.path and came.netloc == request.get_host() else request.path
