"""Editions of a report: their list, one of them, what its audience reads, and its files."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.permissions import may
from committees.queries.logos import address_of
from editions.enums import AUDIENCES
from editions.models import EditionFile, ReportEdition
from editions.queries.interests import why_not_issue
from editions.queries.pages import facts, file_rows, left_out, mark_of, rows_of, seen
from editions.queries.records import content_of
from editions.queries.standing import Standing, standing
from editions.services import files
from editions.services.editions import STANDING
from editions.services.large_print import take_large_print
from editions.views.scope import crumbs_of, edition_address, edition_in_scope, inside
from figures.enums import EditionState
from handouts.screen import page
from jobs.enums import FileState
from jobs.services import made_files
from reporting.services.files import paper_name
from reporting.views.scope import report_address, report_crumbs, report_in_scope


@require_safe
def edition_list(request: HttpRequest) -> HttpResponse:
    """Every edition that somebody may read, of all their areas."""
    context = {"rows": rows_of(list(seen(request.user)))}
    return render(request, "editions/edition_list.html", context)


@require_safe
def editions_of_report(request: HttpRequest, pk: int) -> HttpResponse:
    """A report's editions, and for whom one can be prepared."""
    report = report_in_scope(request, pk)
    mine = ReportEdition.objects.visible_to(request.user).filter(report=report)
    rows = rows_of(list(mine.select_related("report__plan", "area").defer("content")))
    prepares = may(request.user, Permission.REPORT_PREPARE, report.area_id)
    context = {
        "report": report,
        "page_marking": report.get_marking_display(),
        "rows": rows,
        "audiences": AUDIENCES if prepares and report.snapshot_id else (),
        "breadcrumbs": report_crumbs((report.title, report_address(report)), ("Editions", "")),
    }
    return render(request, "editions/report_editions.html", context)


@require_safe
def edition_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: what it is, what is not in it, its files, and what is done with it."""
    edition = edition_in_scope(request, pk)
    became, user = standing(edition), request.user
    knows = inside(user, edition)
    if became.gone and not knows:
        return _gone(request, became)
    releases = may(user, Permission.REPORT_ISSUE, edition.area_id)
    waits = edition.state == EditionState.PREPARED
    context = {
        **_about(request, became),
        "facts": facts(edition) if knows else facts(edition)[:4],
        "left_out": left_out(edition) if edition.state in STANDING else [],
        "files": file_rows(edition),
        "inside": knows,
        "waits": waits,
        "prepares": may(user, Permission.REPORT_PREPARE, edition.area_id),
        "releases": releases,
        "why_own": why_not_issue(user, edition) if releases and waits else "",
    }
    return render(request, "editions/edition.html", context)


@require_safe
def edition_read(request: HttpRequest, pk: int) -> HttpResponse:
    """The edition as its audience reads it."""
    edition = edition_in_scope(request, pk)
    became = standing(edition)
    if became.gone:
        return _gone(request, became)
    content = content_of(edition)
    printed = page(content, edition.sha256, address_of(content, edition.area))
    context = {**_about(request, became), "printed": printed}
    return render(request, "editions/edition_read.html", context)


@require_safe
def edition_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A document of an edition, always whole and as it was made."""
    file = file_in_scope(request, pk)
    became = standing(file.edition)
    if became.gone or file.state == FileState.WITHDRAWN:
        return _gone(request, became)
    if file.state != FileState.READY:
        raise Http404("This document is not ready.")
    try:
        data = made_files.checked(file)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(edition_address(file.edition))
    name = files.download_name(file)
    answer = FileResponse(BytesIO(data), as_attachment=True, filename=name)
    answer["Accept-Ranges"] = "none"  # a part of a document could not be checked by its hash
    return answer


@require_GET
def report_large_print(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The report itself in large print, as PDF."""
    report = report_in_scope(request, pk)
    try:
        made = take_large_print(by=person(request), report=report)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(report_address(report))
    name = paper_name(report, "large-print.pdf")
    return FileResponse(BytesIO(made.data), as_attachment=True, filename=name)


def file_in_scope(request: HttpRequest, pk: int) -> EditionFile:
    read = ReportEdition.objects.visible_to(request.user)
    rows = EditionFile.objects.filter(edition__in=read).select_related(
        "edition__report__plan__area"
    )
    file: EditionFile = get_object_or_404(rows.select_related("edition__area"), pk=pk)
    return file


def _about(request: HttpRequest, became: Standing) -> dict[str, Any]:
    edition = became.edition
    name = f"{edition.name} {edition.number}"
    return {
        "edition": edition,
        "report": edition.report,
        "page_marking": edition.get_marking_display(),
        "standing": became,
        "mark": mark_of(became),
        "breadcrumbs": crumbs_of(edition.report, request.user, (name, "")),
    }


def _gone(request: HttpRequest, became: Standing) -> HttpResponse:
    """What stands at the address of something that was withdrawn: since when, why, what instead."""
    return render(request, "editions/edition_gone.html", _about(request, became), status=410)
