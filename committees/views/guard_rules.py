"""The guard as an area has it: its patterns, a text to try it on, and what it refused to whom."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.roles import Permission
from accounts.views import person
from committees.forms.guard_rules import PatternForm, TrialForm
from committees.models import Area
from committees.permissions import makes_areas
from committees.queries.guard_rules import log_of, patterns_of
from committees.views.scope import area_crumbs, area_form, area_in_scope, area_page
from guard.enums import Kind, Outcome, Purpose
from guard.models import GuardPattern
from guard.queries.adjustments import tuning_for
from guard.rules.examination import examine
from guard.rules.words import sentences
from guard.services import add_pattern, remove_pattern
from web.form_page import ask, opened, pressed

PAGE = 50
BELOW = ("Guard", "area_guard")
LEAD = "Write or paste a text. Nothing of it is kept, and the log does not tell of it."


@require_safe
def area_guard(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, Permission.PEOPLE_MANAGE)
    everywhere = makes_areas(person(request))
    entries = log_of(area, everywhere=everywhere)
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    context = area_page(
        request,
        area,
        "area_guard",
        patterns=patterns_of(area),
        everywhere=everywhere,
        page=page,
        entries=[(entry, Kind(entry.kind), Outcome(entry.outcome)) for entry in page],
        breadcrumbs=area_crumbs(area, ("Guard", "")),
    )
    return render(request, "committees/guard.html", context)


@require_http_methods(["GET", "POST"])
def guard_pattern_add(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, Permission.ROLE_GRANT)
    page = area_form(area, "Add a pattern or a postcode", "The guard knows it now.", below=BELOW)
    everywhere = makes_areas(person(request))

    def write(*, by: User, purpose: Purpose, text: str, everywhere: bool) -> GuardPattern:
        return add_pattern(by=by, area=None if everywhere else area, purpose=purpose, text=text)

    return ask(request, opened(PatternForm, request, everywhere=everywhere), page, write)


@require_POST
def guard_pattern_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    area = area_in_scope(request, slug, Permission.ROLE_GRANT)
    row = get_object_or_404(patterns_of(area), pk=pk)
    if row.area_id is None and not makes_areas(person(request)):
        raise PermissionDenied("What holds in every area is removed by whoever makes areas.")
    pressed(request, partial(remove_pattern, pattern=row), "The guard does not know it any more.")
    return redirect("area_guard", slug)


@require_http_methods(["GET", "POST"])
def guard_try(request: HttpRequest, slug: str) -> HttpResponse:
    """What the guard says of a text. Nothing of it is kept, and the log does not tell of it."""
    area = area_in_scope(request, slug, Permission.PEOPLE_MANAGE)
    form = opened(TrialForm, request)
    context = {
        "form": form,
        "page": area_form(area, "Try the guard", "", below=BELOW, lead=LEAD),
        "said": _said(request, form) if form.is_valid() else None,
        "breadcrumbs": area_crumbs(area, ("Guard", _address(area)), ("Try it", "")),
    }
    return render(request, "committees/guard_try.html", context)


def _said(request: HttpRequest, form: TrialForm) -> dict[str, Any]:
    seen = examine(form.cleaned_data["text"], tuning=tuning_for(request.user))
    return {"verdict": seen.verdict, "sentences": sentences(seen)}


def _address(area: Area) -> str:
    return reverse("area_guard", args=[area.slug])
