"""What a page of risks is about, and what stands round a form of it."""

from typing import Any, Unpack

from django.http import HttpRequest
from django.urls import reverse

from accounts.roles import Permission
from committees.models import Area
from committees.views.scope import area_crumbs, row_in_scope
from risks.models import Risk
from web.form_page import Crumbs, FormPage, PageParts


def risk_in_scope(request: HttpRequest, pk: int, permission: Permission | None = None) -> Risk:
    """The risk. 404 for those who may not know of it, 403 without `permission`."""
    rows = Risk.objects.select_related("area", "post", "shared_by")
    return row_in_scope(request, rows, permission, pk=pk)


def risk_crumbs(area: Area, *rest: tuple[str, str]) -> Crumbs:
    """From the area over its register to `rest`."""
    return area_crumbs(area, ("Risks", reverse("risk_list", args=[area.slug])), *rest)


def risk_address(risk: Risk) -> str:
    return reverse("risk", args=[risk.pk])


def risk_form(risk: Risk, heading: str, done: Any, **more: Unpack[PageParts]) -> FormPage:
    """A form about a risk, below its page."""
    back = risk_address(risk)
    parts: PageParts = {"caption": f"{risk}: {risk.event}", **more}
    return FormPage(
        heading=heading,
        back=back,
        done=done,
        breadcrumbs=risk_crumbs(risk.area, (str(risk), back), (heading, "")),
        **parts,
    )
