"""Start-up checks: what would fail later, said now."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "testserver"}


@register(Tags.security)
def https_off_only_on_loopback(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Without HTTPS the session cookie travels in clear: allowed on this machine only."""
    outside = set(settings.ALLOWED_HOSTS) - LOOPBACK
    if settings.HTTPS or not outside:
        return []
    return [
        Error(
            f"CPCPLAN_HTTPS is off but the site answers to {', '.join(sorted(outside))}.",
            hint="Serve the site behind HTTPS and leave CPCPLAN_HTTPS unset.",
            id="cpcplan.E001",
        )
    ]


@register(Tags.security)
def demonstration_only_on_loopback(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """The demonstration's passwords are public: it may be served on this machine only."""
    outside = set(settings.ALLOWED_HOSTS) - LOOPBACK
    if not settings.DEMONSTRATION or not outside:
        return []
    return [
        Error(
            "CPCPLAN_DEMONSTRATION is on but the site answers beyond this machine.",
            hint="Unset CPCPLAN_DEMONSTRATION, or let ALLOWED_HOSTS name loopback only.",
            id="cpcplan.E002",
        )
    ]


@register()
def assets_are_built(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Pages and PDFs need the copied stylesheet and fonts; without a font WeasyPrint crashes."""
    wanted = ("govuk/govuk-frontend.min.css", "fonts/SourceSans3-Regular.ttf")
    missing = [name for name in wanted if not (settings.ASSETS / name).is_file()]
    if not missing:
        return []
    return [
        Warning(
            f"Assets are missing: {', '.join(missing)}.",
            hint="Run ./dev run, or npm ci and then cpcplan/assets.sh.",
            id="cpcplan.W001",
        )
    ]


@register(Tags.urls)
def site_url_is_whole(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Links in e-mail start with SITE_URL, so it must be a whole address."""
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme in {"http", "https"} and parts.netloc:
        return []
    return [Error("SITE_URL is not a whole http(s) address.", id="cpcplan.E003")]
