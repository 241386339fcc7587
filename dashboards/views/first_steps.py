"""The way of an area from nothing to its first update window."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.views.scope import area_crumbs, area_in_scope, area_page
from dashboards.queries.first_steps import first_steps


@require_safe
def area_start(request: HttpRequest, slug: str) -> HttpResponse:
    """What is done, what is next and what comes later, each with the place where it is done."""
    area = area_in_scope(request, slug, Permission.PEOPLE_MANAGE)
    steps = first_steps(area, person(request), timezone.localdate())
    context = area_page(
        request,
        area,
        "area_start",
        steps=steps,
        done=sum(step.done for step in steps),
        breadcrumbs=area_crumbs(area, ("First steps", "")),
    )
    return render(request, "dashboards/first_steps.html", context)
