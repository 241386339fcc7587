"""Start-up checks: what would fail later, said now."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

Found = Sequence[CheckMessage]
LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "testserver"}


@register(Tags.security)
def https_off_only_on_loopback(app_configs: Any, **kwargs: Any) -> Found:
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
def demonstration_only_on_loopback(app_configs: Any, **kwargs: Any) -> Found:
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
def assets_are_built(app_configs: Any, **kwargs: Any) -> Found:
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
def site_url_is_whole(app_configs: Any, **kwargs: Any) -> Found:
    """Links in e-mail start with SITE_URL, so it must be a whole address."""
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme in {"http", "https"} and parts.netloc:
        return []
    return [Error("SITE_URL is not a whole http(s) address.", id="cpcplan.E003")]


@register(Tags.security)
def mail_is_not_printed(app_configs: Any, **kwargs: Any) -> Found:
    """Letters hold links that let people in, and names; the log is read by others."""
    if settings.DEBUG or not settings.EMAIL_BACKEND.endswith(".console.EmailBackend"):
        return []
    return [
        Error(
            "EMAIL_URL prints e-mail to the log, with the links by which people come in.",
            hint="Name a mail server: smtp+tls://user:password@host:587.",
            id="cpcplan.E004",
        )
    ]


@register(Tags.security, deploy=True)
def mail_goes_out(app_configs: Any, **kwargs: Any) -> Found:
    """Reminders, invitations and reports are e-mail: what stays here reaches nobody."""
    if settings.EMAIL_BACKEND.endswith(".smtp.EmailBackend"):
        return []
    return [
        Error(
            "E-mail does not leave this machine: nobody is invited, asked or told anything.",
            hint="EMAIL_URL=smtp+tls://user:password@host:587",
            id="cpcplan.E005",
        )
    ]


@register(Tags.security, deploy=True)
def servers_ask_for_passwords(app_configs: Any, **kwargs: Any) -> Found:
    """Whoever reaches Redis or the database reads jobs, tries of passwords, everything."""
    database = settings.DATABASES["default"]
    addresses = {
        "CELERY_BROKER_URL": settings.CELERY_BROKER_URL,
        "CACHE_URL": str(settings.CACHES["default"].get("LOCATION", "")),
    }
    open_doors = [name for name, address in addresses.items() if _open(address)]
    if database["ENGINE"].endswith("postgresql") and database.get("HOST", "").strip("/."):
        on_network = not database["HOST"].startswith("/")
        open_doors += ["DATABASE_URL"] if on_network and not database.get("PASSWORD") else []
    return [
        Error(f"{name} names a server without a password.", id="cpcplan.E006")
        for name in open_doors
    ]


def _open(address: str) -> bool:
    """Whether it leads over a network to a Redis that asks for nothing."""
    parts = urlsplit(address)
    return parts.scheme in {"redis", "rediss"} and not parts.password


@register(Tags.security, deploy=True)
def links_lead_to_the_site(app_configs: Any, **kwargs: Any) -> Found:
    """Links in letters begin with SITE_URL: what is behind it must be this site, under HTTPS."""
    parts = urlsplit(settings.SITE_URL)
    wrong = []
    if settings.HTTPS and parts.scheme != "https":
        wrong.append("it does not begin with https")
    if (parts.hostname or "") not in settings.ALLOWED_HOSTS:
        wrong.append("ALLOWED_HOSTS does not have its name")
    if not wrong:
        return []
    return [
        Error(
            f"Links in letters would not lead here: SITE_URL is {settings.SITE_URL}, but "
            f"{' and '.join(wrong)}.",
            id="cpcplan.E007",
        )
    ]


@register(Tags.security, deploy=True)
def names_are_said_one_by_one(app_configs: Any, **kwargs: Any) -> Found:
    """A site that answers to any name can be asked under somebody else's."""
    loose = [name for name in settings.ALLOWED_HOSTS if name == "*" or name.startswith(".")]
    if not loose:
        return []
    said = f"ALLOWED_HOSTS lets in whole families of names: {', '.join(loose)}."
    return [Error(said, hint="Name each host.", id="cpcplan.E008")]


@register(Tags.security, deploy=True)
def requests_are_bounded(app_configs: Any, **kwargs: Any) -> Found:
    """What a request may bring is looked at before it is read."""
    limits = (
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
        settings.DATA_UPLOAD_MAX_NUMBER_FIELDS,
        settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        settings.MOST_BODY,
        *settings.READING.values(),
    )
    watched = "cpcplan.body_limits.bounded_bodies" in settings.MIDDLEWARE
    if watched and all(limit is not None and limit > 0 for limit in limits):
        return []
    return [
        Error(
            "Requests or the reading of files have no limit.",
            hint="READING_SECONDS, READING_WALL_SECONDS and READING_MEGABYTES are more than 0.",
            id="cpcplan.E009",
        )
    ]


@register(Tags.security)
def scanner_can_be_found(app_configs: Any, **kwargs: Any) -> Found:
    """A slip in its address would refuse every file, or let every file pass."""
    parts = urlsplit(settings.CLAMD_URL)
    reached = (parts.scheme == "tcp" and parts.hostname) or (parts.scheme == "unix" and parts.path)
    if not settings.CLAMD_URL or reached:
        return []
    return [
        Error(
            "CLAMD_URL is no address of a scanner.",
            hint="tcp://clamav:3310 or unix:///run/clamav/clamd.ctl",
            id="cpcplan.E010",
        )
    ]


@register(Tags.security, deploy=True)
def logs_hold_no_secret(app_configs: Any, **kwargs: Any) -> Found:
    """Addresses of calendars and of new passwords let in whoever reads them in a log."""
    handlers = settings.LOGGING["handlers"].values()
    if all("without_secrets" in handler.get("filters", ()) for handler in handlers):
        return []
    return [Error("A log would hold secrets of addresses.", id="cpcplan.E011")]


@register(Tags.security, deploy=True)
def tries_are_counted_once(app_configs: Any, **kwargs: Any) -> Found:
    """What each process counts for itself, a stranger may try once in each."""
    if not settings.CACHES["default"]["BACKEND"].endswith((".LocMemCache", ".DummyCache")):
        return []
    return [
        Warning(
            "CACHE_URL is the memory of each process: limits of tries are counted in each.",
            hint="CACHE_URL=rediscache://:password@redis:6379/1",
            id="cpcplan.W002",
        )
    ]
