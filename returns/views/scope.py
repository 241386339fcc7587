"""What a page of returns is about, who may write there, and what stands round a form of it."""

from datetime import date
from typing import Any, Unpack

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Permission
from accounts.views import person
from committees.models import Area
from committees.permissions import may
from committees.views.scope import area_crumbs, row_in_scope
from returns.models import CourseQuestion, Duty, Entry, Return
from returns.queries.writers import may_write
from web.form_page import Crumbs, FormPage, PageParts

P = Permission
NOT_YOURS = "Returns are written by the chair of the sub-committee, and by who stands in."


def duty_in_scope(request: HttpRequest, pk: int, permission: Permission | None = None) -> Duty:
    """What a sub-committee owes. 404 outside the person's areas, 403 without `permission`."""
    return row_in_scope(request, Duty.objects.select_related("area", "body"), permission, pk=pk)


def writes(request: HttpRequest, duty: Duty) -> bool:
    """Whether the person writes for the sub-committee, or may in its chair's place."""
    user = person(request)
    if may(user, P.RETURN_KEEP, duty.area_id):
        return True
    return may(user, P.RETURN_WRITE, duty.area_id) and may_write(user, duty, timezone.localdate())


def require_writes(request: HttpRequest, duty: Duty) -> None:
    if not writes(request, duty):
        raise PermissionDenied(NOT_YOURS)


def return_in_scope(request: HttpRequest, pk: int, permission: Permission | None = None) -> Return:
    """A sending or a draft; without a `permission` for somebody who may write it."""
    rows = Return.objects.select_related("duty__area", "duty__body")
    row = row_in_scope(request, rows, permission, pk=pk)
    if permission is None:
        require_writes(request, row.duty)
    return row


def entry_in_scope(request: HttpRequest, pk: int) -> Entry:
    """One thing of a return, for somebody who may write it."""
    rows = Entry.objects.select_related("sending__duty__area", "sending__duty__body", "activity")
    row = row_in_scope(request, rows, pk=pk)
    require_writes(request, row.sending.duty)
    return row


def question_in_scope(request: HttpRequest, pk: int) -> CourseQuestion:
    """What is asked about a course, for somebody who may answer it."""
    rows = CourseQuestion.objects.select_related(
        "entry__sending__duty__area", "entry__sending__duty__body"
    )
    row = row_in_scope(request, rows, pk=pk)
    require_writes(request, row.entry.sending.duty)
    return row


def day_of(text: str) -> date:
    """The last day of a quarter, as an address has it; 404 for what is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404("No quarter ends on this day.") from error


def returns_crumbs(area: Area, *rest: tuple[str, str]) -> Crumbs:
    """From the area over its returns to `rest`."""
    returns = ("Returns", reverse("return_list", args=[area.slug]))
    return area_crumbs(area, returns, *rest)


def return_address(row: Return) -> str:
    return reverse("return_page", args=[row.duty_id, row.period_end.isoformat()])


def return_form(row: Return, heading: str, done: Any, **more: Unpack[PageParts]) -> FormPage:
    """A form about a return, below its page."""
    back = return_address(row)
    parts: PageParts = {"caption": f"{row.duty}, {row.period.name}", **more}
    return FormPage(
        heading=heading,
        back=back,
        done=done,
        breadcrumbs=returns_crumbs(row.duty.area, (row.duty.title, back), (heading, "")),
        **parts,
    )
