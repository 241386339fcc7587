"""How figures come in: all that a person gives on one page, or one figure of one period."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.roles import Permission
from accounts.views import person
from committees.models import Area
from committees.permissions import may
from committees.views.scope import area_in_scope, row_in_scope
from figures.forms.entry import figures_form
from figures.models import Indicator
from figures.permissions import may_give
from figures.queries.entry import Sheet, given_by, missing_given, sheets_of
from figures.services import give_all
from figures.views.scope import figure_crumbs
from web.form_page import FormPage, ask, opened

P = Permission
HEADING = "Figures to give"
NOT_YOURS = "Giving these figures is not part of your role, nor of a post that you hold."


@require_http_methods(["GET", "POST"])
def figures_give(request: HttpRequest, slug: str) -> HttpResponse:
    """Every indicator that the person gives, each for the last period that has ended; what is
    missing comes first. `?until=2026-07-31` is about an earlier period."""
    area = _giving_area(request, slug)
    today = timezone.localdate()
    user = person(request)
    rows = given_by(user, area)
    until = _day(request.GET["until"]) if request.GET.get("until") else None
    sheets = sheets_of(rows, today, until)
    shown = {(one.row.pk, one.period) for one in sheets}
    page = FormPage(
        heading=HEADING,
        caption=area.name,
        back=reverse("figures_give", args=[area.slug]),
        leave="",
        done=_told,
        breadcrumbs=figure_crumbs(area, (HEADING, "")),
        template="figures/give.html",
        context=lambda: {
            "area": area,
            "several": True,
            "given_any": bool(rows),
            "earlier": [one for one in missing_given(user, area, today) if one.key not in shown],
        },
    )
    return ask(request, opened(figures_form(sheets, rows), request), page, give_all)


@require_http_methods(["GET", "POST"])
def figure_give(request: HttpRequest, pk: int, day: str) -> HttpResponse:
    """One indicator for the period that ends on `day`."""
    indicator = row_in_scope(request, Indicator.objects.select_related("area", "post"), pk=pk)
    if not may_give(person(request), indicator):
        raise PermissionDenied(NOT_YOURS)
    rows = given_by(person(request), indicator.area)
    row = next(row for row in rows if row.pk == indicator.pk)
    end = _day(day)
    period = next((one for one in row.due(timezone.localdate()) if one.end == end), None)
    if period is None:
        raise Http404
    area = indicator.area
    several = reverse("figures_give", args=[area.slug])
    page = FormPage(
        heading=str(indicator),
        caption=period.name,
        back=several,
        leave="Leave without saving",
        done=_told,
        breadcrumbs=figure_crumbs(area, (HEADING, several), (str(indicator), "")),
        template="figures/give.html",
        context={"area": area, "several": False, "row": row},
    )
    return ask(request, opened(figures_form([Sheet(row, period)], rows), request), page, give_all)


def _giving_area(request: HttpRequest, slug: str) -> Area:
    area = area_in_scope(request, slug)
    if not any(may(request.user, one, area) for one in (P.FIGURE_GIVE_OWN, P.FIGURE_GIVE_ANY)):
        raise PermissionDenied(NOT_YOURS)
    return area


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise Http404 from error


def _told(numbers: int) -> str:
    if not numbers:
        return "Nothing changed: these figures stand already."
    return "One number is in." if numbers == 1 else f"{numbers} numbers are in."
