"""Where a request comes from: its network address, and the device."""

from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.models import User
from gatehouse.queries.devices import COOKIE, LIFE, cookie_with
from gatehouse.rules.addresses import network_address

R = TypeVar("R", bound=HttpResponseBase)


def client_of(request: HttpRequest) -> str:
    """The network address that a request comes from, as far as the settings trust what says so."""
    return network_address(
        request.META.get("REMOTE_ADDR", ""),
        request.headers.get("X-Forwarded-For", ""),
        settings.ALLAUTH_TRUSTED_PROXY_COUNT,
    )


def remember_device(request: HttpRequest, response: R, user: User) -> R:
    """Let the browser say from now on that `user` has signed in on it, to pages of the account."""
    response.set_cookie(
        COOKIE,
        cookie_with(request.COOKIES.get(COOKIE, ""), user),
        max_age=LIFE,
        path="/account/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
