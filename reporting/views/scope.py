"""What a page of a report is about, and what stands round a form about it."""

from typing import Unpack

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.roles import Permission
from committees.permissions import may, permitted
from reporting.models import Report
from web.form_page import Crumbs, FormPage, PageParts

PAGE_RELATED = (
    "area", "plan__area", "plan__legend", "addressed_to", "considered_at__body", "prepared_by",
    "issued_by", "returned_by", "withdrawn_by", "snapshot", "next_plan",
    "corrects__returned_by", "corrects__corrects",
)  # fmt: skip
WRITERS = (Permission.REPORT_PREPARE, Permission.REPORT_ISSUE)


def report_in_scope(request: HttpRequest, pk: int, permission: Permission | None = None) -> Report:
    """The report. 404 where the person may not know of it, 403 without `permission`."""
    rows = Report.objects.select_related(*PAGE_RELATED)
    report = get_object_or_404(rows.visible_to(request.user), pk=pk)
    return permitted(request.user, report, rows, permission)


def report_to_write(request: HttpRequest, pk: int) -> Report:
    """The report, for whoever prepares it and for the chair; 403 for those who only read it."""
    report = report_in_scope(request, pk)
    if not any(may(request.user, one, report.area_id) for one in WRITERS):
        raise PermissionDenied("Your role here reads reports and does not write them.")
    return report


def report_crumbs(*rest: tuple[str, str]) -> Crumbs:
    """From the list of reports to `rest`."""
    return [("Reports", reverse("report_list")), *rest]


def report_form(report: Report, heading: str, done: str, **more: Unpack[PageParts]) -> FormPage:
    """A form about a report, below its page; `more` as FormPage has it."""
    back = report_address(report)
    parts: PageParts = {"caption": report.title, **more}
    return FormPage(
        heading=heading,
        back=back,
        done=done,
        breadcrumbs=report_crumbs((report.title, back), (heading, "")),
        **parts,
    )


def report_address(report: Report) -> str:
    return reverse("report_detail", args=[report.pk])
