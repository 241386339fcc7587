"""Reports: the list, one report, and what is done with it."""

from functools import partial
from io import BytesIO

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.models import Area
from committees.permissions import may, require
from committees.queries.logos import address_of
from handouts.screen import page
from jobs.enums import FileState
from jobs.services import made_files
from plans.models import Plan
from reporting import services
from reporting.enums import ReportState
from reporting.models import Report, ReportFile, Section
from reporting.queries.directions import directed
from reporting.queries.distribution import listed
from reporting.queries.figure_checks import figure_checks
from reporting.queries.interests import why_not_release
from reporting.queries.readiness import (
    WARNS,
    Check,
    Outstanding,
    Readiness,
    outstanding,
    readiness,
)
from reporting.queries.report_page import (
    facts,
    file_rows,
    head,
    part_rows,
    statuses_of,
    under_way,
    way_of,
)
from reporting.queries.reports import content_of
from reporting.rules.parts import PartsTold
from reporting.rules.versions import replacement
from reporting.services import files
from reporting.services.proofs import is_current
from reporting.views.scope import WRITERS, report_address, report_crumbs, report_in_scope
from web.form_page import pressed


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Every report in the person's scope, latest first."""
    user = request.user
    reports = Report.objects.visible_to(user).select_related("area", "plan", "addressed_to")
    preparing = Area.objects.with_permission(user, Permission.REPORT_PREPARE)
    context = {
        "rows": listed(user, reports.order_by("area__name", "-as_of", "-version", "-pk")),
        "plans": Plan.objects.visible_to(user).filter(area__in=preparing).select_related("area"),
    }
    return render(request, "reporting/report_list.html", context)


@require_safe
def report_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A report: being prepared, waiting for its release, sent back, or issued."""
    report, user = report_in_scope(request, pk), request.user
    draft = report.state == ReportState.DRAFT
    issued = report.state == ReportState.ISSUED
    of_parts = import_string(settings.REPORT_PARTS)
    today = timezone.localdate()
    told = of_parts(report, today) if draft else PartsTold(parts=list(report.sections.all()))
    sections: list[Section] = list(told.parts)
    made = file_rows(report)
    writes = [may(user, one, report.area_id) for one in WRITERS]
    beside = outstanding(report) if draft else None
    proof = beside.proof if beside and any(writes) else None
    context = {
        "report": report,
        "page_marking": report.get_marking_display(),
        "head": head(report, sections),
        "directions": directed(report, user, today) if issued else None,
        "proof": proof,
        "proof_stands": proof is not None and is_current(report, proof),
        "facts": facts(report),
        "parts": part_rows(report, sections, told.standings),
        "readiness": _readiness(report, sections, beside, told),
        "statuses": [] if draft else statuses_of(report),
        "files": made,
        "under_way": under_way(made),
        "prepares": writes[0],
        "releases": writes[1],
        "why_own": _why_own(request, report) if writes[1] else "",
        "own": report.prepared_by_id == user.pk,
        "breadcrumbs": report_crumbs((report.title, "")),
    }
    return render(request, "reporting/report_page.html", context | way_of(report, user))


def _readiness(
    report: Report, sections: list[Section], beside: Outstanding | None, told: PartsTold
) -> Readiness | None:
    if beside is None:
        return None
    today = timezone.localdate()
    also = [*figure_checks(report)] if beside.figures else []
    also += [Check(WARNS, said, "#parts") for said in (*told.warnings, *told.unsigned)]
    return readiness(report, sections, beside, today, also)


def _why_own(request: HttpRequest, report: Report) -> str:
    """Why somebody else has to release a frozen report, with who could; "" where they may."""
    return why_not_release(request.user, report) if report.state == ReportState.FROZEN else ""


@require_GET
def report_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The files and how far they are: what the page asks for while they are made."""
    report = report_in_scope(request, pk)
    made = file_rows(report)
    context = {"report": report, "files": made, "under_way": under_way(made)}
    return render(request, "reporting/components/report_files.html", context)


@require_POST
def report_file_again(request: HttpRequest, pk: int) -> HttpResponse:
    file = _file(request, pk)
    require(request.user, Permission.REPORT_PREPARE, file.report.area_id)
    done = "The document is being made again."
    return _did(request, file.report, partial(services.ask_again, file=file), done)


@require_safe
def report_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The document itself, always whole. Each time that somebody takes it is kept."""
    file = _file(request, pk)
    if file.state == FileState.WITHDRAWN:
        return _withdrawn(request, file.report)
    if file.state != FileState.READY:
        raise Http404("This document is not ready.")
    try:
        data = made_files.checked(file)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("report_detail", file.report_id)
    if request.method == "GET":  # HEAD asks about it and takes nothing
        services.log_download(by=person(request), file=file)
    name = files.download_name(file)
    answer = FileResponse(BytesIO(data), as_attachment=True, filename=name)
    answer["Accept-Ranges"] = "none"  # a part of a document could not be checked by its hash
    return answer


@require_safe
def report_read(request: HttpRequest, pk: int) -> HttpResponse:
    """The report as a page, from the snapshot that its documents are of. Each reading is kept."""
    report = report_in_scope(request, pk)
    if report.snapshot is None:
        raise Http404("This report is still in preparation.")
    if report.withdrawn_at is not None:
        return _withdrawn(request, report)
    if request.method == "GET":
        services.log_reading(by=person(request), report=report)
    crumbs = report_crumbs((report.title, report_address(report)), ("Read it", ""))
    content = content_of(report.snapshot)
    logo_at = address_of(content, report.area)
    context = {
        "report": report,
        "page_marking": report.get_marking_display(),
        "printed": page(content, report.snapshot.fingerprint, logo_at),
        "replaced_by": replacement(report, Report.objects.family(report)),
        "breadcrumbs": crumbs,
    }
    return render(request, "reporting/report_read.html", context)


def _withdrawn(request: HttpRequest, report: Report) -> HttpResponse:
    """What stands at the address of something that was withdrawn: since when, and what instead."""
    context = {
        "report": report,
        "page_marking": report.get_marking_display(),
        "replaced_by": replacement(report, Report.objects.family(report)),
        "breadcrumbs": report_crumbs((report.title, report_address(report)), ("Withdrawn", "")),
    }
    return render(request, "reporting/report_withdrawn.html", context, status=410)


def _file(request: HttpRequest, pk: int) -> ReportFile:
    seen = Report.objects.visible_to(request.user)
    rows = ReportFile.objects.filter(report__in=seen).select_related("report__plan__area", "job")
    file: ReportFile = get_object_or_404(rows, pk=pk)
    return file


def _did(
    request: HttpRequest, report: Report, write: partial[Report] | partial[ReportFile], done: str
) -> HttpResponse:
    """Do it and say so, or say why not; then the page of the report that was written."""
    did = pressed(request, write, done)
    to = did.written if did and isinstance(did.written, Report) else report
    return redirect("report_detail", to.pk)
