"""How people come in: by invitation, never by signing up; strangers who guess are slowed down."""

import time as clock
from collections.abc import Callable
from typing import Any, Final

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.forms import ResetPasswordForm
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cpcplan.site_letters import SiteLetters
from entrance.permissions import shown_lately
from gatehouse.queries.agencies import sign_in_for
from gatehouse.queries.devices import COOKIE, device_of
from gatehouse.rules.delays import minutes
from gatehouse.rules.words import only_through
from gatehouse.services.tries import begin_try, end_try
from gatehouse.views.agencies import SECOND_FACTOR
from gatehouse.views.devices import client_of, remember_device

HELD_UP: Final = (
    "Wrong passwords were tried for this address. Try again at {time}, in {minutes}. A device on "
    "which you have signed in before does not wait, and choosing a new password ends the wait. If "
    "it was not you who tried, tell your lead officer."
)

# what is kept of a second factor that an agency asked for; the stage that would ask for one here
BY_AGENCY: Final = "agency"
ASK_FACTOR: Final = "allauth.mfa.stages.AuthenticateStage"

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
        agency = sign_in_for(account)
        if agency is not None and agency.only_way:
            raise ValidationError(only_through(str(agency.agency)), code="agency")
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

    def get_login_stages(self) -> list[str]:
        """Whose agency asked for a second factor is not asked for another one."""
        stages: list[str] = super().get_login_stages()
        shown = context.request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        by_agency = any(one.get("type") == BY_AGENCY for one in shown)
        return [stage for stage in stages if not (by_agency and stage == ASK_FACTOR)]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Ways to show once more who one is: who comes in through their agency does so there."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        agency = sign_in_for(user.email) if isinstance(user, User) else None
        if agency is None:
            return ways
        if agency.only_way:
            ways = [way for way in ways if way["id"] != "reauthenticate"]
        there = reverse("agency_sign_in", kwargs={"slug": agency.slug})
        return [*ways, {"id": BY_AGENCY, "description": f"Use {agency.agency}", "url": there}]

    def pre_login(self, request: HttpRequest, user: User, **said: Any) -> Any:
        """A second factor that their agency asked for counts as shown here."""
        by_agency = (said.get("signal_kwargs") or {}).get("sociallogin")
        if by_agency is not None and by_agency.state.get(SECOND_FACTOR):
            record_authentication(request, user, "mfa", type=BY_AGENCY)
        return super().pre_login(request, user, **said)


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


class ConfirmedResetForm(ResetPasswordForm):  # type: ignore[misc]
    """A link to choose a password goes to the address that a person signs in with, and to no other
    that is written down beside it."""

    users: list[User]

    def clean_email(self) -> str:
        email: str = super().clean_email()
        self.users = [user for user in self.users if user.email.lower() == email.lower()]
        return email
