"""What a page of figures is about, and what stands round a form of it."""

from typing import Any, Unpack

from django.http import HttpRequest
from django.urls import reverse

from accounts.roles import Permission
from committees.models import Area
from committees.views.scope import area_crumbs, row_in_scope
from figures.models import Indicator
from web.form_page import Crumbs, FormPage, PageParts


def indicator_in_scope(
    request: HttpRequest, pk: int, permission: Permission | None = None
) -> Indicator:
    """The indicator. 404 for those who may not know of it, 403 without `permission`."""
    rows = Indicator.objects.select_related("area", "post", "set")
    return row_in_scope(request, rows, permission, pk=pk)


def figure_crumbs(area: Area, *rest: tuple[str, str]) -> Crumbs:
    """From the area over its figures to `rest`."""
    return area_crumbs(area, ("Figures", reverse("figure_list", args=[area.slug])), *rest)


def figures_form(
    area: Area, heading: str, done: Any, back: str = "figure_list", **more: Unpack[PageParts]
) -> FormPage:
    """A form about an area's figures, below their list."""
    parts: PageParts = {"caption": area.name, **more}
    return FormPage(
        heading=heading,
        back=reverse(back, args=[area.slug]),
        done=done,
        breadcrumbs=figure_crumbs(area, (heading, "")),
        **parts,
    )


def indicator_form(
    indicator: Indicator, heading: str, done: Any, **more: Unpack[PageParts]
) -> FormPage:
    """A form about an indicator, below its page."""
    back = reverse("indicator", args=[indicator.pk])
    parts: PageParts = {"caption": str(indicator), **more}
    return FormPage(
        heading=heading,
        back=back,
        done=done,
        breadcrumbs=figure_crumbs(indicator.area, (str(indicator), back), (heading, "")),
        **parts,
    )
