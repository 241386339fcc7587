"""The areas a person can reach, and an area's groups."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.roles import Permission
from accounts.views import person
from committees import services
from committees.forms.areas import AgencyForm, NewAreaForm
from committees.models import Area
from committees.permissions import makes_areas
from committees.queries.groups import bodies_of, offers_to
from committees.views.scope import area_crumbs, area_form, area_in_scope, area_page
from web.form_page import FormPage, ask, opened


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
        offers=offers_to(here),
        agencies=here.agencies.all(),
        breadcrumbs=[*area_crumbs(here)[:1], (here.name, "")],
    )
    return render(request, "committees/area.html", context)


@require_http_methods(["GET", "POST"])
def area_add(request: HttpRequest) -> HttpResponse:
    if not makes_areas(request.user):
        raise PermissionDenied("Areas are made by whoever the installation names for it.")
    page = FormPage(
        heading="Make an area",
        back=reverse("body_list"),
        done=lambda made: (
            f"{made.name} is made, and you are its administrator. These are the first steps."
        ),
        lead="An area is what one committee answers for. Nobody of another area sees into it.",
        breadcrumbs=[("Areas", reverse("body_list")), ("Make an area", "")],
    )
    form = opened(NewAreaForm, request)
    return ask(request, form, page, services.found_area, onward=_first_steps)


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


def _first_steps(made: Area) -> str:
    return reverse("area_start", args=[made.slug])


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
    makes = makes_areas(user) and target == "area"
    if len(areas) == 1 and not makes:
        return redirect(target, areas[0].slug)
    links = [(area.name, reverse(target, args=[area.slug])) for area in areas]
    context = {"heading": heading, "links": links, "makes": makes}
    return render(request, "committees/choose_area.html", context)
