"""Signing in through one's agency: going there, and coming back."""

from secrets import token_urlsafe
from typing import Any, Final

import structlog
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests import RequestException

from gatehouse.enums import Refusal, VerifiedBy
from gatehouse.models import AgencySignIn
from gatehouse.rules.claims import claims_of, of_sign_in
from gatehouse.rules.words import BEGIN_AGAIN, REFUSALS, SILENT, STOPPED
from gatehouse.services.agencies import admit, note_refusal, second_factor
from gatehouse.views.provider import AgencyClient, AgencyProvider, Untrusted, provider_of

logger = structlog.get_logger(__name__)
# in the state of a sign-in: the agency has asked for a second factor that counts here
SECOND_FACTOR: Final = "second_factor"


@login_not_required
@never_cache
@require_safe
def agency_sign_in(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Go to the agency. A link and not a form: a form may lead nowhere but here (form-action)."""
    sign_in = _sign_in(slug)
    nonce = token_urlsafe(24)
    # who is signed in already comes to show once more that it is them
    again = {"prompt": "login"} if request.user.is_authenticated else {}
    try:
        answer: HttpResponseBase = provider_of(request, sign_in).redirect(
            request,
            process=AuthProcess.LOGIN,
            next_url=get_next_redirect_url(request),
            nonce=nonce,
            auth_params={"nonce": nonce} | again,
        )
    except (OAuth2Error, RequestException) as fault:
        return _failed(request, sign_in, fault)
    return answer


@login_not_required
@never_cache
@require_safe
def agency_callback(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Come back from the agency."""
    sign_in = _sign_in(slug)
    view = OAuth2CallbackView.adapter_view(AgencyClient(request, slug))
    try:
        answer: HttpResponseBase = view(request)
    except (OAuth2Error, RequestException) as fault:
        return _failed(request, sign_in, fault)
    return answer


class AgencyAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Nobody signs up, nothing is joined but by `admit`; what fails gets a page of ours."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def get_provider(self, request: HttpRequest, provider: str, client_id: Any = None) -> Any:
        return provider_of(request, _sign_in(provider))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        sign_in = _sign_in(sociallogin.account.provider)
        said = sociallogin.account.extra_data
        if not of_sign_in(said, nonce=sociallogin.state.get("nonce", "")):
            fault = Untrusted("The token belongs to another sign-in.")
            raise ImmediateHttpResponse(_failed(request, sign_in, fault))
        token, userinfo = said["id_token"], said.get("userinfo") or {}
        claims = claims_of(token, userinfo, VerifiedBy(sign_in.verified_by))
        admission = admit(sign_in=sign_in, claims=claims)
        if admission.refusal:
            raise ImmediateHttpResponse(_refused(request, sign_in, admission.refusal))
        sociallogin.user = admission.user
        sociallogin.state[SECOND_FACTOR] = second_factor(sign_in, claims)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: AgencyProvider,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        sign_in = _sign_in(provider.app.provider_id)
        if exception is not None:
            raise ImmediateHttpResponse(_failed(request, sign_in, exception))
        if "state_id" in (extra_context or {}):
            raise ImmediateHttpResponse(_page(request, sign_in, BEGIN_AGAIN, status=400))
        logger.warning("agency let nobody through", agency=sign_in.slug, cancelled=error)
        raise ImmediateHttpResponse(_page(request, sign_in, STOPPED, status=403))


def _sign_in(slug: str) -> AgencySignIn:
    rows = AgencySignIn.objects.filter(is_open=True).select_related("agency")
    return get_object_or_404(rows, slug=slug)


def _failed(request: HttpRequest, sign_in: AgencySignIn, fault: Exception) -> HttpResponse:
    """No answer, or none that can be trusted. What the other server said is not logged."""
    logger.warning("agency's sign-in failed", agency=sign_in.slug, fault=type(fault).__name__)
    if isinstance(fault, RequestException):
        return _page(request, sign_in, SILENT, status=503)
    if isinstance(fault, Untrusted):  # nobody writes in the record who has not been at the agency
        note_refusal(sign_in=sign_in, refusal=Refusal.UNTRUSTED)
    return _refused(request, sign_in, Refusal.UNTRUSTED)


def _refused(request: HttpRequest, sign_in: AgencySignIn, refusal: Refusal) -> HttpResponse:
    return _page(request, sign_in, REFUSALS[refusal], status=403)


def _page(
    request: HttpRequest, sign_in: AgencySignIn, words: tuple[str, str], *, status: int
) -> HttpResponse:
    heading, text = (part.format(agency=sign_in.agency) for part in words)
    context = {"heading": heading, "text": text, "sign_in": sign_in}
    return render(request, "gatehouse/no_entry.html", context, status=status)
