"""What the head of every page offers the person who is signed in."""

from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from accounts.roles import Permission
from committees.permissions import area_names, makes_areas, may_anywhere
from entrance.middleware import left_of
from timescales.date_format import clock
from web.navigation import Entry, drawn

P = Permission

# Label, name of the address, and the permissions any one of which shows the entry.
ENTRIES: Final[tuple[tuple[str, str, tuple[Permission, ...]], ...]] = (
    ("My actions", "my_actions", (P.UPDATE_OWN, P.UPDATE_GROUP)),
    ("Plans", "plan_list", (P.PLAN_READ,)),
    ("Figures", "figures", (P.PLAN_READ, P.FIGURE_READ)),
    ("Assurance", "assurance", (P.PLAN_READ,)),
    ("Returns", "returns", (P.UPDATE_GROUP, P.RETURN_KEEP)),
    ("Reports", "report_list", (P.REPORT_READ, P.REPORT_READ_ISSUED)),
    ("Directions", "direction_list", (P.REPORT_READ_ISSUED,)),
    ("New dates", "dates_for_chief_officers", (P.DATE_DECIDE_LATER,)),
    ("Committees", "body_list", (P.PLAN_READ, P.PEOPLE_MANAGE)),
    ("People", "people", (P.PEOPLE_MANAGE, P.ROLE_GRANT)),
    ("History", "history", (P.HISTORY_READ,)),
)

# Pages below an area's address that people look for under another entry than the area's.
BELONGS: Final = {
    "figures": r"/areas/[^/]+/figures/",
    "assurance": r"/areas/[^/]+/(assurance|commitments|risks|self-evaluation|voices)/"
    r"|^/(risks|frameworks|quality-indicators)/",
    "returns": r"/areas/[^/]+/returns/",
    "plan_list": r"/areas/[^/]+/plans/",
    "report_list": r"^/papers/",
}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Entries that the person may use, their area's name and the program's version.

    Lazy: a fragment that shows no head asks the database nothing.
    """
    return {
        "nav": SimpleLazyObject(lambda: _entries(request)),
        "area_name": SimpleLazyObject(lambda: _area_name(request)),
        "version": VERSION,
    }


def session_end(request: HttpRequest) -> dict[str, Any]:
    """When the session of the person who is signed in ends if nothing happens; see pages.js."""
    return {"session_end": SimpleLazyObject(lambda: _session_end(request))}


def _session_end(request: HttpRequest) -> dict[str, Any] | None:
    if not _person(request).is_authenticated:
        return None
    seconds = left_of(request)
    return {
        "at": clock(timezone.localtime() + timedelta(seconds=seconds)),
        "seconds": seconds,
        "warns": settings.SESSION_WARNING_SECONDS,
    }


def _entries(request: HttpRequest) -> list[Entry]:
    user = _person(request)
    offered = [
        (label, name)
        for label, name, permissions in ENTRIES
        if any(may_anywhere(user, permission) for permission in permissions)
        or (name == "body_list" and makes_areas(user))
    ]
    return list(drawn(offered, request.path, BELONGS))


def _person(request: HttpRequest) -> User | AnonymousUser:
    """Nobody, where a request failed before it was known who sends it."""
    return getattr(request, "user", AnonymousUser())


def _area_name(request: HttpRequest) -> str:
    """The area's name where the person has only one; otherwise pages say where they stand."""
    names = area_names(_person(request))
    return names[0] if len(names) == 1 else ""


def _version() -> str:
    try:
        return version("cpcplan")
    except PackageNotFoundError:  # run from a checkout, not installed
        return "0.1.0"


VERSION: Final = _version()
