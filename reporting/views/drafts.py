"""Writing a report: begun, what it covers, its sections."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods

from accounts.roles import Permission
from documents.enums import ReportKind
from plans.models import Plan
from plans.views.scope import plan_in_scope
from reporting import services
from reporting.enums import Marking, ReportState
from reporting.forms.contents import ContentsForm
from reporting.forms.release import FreezeForm, OpenWindowFreezeForm
from reporting.forms.reports import DetailsForm, NewReportForm
from reporting.models import Report
from reporting.queries.reports import open_window, period_for
from reporting.views.scope import (
    report_address,
    report_crumbs,
    report_form,
    report_in_scope,
)
from timescales.date_format import long_day
from web.form_page import FormPage, Notice, ask, opened

FROZEN = (
    "What you sent was not saved: the report was frozen in the meantime. Go back for your words, "
    "and begin its next version."
)
DONE = (
    "The report is frozen and sent to the chair. Its documents are being made; you can leave this "
    "page. The chair reads the PDF, and releases it or sends it back."
)
OPEN_UNTIL = (
    "Leads are still being asked until {}. What they have not answered by the day of the position "
    "prints as not updated; the report says until when the window is open, and why it was frozen."
)
CHOSEN = "The parts and their order were saved. Reports that you begin from now on start with them."
CONTENTS_LEAD = (
    "Parts are printed from the lowest number to the highest; a quarterly report’s first page and "
    "its plan at a glance always stand before them. Leave a number empty to leave a part out; then "
    "the report says what it has no part on. The committee’s next reports begin with the same."
)
LEAD = "Nothing is frozen yet. You write its sections first, and see beforehand what is missing."


@require_http_methods(["GET", "POST"])
def report_begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a report on a plan."""
    plan = plan_in_scope(request, slug, Permission.REPORT_PREPARE)
    page = FormPage(
        heading="Begin a report",
        caption=plan.title,
        back=reverse("report_list"),
        done="The report is begun. Write its sections, then freeze it.",
        lead=LEAD,
        breadcrumbs=report_crumbs(("Begin a report", "")),
    )
    today = timezone.localdate()
    initial = _first_guess(plan)
    form = opened(NewReportForm, request, plan=plan, today=today, initial=initial)
    return ask(
        request, form, page, partial(services.begin_report, plan=plan), onward=report_address
    )


@require_http_methods(["GET", "POST"])
def report_details(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a report in preparation covers."""
    report = report_in_scope(request, pk, Permission.REPORT_PREPARE)
    if report.state != ReportState.DRAFT:
        return _frozen(request, pk)
    today = timezone.localdate()
    form = opened(DetailsForm, request, plan=report.plan, today=today, row=report)
    page = report_form(report, "What the report covers", "The report was changed.")
    return ask(request, form, page, partial(services.edit_report, report=report))


@require_http_methods(["GET", "POST"])
def report_contents(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose which parts a report prints, and in which order."""
    report = report_in_scope(request, pk, Permission.REPORT_PREPARE)
    if report.state != ReportState.DRAFT:
        return _frozen(request, pk)
    form = opened(ContentsForm, request, row=report)
    page = report_form(report, "Parts and their order", CHOSEN, lead=CONTENTS_LEAD)
    return ask(request, form, page, partial(services.choose_contents, report=report))


@require_http_methods(["GET", "POST"])
def report_freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """The last press, and the reason where leads are still being asked."""
    report = report_in_scope(request, pk, Permission.REPORT_PREPARE)
    if report.state != ReportState.DRAFT:
        messages.info(request, "This report is frozen already.")
        return redirect("report_detail", pk)
    sent = request.method == "POST"
    until: str | Callable[[], str] = partial(_until, report) if sent else _until(report)
    asked = "open_window_reason" in request.POST if sent else bool(until)
    form = opened(OpenWindowFreezeForm if asked else FreezeForm, request)
    notice = partial(_unsigned, report)
    page = report_form(
        report, "Freeze this report", DONE, lead=until, leave="Go back", notice=notice
    )
    return ask(request, form, page, partial(services.freeze_report, report=report))


def _unsigned(report: Report) -> Notice | None:
    """Which words nobody signed under which a name is printed. One query."""
    told = import_string(settings.REPORT_PARTS)(report, timezone.localdate()).unsigned
    parts = f"{report_address(report)}#parts"
    said = f"{' '.join(told)} It is printed as not signed."
    return Notice("Not signed", said, "See the parts of the report", parts) if told else None


def _until(report: Report) -> str:
    """What is to be known where leads are still being asked. One query."""
    window = open_window(report.plan, report.as_of)
    return OPEN_UNTIL.format(long_day(window.closing(report.as_of))) if window else ""


def _frozen(request: HttpRequest, pk: int) -> HttpResponse:
    """The report's page; who sent something for it is told that it was not taken."""
    if request.method == "POST":
        messages.error(request, FROZEN)
    return redirect("report_detail", pk)


def _first_guess(plan: Plan) -> dict[str, object]:
    """Today's position, and the quarter since the last issued report."""
    today = timezone.localdate()
    return {
        "kind": ReportKind.QUARTERLY,
        "as_of": today,
        "period_start": period_for(plan, today, ReportKind.QUARTERLY).start,
        "marking": Marking.OFFICIAL,
    }
