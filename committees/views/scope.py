"""What a page of an area is about: 404 outside the person's areas, 403 without the right."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.permissions import person
from accounts.roles import Permission
from committees.models import Area
from committees.permissions import may, require

Breadcrumbs = list[tuple[str, str]]


def area_here(request: HttpRequest, slug: str, permission: Permission | None = None) -> Area:
    """The area at this address. 404 outside the person's areas, 403 without `permission`."""
    area = get_object_or_404(Area.objects.visible_to(request.user), slug=slug)
    if permission is not None:
        require(request.user, permission, area)
    return area


def trail(area: Area, *rest: tuple[str, str]) -> Breadcrumbs:
    return [("Areas", reverse("body_list")), (area.name, reverse("area", args=[area.slug])), *rest]


def sections(request: HttpRequest, area: Area, here: str) -> list[dict[str, Any]]:
    """The area's own navigation: what this person may open."""
    user = person(request)
    entries = [
        ("area", "Groups", True),
        ("post_list", "Posts", True),
        ("meeting_list", "Meetings", True),
        ("area_people", "People and roles", may(user, Permission.PEOPLE_MANAGE, area)),
        ("area_history", "History", may(user, Permission.HISTORY_READ, area)),
    ]
    return [
        {"label": label, "url": reverse(name, args=[area.slug]), "current": name == here}
        for name, label, open_to in entries
        if open_to
    ]


def area_page(request: HttpRequest, area: Area, here: str, **context: Any) -> dict[str, Any]:
    """The context that every page of an area shares."""
    user = person(request)
    return {
        "area": area,
        "sections": sections(request, area, here),
        "manages": may(user, Permission.PEOPLE_MANAGE, area),
        "grants_roles": may(user, Permission.ROLE_GRANT, area),
        **context,
    }
