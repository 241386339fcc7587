"""What a page of a report's part is about, who gets in, and what stands round a form of it."""

from typing import Any, Unpack

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.roles import Permission
from committees.permissions import may, require
from narratives.permissions import in_office, may_write
from narratives.querysets import parts_visible_to
from reporting.models import Section
from reporting.views.scope import report_address, report_crumbs
from web.form_page import Crumbs, FormPage, PageParts

NOT_YOURS = "Your role here reads reports and does not write them."
NOT_YOURS_TO_READ = "Whoever prepares the report, or releases it, reads and agrees its parts."


def part_in_scope(request: HttpRequest, pk: int, key: str) -> Section:
    """A part of a report that the person sees being prepared, or that is asked of a post of
    theirs; 404 for any other."""
    rows = parts_visible_to(request.user).select_related(
        "report__area", "report__plan", "written_by"
    )
    part: Section = get_object_or_404(rows, report=pk, key=key)
    return part


def part_to_write(request: HttpRequest, pk: int, key: str) -> Section:
    """The same, for whoever may write it; 403 for those who only read it."""
    part = part_in_scope(request, pk, key)
    if not may_write(request.user, part):
        raise PermissionDenied(NOT_YOURS)
    return part


def part_to_be_asked(request: HttpRequest, pk: int, key: str) -> Section:
    """The same, for whoever prepares the area's reports; 403 for others who see the part."""
    part = part_in_scope(request, pk, key)
    require(request.user, Permission.REPORT_PREPARE, part.report.area_id)
    return part


def part_to_review(request: HttpRequest, pk: int, key: str) -> Section:
    """The same, for whoever reads and agrees parts of the area's reports; 403 for others."""
    part = part_in_scope(request, pk, key)
    if not in_office(request.user, part.report.area_id):
        raise PermissionDenied(NOT_YOURS_TO_READ)
    return part


def part_address(part: Section) -> str:
    return reverse("part_page", args=[part.report_id, part.key])


def reads_report(request: HttpRequest, part: Section) -> bool:
    """Whether the whole report is open to the person, and not this part alone."""
    return may(request.user, Permission.REPORT_READ, part.report.area_id)


def part_crumbs(request: HttpRequest, part: Section, *rest: tuple[str, str]) -> Crumbs:
    """From the list of reports, where the person has one, over the part to `rest`."""
    here = (part.heading, part_address(part) if rest else "")
    if not reads_report(request, part):
        return [here, *rest]
    return report_crumbs((part.report.title, report_address(part.report)), here, *rest)


def part_form(
    request: HttpRequest, part: Section, heading: str, done: Any, **more: Unpack[PageParts]
) -> FormPage:
    """A form about a part, below its page."""
    parts: PageParts = {"caption": part.report.title, **more}
    return FormPage(
        heading=heading,
        back=part_address(part),
        done=done,
        breadcrumbs=part_crumbs(request, part, (heading, "")),
        **parts,
    )
