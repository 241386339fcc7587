"""What a page of an area is about: 404 outside the person's areas, 403 without the right."""

from collections.abc import Callable
from typing import Any, Unpack

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.roles import Permission
from accounts.views import person
from committees.models import Area, Body
from committees.permissions import may, permitted, require
from committees.querysets import InAreaQuerySet, M
from web.form_page import Crumbs, FormPage, PageParts

Said = str | Callable[[Any], str]
FIGURES = (Permission.PLAN_READ, Permission.FIGURE_READ)


def area_in_scope(request: HttpRequest, slug: str, permission: Permission | None = None) -> Area:
    """The area at this address. 404 outside the person's areas, 403 without `permission`."""
    area = get_object_or_404(Area.objects.visible_to(request.user), slug=slug)
    if permission is not None:
        require(request.user, permission, area)
    return area


def row_in_scope(
    request: HttpRequest, rows: InAreaQuerySet[M], permission: Permission | None = None, **key: Any
) -> M:
    """The one of `rows` at this address, by its `key`.

    404 where the person does not see it, 403 without `permission` in its area.
    """
    row = get_object_or_404(rows.visible_to(request.user), **key)
    return permitted(request.user, row, rows, permission)


def body_in_scope(request: HttpRequest, pk: int, permission: Permission | None = None) -> Body:
    """The body at this address, as `row_in_scope`."""
    rows = Body.objects.select_related("area", "parent", "reports_to")
    return row_in_scope(request, rows, permission, pk=pk)


def area_crumbs(area: Area, *rest: tuple[str, str]) -> Crumbs:
    """From the list of areas over the area to `rest`."""
    return [("Areas", reverse("body_list")), (area.name, reverse("area", args=[area.slug])), *rest]


def area_form(
    area: Area, heading: str, done: Said, lead: str = "", *, below: tuple[str, str] | None = None
) -> FormPage:
    """A form about the area, below its page `below` (label and name of the address) or its own."""
    label, name = below or ("", "area")
    back = reverse(name, args=[area.slug])
    between = [(label, back)] if below else []
    return FormPage(
        heading=heading,
        caption=area.name,
        back=back,
        done=done,
        lead=lead,
        breadcrumbs=area_crumbs(area, *between, (heading, "")),
    )


def body_form(body: Body, heading: str, done: Said, **more: Unpack[PageParts]) -> FormPage:
    """A form about a body, below its page; `more` as FormPage has it."""
    back = reverse("body", args=[body.pk])
    parts: PageParts = {"caption": body.name, **more}
    return FormPage(
        heading=heading,
        back=back,
        done=done,
        breadcrumbs=area_crumbs(body.area, (body.name, back), (heading, "")),
        **parts,
    )


COMMITTEE, LEARNT, OFFICE = "The committee", "What it learns", "The office"


def sections(request: HttpRequest, area: Area, here: str) -> dict[str, Any]:
    """The area's own navigation: what this person may open, by group, and where they are."""
    user = person(request)
    reads, manages = (
        may(user, one, area) for one in (Permission.PLAN_READ, Permission.PEOPLE_MANAGE)
    )
    figures = any(may(user, one, area) for one in FIGURES)
    departs = any(
        may(user, one, area) for one in (Permission.ARCHIVE_ASK, Permission.ARCHIVE_CONFIRM)
    )
    entries: tuple[tuple[str, str, str, bool], ...] = (
        (COMMITTEE, "area", "Groups", True),
        (COMMITTEE, "post_list", "Posts", True),
        (COMMITTEE, "meeting_list", "Meetings", True),
        (COMMITTEE, "committee", "The committee itself", True),
        (COMMITTEE, "return_list", "Returns", reads),
        (COMMITTEE, "regional_list", "Regional actions", reads),
        (COMMITTEE, "other_plans", "Other plans", reads),
        (LEARNT, "figure_list", "Figures", figures),
        (LEARNT, "area_editions", "Released figures", figures),
        (LEARNT, "risk_list", "Risks", reads),
        (LEARNT, "assurance_list", "Assurance", reads),
        (LEARNT, "voice_list", "Voices", reads),
        (LEARNT, "learning_review_list", "Learning reviews", True),
        (OFFICE, "area_start", "First steps", manages),
        (OFFICE, "area_people", "People and roles", manages),
        (OFFICE, "area_logo", "Logo", manages),
        (OFFICE, "area_guard", "Guard", manages),
        (OFFICE, "area_redactions", "Redactions", may(user, Permission.REDACTION_PROPOSE, area)),
        (OFFICE, "area_retention", "What is kept", manages),
        (OFFICE, "departure_list", "The whole area in a file", departs),
        (OFFICE, "area_history", "History", may(user, Permission.HISTORY_READ, area)),
        (
            OFFICE,
            "area_information",
            "Requests for information",
            may(user, Permission.INFORMATION_TAKE, area),
        ),
    )
    groups: dict[str, list[dict[str, Any]]] = {}
    for group, name, label, open_to in entries:
        if open_to:
            link = {"label": label, "url": reverse(name, args=[area.slug]), "current": name == here}
            groups.setdefault(group, []).append(link)
    named = {name: label for _, name, label, _ in entries}
    return {"groups": groups, "here": named.get(here, "")}


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
