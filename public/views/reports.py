"""One released report: to be read, and what may be taken of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from editions.queries.standing import Standing
from public.queries.releases import files_of, forget, printed, record_of, release
from public.rules.open_data import datasets
from public.views.answers import gone, told
from public.views.areas import AREAS

Answer = Callable[[HttpRequest, Standing], HttpResponseBase]


@login_not_required
@require_safe
def public_report(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The report as a page. What replaced it is said above it."""
    return standing_answer(request, slug, pk, _report)


@login_not_required
@require_safe
def public_data(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The tables that may be taken as open data, with what their columns mean."""
    return standing_answer(request, slug, pk, _data)


def standing_answer(request: HttpRequest, slug: str, pk: int, answer: Answer) -> HttpResponseBase:
    """What `answer` makes of a released edition; 410 at every address of one that was withdrawn."""
    row = release(slug, pk)
    if row is None:
        raise Http404("No such report was released here.")
    if row.gone:
        forget(row.edition)
        return gone(request, about(row, "Withdrawn"))
    return answer(request, row)


def about(row: Standing, here: str) -> dict[str, Any]:
    """What every page of an edition says of it."""
    edition, area = row.edition, row.edition.area
    above = [
        (AREAS, reverse("public_areas")),
        (area.name, reverse("public_area", args=[area.slug])),
    ]
    return {"release": row, "edition": edition, "area": area, "breadcrumbs": [*above, (here, "")]}


def _report(request: HttpRequest, row: Standing) -> HttpResponseBase:
    context = about(row, row.edition.report.title)
    context |= {"printed": printed(row.edition), "files": files_of(row.edition)}
    return told(request, "public/report.html", context)


def _data(request: HttpRequest, row: Standing) -> HttpResponseBase:
    context = about(row, "Open data")
    context["tables"] = datasets(record_of(row.edition))
    return told(request, "public/data.html", context)
