"""The areas a person can reach, and an area's groups."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.roles import Permission
from accounts.views import person
from committees import services
from committees.forms import AgencyForm
from committees.models import Area
from committees.queries.groups import bodies_of
from committees.views.scope import area_crumbs, area_form, area_in_scope, area_page
from web.form_page import ask, opened


@require_safe
def body_list(request: HttpRequest) -> HttpResponse:
    return _choose(request, "area", "Areas", *Permission)


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    return _choose(request, "area_people", "People and roles", Permission.PEOPLE_MANAGE)


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    return _choose(request, "area_history", "History", Permission.HISTORY_READ)


@require_safe
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """Committee, sub-committees and groups, each below the one that it is part of."""
    here = area_in_scope(request, slug)
    context = area_page(
        request,
        here,
        "area",
        bodies=bodies_of(here, timezone.localdate()),
        agencies=here.agencies.all(),
        breadcrumbs=[*area_crumbs(here)[:1], (here.name, "")],
    )
    return render(request, "committees/area.html", context)


@require_http_methods(["GET", "POST"])
def agency_add(request: HttpRequest, slug: str) -> HttpResponse:
    here = area_in_scope(request, slug, Permission.PEOPLE_MANAGE)
    page = area_form(
        here,
        "Add a partner agency",
        "The agency is a partner of this area.",
        lead="An agency that serves several areas is kept once: the same name finds it.",
    )

    def write(*, by: User, name: str, kind: str) -> None:
        services.add_agency_to_area(by=by, area=here, name=name, kind=kind)

    return ask(request, opened(AgencyForm, request), page, write)


def _choose(
    request: HttpRequest, target: str, heading: str, *permissions: Permission
) -> HttpResponse:
    """Go straight to the person's only area, or let them choose."""
    user = person(request)
    areas = list(
        Area.objects.visible_to(user)
        if permissions == tuple(Permission)
        else Area.objects.with_permission(user, *permissions)
    )
    if len(areas) == 1:
        return redirect(target, areas[0].slug)
    links = [(area.name, reverse(target, args=[area.slug])) for area in areas]
    return render(request, "committees/choose_area.html", {"heading": heading, "links": links})
