"""Editions: what each audience was told, how it is prepared, released and withdrawn."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods

from accounts.roles import Permission
from accounts.views import person
from committees.models import Area
from committees.permissions import may, require
from committees.views.scope import FIGURES, area_crumbs, sections
from disclosure import write
from documents.files.tables import Table, comma_separated
from figures import services
from figures.enums import EditionState
from figures.forms.editions import (
    DiscardForm,
    IssueForm,
    LiftForm,
    PrepareForm,
    WithdrawForm,
)
from figures.models import Edition, Indicator
from figures.queries.editions import (
    CSV_HEADS,
    edition_list,
    edition_record,
    edition_tables,
    hiding,
    let_out,
    open_rows,
    withheld,
)
from figures.queries.interests import why_own_edition
from figures.queries.told import said_in
from figures.rules.told import Told
from figures.views.scope import figure_crumbs
from web.downloads import download
from web.form_page import FormPage, ask, opened

ASKED = "The figures are being prepared. This takes a few seconds; look again here."
ISSUED = "The figures are released. Whoever they are for can read them now."
ASIDE = "It is put aside. Its numbers bind nothing."
GONE = "It is withdrawn. Its page says so. What was read stays known."
ANEW = "The number will be printed. Everything else is being worked out anew."


def sections_of(request: HttpRequest, area: Area) -> dict[str, Any]:
    """The area's navigation; none for those who read published editions alone."""
    if not may(request.user, Permission.AREA_READ, area):
        return {}
    return sections(request, area, "area_editions")


def known_area(request: HttpRequest, slug: str) -> Area:
    """The area, also for those who read published editions alone."""
    return get_object_or_404(Area.objects.known_to(person(request)), slug=slug)


@require_GET
def area_editions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every edition that this person may see, and what waits."""
    area = known_area(request, slug)
    prepares = may(request.user, Permission.FIGURE_PREPARE, area)
    context = {
        "area": area,
        "editions": edition_list(person(request), area, prepares=prepares),
        "prepares": prepares,
        "reads": may(request.user, Permission.FIGURE_READ, area),
        "sections": sections_of(request, area),
        "breadcrumbs": _crumbs(request, area),
    }
    return render(request, "figures/edition_list.html", context)


@require_http_methods(["GET", "POST"])
def edition_prepare(request: HttpRequest, slug: str) -> HttpResponse:
    """For whom, of which periods, which indicators."""
    area = known_area(request, slug)
    require(request.user, Permission.FIGURE_PREPARE, area)
    rows = Indicator.objects.filter(area=area).order_by("position", "pk")
    today = timezone.localdate()
    until = today.replace(day=1) - timedelta(1)
    form = opened(
        PrepareForm,
        request,
        offered=[(row.pk, str(row)) for row in rows],
        initial={
            "since": until - relativedelta(years=2) + timedelta(1),
            "until": until,
            "audience": "members",
        },
    )
    page = FormPage(
        heading="Prepare figures for an audience",
        caption=area.name,
        back=reverse("area_editions", args=[area.slug]),
        done=ASKED,
        lead="What is small is hidden, and as little besides as keeps it so: beside everything "
        "that anybody was told before. Somebody else releases it.",
        breadcrumbs=_crumbs(request, area, "Prepare"),
    )
    return ask(request, form, page, partial(services.ask_for_edition, area=area))


@require_GET
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition as its audience sees it; for those who see exact numbers, what is hidden in it
    and why."""
    row = edition_in_scope(request, pk)
    area, reads = row.area, may(request.user, Permission.FIGURE_READ, row.area)
    context = {
        "edition": row,
        "area": area,
        "reads": reads,
        "releases": may(request.user, Permission.FIGURE_ISSUE, area),
        "prepares": may(request.user, Permission.FIGURE_PREPARE, area),
        "breadcrumbs": _crumbs(request, area, row.title),
    }
    if row.state != EditionState.WITHDRAWN or reads:
        record, told = edition_record(row), Told(said_in(row))
        context["tables"] = edition_tables(record, told)
        context["hiding"] = hiding(told)
        if reads:
            hidden = withheld(row, record)
            context["withheld"] = hidden
            context["let_out"] = let_out(row, record)
            context["can_lift"] = any(one.can_be_lifted for one in hidden)
            context["why_not"] = why_own_edition(person(request), row)
    return render(request, "figures/edition.html", context)


@require_http_methods(["GET", "POST"])
def edition_issue(request: HttpRequest, pk: int) -> HttpResponse:
    row = edition_in_scope(request, pk, Permission.FIGURE_ISSUE)
    page = _about(
        request,
        row,
        "Release these figures",
        ISSUED,
        why_not=_why_not(request, row),
        lead=f"For: {row.get_audience_display()}. What people have read cannot be taken back: "
        "every number stays known for ever.",
    )
    form = opened(IssueForm, request)
    return ask(request, form, page, partial(services.issue_edition, edition=row))


