"""Which areas have released anything, what one released, and its plan as it was released."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from committees.queries.logos import address_of
from public.queries.releases import Shelf, record_of, shelf, shelves
from public.rules.plan import public_plan
from public.views.answers import told

AREAS = "Plans and reports"


@login_not_required
@require_safe
def public_areas(request: HttpRequest) -> HttpResponseBase:
    """Every area that released a report."""
    return told(request, "public/areas.html", {"shelves": shelves()})


@login_not_required
@require_safe
def public_area(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What one area released: how its plan goes, and every report with what became of it."""
    held = _shelf(slug)
    context: dict[str, Any] = {"shelf": held, "breadcrumbs": crumbs(held), "plan": None}
    if held.newest:
        content = record_of(held.newest.edition)
        context |= {
            "plan": public_plan(content),
            "logo": content.get("logo"),
            "logo_at": address_of(content, held.area, "public_logo"),
        }
    return told(request, "public/area.html", context)


@login_not_required
@require_safe
def public_plan_page(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The plan with each of its actions, as the newest report that counts tells them."""
    held = _shelf(slug)
    if held.newest is None:
        raise Http404("Nothing that was released here counts.")
    context = {
        "shelf": held,
        "plan": public_plan(record_of(held.newest.edition)),
        "breadcrumbs": crumbs(held, "The plan and its progress"),
    }
    return told(request, "public/plan.html", context)


def crumbs(held: Shelf, *here: str) -> list[tuple[str, str]]:
    """The way to a page of an area."""
    above = [(AREAS, reverse("public_areas"))]
    if not here:
        return [*above, (held.area.name, "")]
    return [*above, (held.area.name, reverse("public_area", args=[held.area.slug])), (here[0], "")]


def _shelf(slug: str) -> Shelf:
    held = shelf(slug)
    if held is None:
        raise Http404("Nothing was released here.")
    return held
