"""A whole area in one file: asked for, looked over by a second person, fetched by these two."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.roles import Permission
from accounts.views import person
from archive import services
from archive.enums import DAYS_KEPT, State
from archive.forms import AskForm, ConfirmationForm
from archive.models import Departure
from archive.permissions import fetches
from archive.services.departure import place_of
from archive.services.encryption import new_key
from committees.permissions import may, require
from committees.views.scope import area_crumbs, area_form, area_in_scope, area_page, row_in_scope
from web.form_page import FormPage, ask, opened, pressed, restored

PAGE = 50
HEADING = "The whole area in a file"
BELOW = (HEADING, "departure_list")
LEAD = (
    "The file holds everything: people, plans, updates, evidence, figures, reports and history. It "
    "is encrypted, and is made once somebody else has confirmed it."
)
ASKED = "It is asked for. Those who may confirm it are told by e-mail."
CONFIRMED = "It is being made. You and who asked for it can fetch it from this page."
DECLINED = "No file is made."
OWN = "You asked for this, so somebody else has to confirm it."
NO_RIGHT = "The chair, the vice-chair or an administrator confirms it."
NOT_THEIRS = "Only who asked for the file and who confirmed it can fetch it."


@require_safe
def departure_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What was asked for, why and by whom, and what became of it."""
    area = area_in_scope(request, slug)
    user = person(request)
    if not may(user, Permission.ARCHIVE_CONFIRM, area):
        require(user, Permission.ARCHIVE_ASK, area)
    rows = Departure.objects.filter(area=area).select_related("asked_by", "decided_by")
    context = area_page(
        request,
        area,
        "departure_list",
        page=Paginator(rows, PAGE).get_page(request.GET.get("page")),
        asks=may(user, Permission.ARCHIVE_ASK, area),
        days=DAYS_KEPT,
        breadcrumbs=area_crumbs(area, (HEADING, "")),
    )
    return render(request, "archive/departure_list.html", context)


@require_http_methods(["GET", "POST"])
def departure_ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for it. The page shows a new key; only the half of it that locks is sent back."""
    area = area_in_scope(request, slug, Permission.ARCHIVE_ASK)
    key = None if request.method == "POST" or restored(request) else new_key()
    page = replace(
        area_form(area, "Ask for the whole area in a file", ASKED, LEAD, below=BELOW),
        template="archive/departure_ask.html",
        context={"key": key.secret if key else ""},
    )
    form = opened(AskForm, request, initial={"lock": key.lock} if key else None)
    write = partial(services.ask_for_file, area=area)
    return ask(request, form, page, write, lambda row: reverse("departure", args=[row.pk]))


@require_http_methods(["GET", "POST"])
def departure(request: HttpRequest, pk: int) -> HttpResponse:
    """One file that was asked for: the button for a second person, and the file for both."""
    rows = Departure.objects.select_related("area", "asked_by", "decided_by")
    row = row_in_scope(request, rows, pk=pk)
    page = _page(row, person(request))
    # Who presses again after it is decided is told so; it is no lack of a right.
    if request.method == "POST" and page.why_not and row.state == State.ASKED:
        raise PermissionDenied(str(page.why_not))
    form = opened(ConfirmationForm, request)
    write = partial(services.confirm_file, departure=row)
    return ask(request, form, page, write, lambda made: reverse("departure", args=[made.pk]))


@require_POST
def departure_decline(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_in_scope(request, Departure.objects.select_related("area"), pk=pk)
    if not _declines(person(request), row):
        raise PermissionDenied(NO_RIGHT)
    pressed(request, partial(services.decline_file, departure=row), DECLINED)
    return redirect("departure_list", row.area.slug)


@require_safe
def departure_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file itself, for the two; that it was fetched is recorded first."""
    row = row_in_scope(request, Departure.objects.select_related("area"), pk=pk)
    user = person(request)
    if not fetches(user, row):
        raise PermissionDenied(NOT_THEIRS)
    place = place_of(row)
    if row.state != State.READY or not place.is_file():
        raise Http404("The file is not there any more.")
    if request.method == "GET":
        services.note_fetched(by=user, departure=row)
    name = f"{row.area.slug}-{row.asked_at:%Y-%m-%d}.age"
    return FileResponse(place.open("rb"), as_attachment=True, filename=name)


def _page(row: Departure, user: User) -> FormPage:
    between = (HEADING, reverse("departure_list", args=[row.area.slug]))
    context: dict[str, Any] = {
        "departure": row,
        "fetches": row.state == State.READY and fetches(user, row),
        "declines": row.state == State.ASKED and _declines(user, row),
        "days": DAYS_KEPT,
    }
    return FormPage(
        heading=HEADING,
        caption=row.area.name,
        back=between[1],
        done=CONFIRMED,
        leave="Leave it for now",
        why_not=_why_not(row, user),
        breadcrumbs=area_crumbs(row.area, between, (str(row), "")),
        template="archive/departure.html",
        context=context,
    )


def _why_not(row: Departure, user: User) -> str:
    if row.state != State.ASKED:
        return "This is decided."
    if row.asked_by_id == user.pk:
        return OWN
    return "" if may(user, Permission.ARCHIVE_CONFIRM, row.area_id) else NO_RIGHT


def _declines(user: User, row: Departure) -> bool:
    confirms = may(user, Permission.ARCHIVE_CONFIRM, row.area_id)
    return confirms or row.asked_by_id == user.pk
