"""Letters about signing in, as allauth writes them: their links lead to the site alone."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import SplitResult, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings


class SiteLetters(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth makes links of the name that a request called the site; here they are put right."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Links of a letter begin with SITE_URL, whatever Host was asked for."""
        home = urlsplit(settings.SITE_URL)
        site = {"current_site": SimpleNamespace(name="cpcplan", domain=home.netloc)}
        led_home = {name: _led_home(value, home) for name, value in context.items()}
        super().send_mail(template_prefix, email, led_home | site)


def _led_home(value: Any, home: SplitResult) -> Any:
    """A whole address with the scheme and the name of `home`; anything else as it is."""
    if not isinstance(value, str) or not value.startswith(("http://", "https://")):
        return value
    return urlsplit(value)._replace(scheme=home.scheme, netloc=home.netloc).geturl()
