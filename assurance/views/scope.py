"""What a page of the assurance register is about, and what stands round a form of it."""

from typing import Any, Unpack

from django.http import HttpRequest
from django.urls import reverse

from accounts.roles import Permission
from assurance.models import Activity, Finding
from committees.models import Area
from committees.views.scope import area_crumbs, row_in_scope
from web.form_page import Crumbs, FormPage, PageParts


def activity_in_scope(
    request: HttpRequest, pk: int, permission: Permission | None = None
) -> Activity:
    """The entry. 404 for those who may not know of it, 403 without `permission`."""
    rows = Activity.objects.select_related("area", "action_plan", "follows", "shared_by")
    return row_in_scope(request, rows, permission, pk=pk)


def finding_in_scope(
    request: HttpRequest, pk: int, permission: Permission = Permission.ASSURANCE_EDIT
) -> Finding:
    """The finding, for somebody who keeps the register or has another `permission`."""
    rows = Finding.objects.select_related("activity__area")
    return row_in_scope(request, rows, permission, pk=pk)


def register_crumbs(area: Area, *rest: tuple[str, str]) -> Crumbs:
    """From the area over its register to `rest`."""
    register = ("Assurance", reverse("assurance_list", args=[area.slug]))
    return area_crumbs(area, register, *rest)


def activity_address(activity: Activity) -> str:
    return reverse("activity", args=[activity.pk])


def activity_form(
    activity: Activity, heading: str, done: Any, **more: Unpack[PageParts]
) -> FormPage:
    """A form about an entry, below its page."""
    back = activity_address(activity)
    parts: PageParts = {"caption": str(activity), **more}
    return FormPage(
        heading=heading,
        back=back,
        done=done,
        breadcrumbs=register_crumbs(activity.area, (str(activity), back), (heading, "")),
        **parts,
    )
