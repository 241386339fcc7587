"""Pages on the way in."""

from typing import Any, Final, TypeVar

from allauth.account.views import PasswordResetFromKeyView, PasswordResetView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone

from accounts.models import User
from gatehouse.queries.devices import COOKIE, LIFE, cookie_with
from gatehouse.rules.addresses import network_address
from gatehouse.rules.delays import minutes
from gatehouse.services.tries import begin_letter

TOO_MANY_LETTERS: Final = (
    "Too many links for new passwords were asked for from your network. Try again in {minutes}. "
    "If you are in a hurry, ask your lead officer."
)


def client_of(request: HttpRequest) -> str:
    """The network address that a request comes from, as far as the settings trust what says so."""
    return network_address(
        request.META.get("REMOTE_ADDR", ""),
        request.headers.get("X-Forwarded-For", ""),
        settings.ALLAUTH_TRUSTED_PROXY_COUNT,
    )


R = TypeVar("R", bound=HttpResponseBase)


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


class PasswordLinkView(PasswordResetView):  # type: ignore[misc]
    """Asking for a link by which one chooses a new password. The answer is the same whether there
    is such an account and whether it has had its letters."""

    def form_valid(self, form: Any) -> HttpResponse:
        now = timezone.now()
        email = form.cleaned_data["email"].lower()
        letter = begin_letter(account=email, address=client_of(self.request), now=now)
        if letter.until:
            form.add_error(None, TOO_MANY_LETTERS.format(minutes=minutes(letter.until - now)))
            return self.form_invalid(form)  # type: ignore[no-any-return]
        if not letter.counted:
            return HttpResponseRedirect(self.get_success_url())
        return super().form_valid(form)  # type: ignore[no-any-return]


class PasswordFromLinkView(PasswordResetFromKeyView):  # type: ignore[misc]
    """Choosing it. Whoever had the letter is known on this device: guesses of others do not make
    them wait at the sign-in page that comes next."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        return remember_device(self.request, response, self.reset_user)


password_link = PasswordLinkView.as_view()
password_from_link = PasswordFromLinkView.as_view()
