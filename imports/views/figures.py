"""Figures come in from a spreadsheet or a pasted table: a template, a look, one transaction."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.models import Area
from committees.permissions import may
from committees.views.scope import area_in_scope
from figures.queries.entry import given_by
from figures.services import give_all
from figures.views.scope import figure_crumbs
from imports.forms.figures import SheetForm
from imports.rules.figures.template import figures_template
from web.downloads import download
from web.form_page import opened, saved

P = Permission
HEADING = "Figures from a spreadsheet"
ABOVE = "Figures to give"


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """What is sent is shown number by number; only what was shown is saved."""
    area = _giving_area(request, slug)
    known = given_by(person(request), area)
    form = opened(SheetForm, request, known=known, today=timezone.localdate())
    if form.is_bound and form.saves:
        if done := saved(request, form, give_all):
            messages.success(request, _told(done.written))
            return redirect("figures_give", area.slug)
    elif form.is_bound:
        form.is_valid()
    form.show()
    give = reverse("figures_give", args=[area.slug])
    context = {
        "area": area,
        "form": form,
        "heading": HEADING,
        "known": known,
        "breadcrumbs": figure_crumbs(area, (ABOVE, give), (HEADING, "")),
    }
    return render(request, "imports/figures.html", context)


@require_safe
def blank(request: HttpRequest, slug: str) -> HttpResponse:
    """The workbook to fill in: what this person gives, with what stands of it."""
    area = _giving_area(request, slug)
    rows = given_by(person(request), area)
    data = figures_template(rows, timezone.localdate())
    return download(data, f"figures-{area.slug}.xlsx")


def _giving_area(request: HttpRequest, slug: str) -> Area:
    area = area_in_scope(request, slug)
    if not any(may(request.user, one, area) for one in (P.FIGURE_GIVE_OWN, P.FIGURE_GIVE_ANY)):
        raise PermissionDenied("Giving figures is not part of your role here.")
    return area


def _told(numbers: int) -> str:
    return "One number is in." if numbers == 1 else f"{numbers} numbers are in."
