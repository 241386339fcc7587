"""The second factor of django-allauth as this site has it: its secrets are encrypted at rest."""

from typing import Final

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from gatehouse.queries.devices import COOKIE, device_of
from gatehouse.rules.cipher import decrypted, encrypted
from gatehouse.rules.delays import minutes
from gatehouse.services.tries import begin_try, end_try
from gatehouse.views.devices import client_of
from web.fields import TextField

# what the key is derived for
PURPOSE: Final = "second factor"
HELD_UP: Final = (
    "Too many wrong codes were given for this account, so we wait before we look at the next one. "
    "Try again in {minutes}. If it was not you, change your password: whoever tried knows it."
)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of one-time codes and the seed of recovery codes never lie open in the database."""

    def encrypt(self, text: str) -> str:
        return encrypted(text, settings.SECOND_FACTOR_KEY, purpose=PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypted(encrypted_text, settings.SECOND_FACTOR_KEY, purpose=PURPOSE)

    def build_totp_svg(self, url: str) -> SafeString:
        """The picture as a part of a page: without the declaration of a file."""
        svg: str = super().build_totp_svg(url)
        return mark_safe(svg.partition("?>")[2] or svg)  # noqa: S308 (made by us, of numbers)

    def _get_site_name(self) -> str:
        return "cpcplan"


class CountedCode(BaseAuthenticateForm):  # type: ignore[misc]
    """A code is looked at as a password is: whoever guesses waits, and shuts nobody else out."""

    code = TextField(
        label="Code",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        request, now = context.request, timezone.now()
        begun = begin_try(
            account=f"code of {self.user.email}",
            address=client_of(request),
            device=device_of(request.COOKIES.get(COOKIE, ""), self.user),
            now=now,
        )
        if begun.until:
            words = HELD_UP.format(minutes=minutes(begun.until - now))
            raise ValidationError(words, code="held_up")
        try:
            code: str = super().clean_code()
        except ValidationError:
            end_try(begun=begun, right=False, now=now)
            raise
        end_try(begun=begun, right=True, now=now)
        return code


class CodeForm(CountedCode, AuthenticateForm):  # type: ignore[misc]
    """The code at sign-in."""


class CodeAgainForm(CountedCode, ReauthenticateForm):  # type: ignore[misc]
    """The code of somebody who shows once more that it is them."""
