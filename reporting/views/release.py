"""A report on its way to chief officers: released, sent back, put right, received."""

from functools import partial
from typing import Unpack

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Permission
from accounts.views import person
from committees.models import PostHolding
from committees.permissions import may, require
from committees.rules.interests import Matter, why_own
from jobs.enums import FileState
from reporting import services
from reporting.enums import FileFormat, ReportState
from reporting.forms.release import (
    CorrectionForm,
    ErratumForm,
    NextVersionForm,
    ReceiptForm,
    ReleaseForm,
    ReturnForm,
    SilentReleaseForm,
)
from reporting.models import Delivery, Report
from reporting.queries.interests import of_return, why_not_release
from reporting.queries.recipients import nobody, recipients
from reporting.rules.versions import later, needs_erratum
from reporting.services.corrections import carried_erratum
from reporting.views.scope import report_address, report_form, report_in_scope
from web.form_page import FormPage, PageParts, ask, opened, pressed

ISSUED = "The report is issued. Chief officers can read it now, and the e-mails are on their way."
RETURNED = "The report is sent back. Its next version has begun, with your note on its page."
BEGUN = "The next version has begun with the same words. The frozen one stays as it is."
AGAIN = "The e-mail is on its way again."
RECEIVED = "Thank you. It is noted that you have received this report."


@require_http_methods(["GET", "POST"])
def report_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Who gets it, and the button that sends it."""
    report = report_in_scope(request, pk, Permission.REPORT_ISSUE)
    if report.state != ReportState.FROZEN:
        return _dealt_with(request, report)
    people = recipients(report, timezone.localdate())
    page = _about(
        report,
        "Release to chief officers",
        ISSUED,
        leave="Go back without releasing it",
        why_not=partial(why_not_release, request.user, report),
        template="reporting/report_issue.html",
        context={
            "people": people,
            "nobody": "" if people else nobody(report),
            "facts": _facts(report),
        },
    )
    form = opened(ReleaseForm if people else SilentReleaseForm, request)
    return ask(request, form, page, partial(services.issue_report, report=report))


@require_http_methods(["GET", "POST"])
def report_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it back with a note."""
    report = report_in_scope(request, pk, Permission.REPORT_ISSUE)
    if report.state != ReportState.FROZEN:
        return _dealt_with(request, report)
    own = why_own(Matter.RETURN, PostHolding.objects.party(request.user), of_return(report))
    page = _about(
        report,
        "Send it back",
        RETURNED,
        why_not=own,
        lead="This version stays as it is and is not issued. Its next version begins at once with "
        "the same words, for whoever prepared it.",
    )
    form = opened(ReturnForm, request)
    return ask(
        request, form, page, partial(services.return_report, report=report), onward=report_address
    )


@require_http_methods(["GET", "POST"])
def report_next_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the version that puts a frozen report right."""
    report = report_in_scope(request, pk, Permission.REPORT_PREPARE)
    versions = Report.objects.family(report)
    if after := later(report, versions):
        messages.info(request, f"Version {after[-1].version} has begun already. Here it is.")
        return redirect("report_detail", after[-1].pk)
    page = _about(
        report,
        f"Begin version {report.version + 1}",
        BEGUN,
        lead=f"Version {report.version} stays as it is, and is read and downloaded as before. The "
        "next version begins with the same words; what the plan says is frozen anew.",
    )
    wrong = needs_erratum(versions, report.version + 1) and not carried_erratum(report)
    form = opened(CorrectionForm if wrong else NextVersionForm, request)
    write = partial(services.begin_next_version, report=report)
    return ask(request, form, page, write, onward=report_address)


@require_http_methods(["GET", "POST"])
def report_erratum(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a version in preparation says was wrong before it."""
    report = report_in_scope(request, pk, Permission.REPORT_PREPARE)
    if report.state != ReportState.DRAFT or not needs_erratum(
        Report.objects.family(report), report.version
    ):
        messages.info(request, "There is no erratum to write on this version.")
        return redirect("report_detail", pk)
    page = _about(report, "What this version puts right", "The erratum was saved.")
    form = opened(ErratumForm, request, row=report)
    return ask(request, form, page, partial(services.edit_erratum, report=report))


@require_http_methods(["GET", "POST"])
def report_received(request: HttpRequest, pk: int) -> HttpResponse:
    """One press by somebody who was sent the report: I have it."""
    report, user = report_in_scope(request, pk), person(request)
    delivery = report.deliveries.select_related("report").filter(user=user).first()
    if delivery is None:
        raise PermissionDenied("This report was not sent to you, so there is nothing to confirm.")
    page = _about(
        report,
        "Say that you have it",
        RECEIVED,
        template="reporting/report_received.html",
        context={"delivery": delivery},
        leave="Read the report and its documents",
    )
    form = opened(ReceiptForm, request)
    return ask(request, form, page, partial(services.confirm_receipt, delivery=delivery))


@require_POST
def report_send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it once more to somebody whom it did not reach."""
    seen = Report.objects.visible_to(request.user)
    rows = Delivery.objects.filter(report__in=seen).select_related("report")
    delivery: Delivery = get_object_or_404(rows, pk=pk)
    area_id = delivery.report.area_id
    if not may(person(request), Permission.REPORT_PREPARE, area_id):
        require(request.user, Permission.REPORT_ISSUE, area_id)
    pressed(request, partial(services.send_again, delivery=delivery), AGAIN)
    return redirect("report_detail", delivery.report_id)


def _about(report: Report, heading: str, done: str, **more: Unpack[PageParts]) -> FormPage:
    caption = f"{report.title}, version {report.version}"
    parts: PageParts = {"caption": caption, **more}
    return report_form(report, heading, done, **parts)


def _facts(report: Report) -> list[tuple[str, str]]:
    """What is about to go out."""
    pdf = report.files.filter(format=FileFormat.PDF, state=FileState.READY).first()
    return [
        ("Marking", report.get_marking_display()),
        ("Version", str(report.version)),
        ("Prepared by", str(report.prepared_by or "")),
        ("The PDF’s SHA-256", pdf.sha256 if pdf else "The PDF is not ready yet."),
    ]


def _dealt_with(request: HttpRequest, report: Report) -> HttpResponse:
    """A button pressed twice, or by the second of two chairs: what became of it is on its page."""
    done = {
        ReportState.DRAFT: "This version is still in preparation.",
        ReportState.RETURNED: f"This version was sent back by {report.returned_by}.",
        ReportState.ISSUED: f"This version was issued by {report.issued_by}. It went out once.",
    }
    messages.info(request, done[ReportState(report.state)])
    return redirect("report_detail", report.pk)