@require_http_methods(["GET", "POST"])
def edition_discard(request: HttpRequest, pk: int) -> HttpResponse:
    row = edition_in_scope(request, pk)
    _require_either(request, row)
    waits = row.state == EditionState.PREPARED
    page = _about(
        request, row, "Put these figures aside", ASIDE, why_not="" if waits else _state(row)
    )
    form = opened(DiscardForm, request)
    return ask(request, form, page, partial(services.discard_edition, edition=row))


@require_http_methods(["GET", "POST"])
def edition_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = edition_in_scope(request, pk, Permission.FIGURE_ISSUE)
    issued = row.state == EditionState.ISSUED
    page = _about(
        request,
        row,
        "Withdraw these figures",
        GONE,
        why_not="" if issued else _state(row),
        lead="It goes from its page. Whoever read it knows its numbers, so they count for every "
        "later edition.",
    )
    form = opened(WithdrawForm, request)
    return ask(request, form, page, partial(services.withdraw_edition, edition=row))


@require_http_methods(["GET", "POST"])
def edition_lift(request: HttpRequest, pk: int) -> HttpResponse:
    """One hidden number let out, by name and with a reason."""
    row = edition_in_scope(request, pk, Permission.FIGURE_ISSUE)
    hidden = withheld(row, edition_record(row))
    page = _about(
        request,
        row,
        "Let a hidden number be printed",
        ANEW,
        why_not=_why_not(request, row)
        or ("" if any(one.can_be_lifted for one in hidden) else "No number is hidden here."),
        lead=f"For: {row.get_audience_display()}. From then on the number is known. This edition "
        "is put aside and worked out anew.",
    )
    form = opened(LiftForm, request, hidden=hidden)
    return ask(
        request,
        form,
        page,
        partial(services.lift_number, edition=row),
        onward=lambda _: reverse("area_editions", args=[row.area.slug]),
    )


@require_GET
def edition_data(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Open data: the same numbers with their definitions, for a spreadsheet or a program."""
    row = edition_in_scope(request, pk)
    if row.state == EditionState.WITHDRAWN:
        return redirect("edition", pk)
    said, name = said_in(row), f"{slugify(row.title)}.{kind}"
    if kind == "json":
        return download(json.dumps(write(said)), name)
    rows = open_rows(said, edition_record(row))
    return download(
        comma_separated(Table("Figures", [(head, 20) for head in CSV_HEADS], rows)), name
    )


def edition_in_scope(
    request: HttpRequest, pk: int, permission: Permission | None = None
) -> Edition:
    """404 for whom it is not, 403 without `permission`."""
    rows = Edition.objects.visible_to(person(request))
    row = get_object_or_404(
        rows.select_related("area", "prepared_by", "issued_by", "ended_by"), pk=pk
    )
    if permission is not None:
        require(request.user, permission, row.area)
    return row


def _require_either(request: HttpRequest, row: Edition) -> None:
    either = (Permission.FIGURE_PREPARE, Permission.FIGURE_ISSUE)
    if not any(may(request.user, permission, row.area) for permission in either):
        raise PermissionDenied("Figures are prepared and released by others.")


def _why_not(request: HttpRequest, row: Edition) -> str:
    if row.state != EditionState.PREPARED:
        return _state(row)
    return why_own_edition(person(request), row)


def _state(row: Edition) -> str:
    return f"{row.get_state_display()}: this cannot be done any more."


def _about(
    request: HttpRequest,
    row: Edition,
    heading: str,
    done: str,
    *,
    why_not: str = "",
    lead: str = "",
) -> FormPage:
    return FormPage(
        heading=heading,
        caption=row.title,
        back=reverse("edition", args=[row.pk]),
        done=done,
        why_not=why_not,
        lead=lead,
        leave="Go back",
        breadcrumbs=_crumbs(request, row.area, row.title),
    )


def _crumbs(request: HttpRequest, area: Area, here: str = "") -> list[tuple[str, str]]:
    """Over the area, for those who see it."""
    listed = ("Released figures", reverse("area_editions", args=[area.slug]) if here else "")
    rest = [listed, *([(here, "")] if here else [])]
    if any(may(request.user, one, area) for one in FIGURES):
        return list(figure_crumbs(area, *rest))
    if may(request.user, Permission.AREA_READ, area):
        return list(area_crumbs(area, *rest))
    return [("Home", reverse("home")), *rest]
