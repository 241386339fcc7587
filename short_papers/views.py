"""The short papers of a report: a plan on a page, one action's sheet, an agency's extract."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_safe

from accounts.views import person
from actions.views.scope import action_in_scope
from documents.files.made import Made
from handouts.scrutiny_pack import scrutiny_pack
from plans.views.scope import plan_in_scope
from reporting.enums import FileFormat
from reporting.models import Report
from reporting.queries.reports import content_of
from reporting.services import files
from reporting.views.scope import report_address, report_crumbs, report_in_scope
from short_papers import services
from short_papers.queries import newest_of, newest_with, offered

NONE_YET = (
    "No report of this plan is frozen that you may read, and a paper is made from a frozen report. "
    "It stands here as soon as there is one."
)


@require_safe
def report_papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Every paper that can be made from one frozen report."""
    report = report_in_scope(request, pk)
    if report.snapshot is None or report.withdrawn_at is not None:
        return redirect("report_detail", pk)
    context = {
        "report": report,
        "page_marking": report.get_marking_display(),
        "papers": offered(content_of(report.snapshot)),
        "breadcrumbs": report_crumbs((report.title, report_address(report)), ("Papers", "")),
    }
    return render(request, "short_papers/papers.html", context)


@require_GET
def report_plan_page(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The plan on a page, as PDF."""
    report = report_in_scope(request, pk)
    return _handed(request, report, services.take_plan_page, "plan-on-a-page.pdf")


@require_GET
def report_action_sheet(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One action on one sheet, as PDF; `?action=` says which."""
    report = report_in_scope(request, pk)
    asked = request.GET.get("action", "")
    key = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    return _handed(request, report, services.take_action_sheet, f"action-{key}.pdf", action=key)


@require_GET
def report_agency_extract(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All that one agency leads, as PDF; `?agency=` says which."""
    report = report_in_scope(request, pk)
    name = request.GET.get("agency", "")
    file = f"{slugify(name) or 'agency'}.pdf"
    return _handed(request, report, services.take_agency_extract, file, agency=name)


@require_GET
def report_cover_report(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The council's cover report, as PDF; `?as=docx` for Word."""
    report = report_in_scope(request, pk)
    word = request.GET.get("as") == FileFormat.DOCX
    file = "cover-report.docx" if word else "cover-report.pdf"
    return _handed(request, report, services.take_cover_report, file, word=word)


@require_GET
def report_slides(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Slides with the report's own numbers, as a presentation file."""
    report = report_in_scope(request, pk)
    return _handed(request, report, services.take_slides, "slides.pptx")


@require_safe
def report_scrutiny(request: HttpRequest, pk: int) -> HttpResponse:
    """Ten questions of an inspector, answered on screen from one frozen report."""
    report = report_in_scope(request, pk)
    if report.snapshot is None or report.withdrawn_at is not None:
        return redirect("report_detail", pk)
    crumbs = (report.title, report_address(report)), ("Scrutiny pack", "")
    pack = scrutiny_pack(content_of(report.snapshot), report.snapshot.fingerprint)
    context = {
        "report": report,
        "page_marking": report.get_marking_display(),
        "pack": pack,
        "breadcrumbs": report_crumbs(*crumbs),
    }
    return render(request, "short_papers/scrutiny.html", context)


@require_GET
def report_scrutiny_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The same as PDF; `?as=xlsx` for a workbook."""
    report = report_in_scope(request, pk)
    book = request.GET.get("as") == FileFormat.XLSX
    file = "scrutiny-pack.xlsx" if book else "scrutiny-pack.pdf"
    return _handed(request, report, services.take_scrutiny_pack, file, workbook=book)


@require_GET
def plan_on_a_page(request: HttpRequest, slug: str) -> HttpResponse:
    """From a plan to its newest page: the report from which it is made."""
    plan = plan_in_scope(request, slug)
    report = newest_of(plan, request.user)
    if report is None:
        messages.info(request, NONE_YET)
        return redirect("plan_dashboard", slug)
    return redirect("report_plan_page", report.pk)


@require_GET
def action_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """From an action to its newest sheet."""
    action = action_in_scope(request, pk)
    report = newest_with(action, request.user)
    if report is None:
        messages.info(request, NONE_YET)
        return redirect("action_detail", pk)
    return redirect(f"{reverse('report_action_sheet', args=[report.pk])}?action={pk}")


def _handed(
    request: HttpRequest, report: Report, take: Callable[..., Made], name: str, **of: Any
) -> HttpResponseBase:
    """The paper `of` something; where it cannot be made, why not, on the page that lists what
    can."""
    try:
        made = take(by=person(request), report=report, **of)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("report_papers", report.pk)
    file = files.paper_name(report, name)
    return FileResponse(BytesIO(made.data), as_attachment=True, filename=file)
