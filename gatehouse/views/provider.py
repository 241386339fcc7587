"""django-allauth's OpenID Connect as this site has it.

It keeps the state in the session, for one use and ten minutes, and asks with PKCE. Added here: a
nonce, a signature that is always looked at, an issuer that is the one that was set, addresses made
of SITE_URL, and no way by which signing in makes or joins an account but `services.admit`.
"""

from functools import cached_property
from typing import Any, Final

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from gatehouse.models import AgencySignIn
from gatehouse.queries.agencies import secret_of
from gatehouse.rules.tokens import decoded

# what another server may send that is not what it should be
GARBLED: Final = (KeyError, TypeError, ValueError, AttributeError, jwt.PyJWTError)


class Untrusted(OAuth2Error):  # type: ignore[misc]
    """A token that the agency's server gave and that is not as it must be."""


class AgencyClient(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """What is asked of an agency's server. Raises OAuth2Error for an answer that is not as it
    should be, and requests' own exceptions where there is none."""

    @cached_property
    def provider(self) -> Any:
        return get_adapter().get_provider(self.request, provider=self.provider_id)

    def get_provider(self) -> Any:
        return self.provider

    @property
    def openid_config(self) -> dict[str, Any]:
        try:
            said: dict[str, Any] = super().openid_config
            told = said["issuer"].rstrip("/")
            endpoints = (said["authorization_endpoint"], said["token_endpoint"], said["jwks_uri"])
        except GARBLED as fault:
            raise OAuth2Error("The description of the sign-in is not one.") from fault
        if told != self.provider.app.settings["server_url"] or not all(endpoints):
            raise OAuth2Error("The description of the sign-in is another one's.")
        return said

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        path = reverse("agency_callback", kwargs={"slug": self.provider_id})
        return f"{settings.SITE_URL.rstrip('/')}{path}"

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **said: Any) -> Any:
        try:
            return super().complete_login(request, app, token, **said)
        except GARBLED as fault:
            raise Untrusted("The answer cannot be read or is not to be trusted.") from fault

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        return decoded(
            id_token,
            answer.json(),
            issuer=self.openid_config["issuer"],
            client_id=app.client_id,
        )

    def _fetch_user_info(self, access_token: str) -> dict[str, Any]:
        """What it says beside the token; some have no such page."""
        if "userinfo_endpoint" not in self.openid_config:
            return {}
        said: dict[str, Any] = super()._fetch_user_info(access_token)
        return said


class AgencyProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """An agency's sign-in as django-allauth sees it."""

    oauth2_adapter_class = AgencyClient

    def extract_uid(self, data: Any) -> str:
        return str(data["id_token"]["sub"])

    def extract_common_fields(self, data: Any) -> dict[str, Any]:
        """Nothing of it is kept."""
        return {}

    def extract_email_addresses(self, data: Any) -> list[Any]:
        return []


def provider_of(request: HttpRequest, sign_in: AgencySignIn) -> AgencyProvider:
    app = SocialApp(
        provider=OpenIDConnectProvider.id,
        provider_id=sign_in.slug,
        name=str(sign_in.agency),
        client_id=sign_in.client_id,
        secret=secret_of(sign_in),
        settings={
            "server_url": sign_in.issuer,
            "oauth_pkce_enabled": True,
            "scope": ["openid", "email"],
        },
    )
    return AgencyProvider(request, app=app)
