"""What a page of an edition is about, and what stands round a form about it."""

from __future__ import annotations

from typing import Unpack

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.roles import Permission
from committees.permissions import may, permitted
from committees.querysets import Actor
from editions.models import ReportEdition
from reporting.models import Report
from web.form_page import Crumbs, FormPage, PageParts

RELATED = ("area", "report__plan__area", "prepared_by", "issued_by", "ended_by", "figures_edition")


def edition_in_scope(
    request: HttpRequest, pk: int, permission: Permission | None = None
) -> ReportEdition:
    """The edition. 404 where the person may not know of it, 403 without `permission`."""
    rows = ReportEdition.objects.select_related(*RELATED)
    edition = get_object_or_404(rows.visible_to(request.user), pk=pk)
    return permitted(request.user, edition, rows, permission)


def inside(user: Actor, edition: ReportEdition) -> bool:
    """Whether somebody knows of editions before they are issued."""
    return may(user, Permission.REPORT_READ, edition.area_id)


def edition_address(edition: ReportEdition) -> str:
    return reverse("report_edition", args=[edition.pk])


def crumbs_of(report: Report, user: Actor, *rest: tuple[str, str]) -> Crumbs:
    """By the report where the person reads reports; else by the list of editions alone."""
    if not Report.objects.visible_to(user).filter(pk=report.pk).exists():
        return [("Editions", reverse("report_edition_list")), *rest]
    there = reverse("report_detail", args=[report.pk])
    return [("Reports", reverse("report_list")), (report.title, there), *rest]


def edition_form(
    request: HttpRequest, edition: ReportEdition, heading: str, done: str, **more: Unpack[PageParts]
) -> FormPage:
    """A form about an edition, below its page."""
    back = edition_address(edition)
    name = f"{edition.name} {edition.number}"
    parts: PageParts = {"caption": f"{edition.report.title}: {name.lower()}", **more}
    return FormPage(
        heading=heading,
        back=back,
        done=done,
        breadcrumbs=crumbs_of(edition.report, request.user, (name, back), (heading, "")),
        **parts,
    )
