"""What a page of a learning review is about, and what stands round a form of it."""

from typing import Any, Final, Unpack
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from accounts.roles import Permission
from committees.models import Area
from committees.views.scope import area_crumbs, row_in_scope
from learning_reviews.models import Review, ReviewFinding
from web.form_page import Crumbs, FormPage, PageParts

MARKING: Final = "OFFICIAL-SENSITIVE"


def review_in_scope(request: HttpRequest, pk: UUID, permission: Permission | None = None) -> Review:
    """The review. 404 for everybody who is not named on it, whether there is one or not; 403 for
    those who are and do not keep the register."""
    rows = Review.objects.select_related("area")
    return row_in_scope(request, rows, permission, pk=pk)


def finding_in_scope(request: HttpRequest, pk: UUID) -> ReviewFinding:
    """The finding, for somebody who is named and keeps the register."""
    rows = ReviewFinding.objects.select_related("review__area")
    return row_in_scope(request, rows, Permission.REVIEW_KEEP, pk=pk)


def register_crumbs(area: Area, *rest: tuple[str, str]) -> Crumbs:
    """From the area over its register to `rest`."""
    register = ("Learning reviews", reverse("learning_review_list", args=[area.slug]))
    return area_crumbs(area, register, *rest)


def review_address(review: Review) -> str:
    return reverse("learning_review", args=[review.pk])


def review_form(review: Review, heading: str, done: Any, **more: Unpack[PageParts]) -> FormPage:
    """A form about a review, below its page."""
    back = review_address(review)
    marked = {"page_marking": MARKING}
    parts: PageParts = {"caption": str(review), "context": marked, **more}
    return FormPage(
        heading=heading,
        back=back,
        done=done,
        breadcrumbs=register_crumbs(review.area, (str(review), back), (heading, "")),
        **parts,
    )
