"""The register as one person sees it, opening a review, and the numbers for chief officers."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from committees.permissions import may
from committees.views.scope import area_crumbs, area_form, area_in_scope, area_page
from learning_reviews import services
from learning_reviews.forms import OpenReviewForm
from learning_reviews.queries.counts import counts_of
from learning_reviews.queries.register import register as lines_of
from learning_reviews.views.scope import MARKING, register_crumbs, review_address
from web.form_page import ask, opened

P = Permission


@require_safe
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """The reviews that the person is named on. The page of whoever is named on none is the same
    whether there are any or not."""
    area = area_in_scope(request, slug)
    lines = lines_of(request.user, area)
    context = area_page(
        request,
        area,
        "learning_review_list",
        lines=lines,
        page_marking=MARKING if lines else "",
        keeps=may(request.user, P.REVIEW_KEEP, area),
        counts=may(request.user, P.REVIEW_COUNT, area),
        breadcrumbs=area_crumbs(area, ("Learning reviews", "")),
    )
    return render(request, "learning_reviews/list.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, P.REVIEW_KEEP)
    page = area_form(
        area,
        "Open a learning review",
        "It is open, and you alone know of it. Name the others who may.",
        "It gets a reference that says nothing. No words are written down: not whose case it is, "
        "nor what happened.",
        below=("Learning reviews", "learning_review_list"),
    )
    form = opened(OpenReviewForm, request)
    write = partial(services.open_review, area=area)
    return ask(request, form, page, write, onward=review_address)


@require_safe
def numbers(request: HttpRequest, slug: str) -> HttpResponse:
    """How many there are at each stage: exact, for chief officers alone."""
    area = area_in_scope(request, slug, P.REVIEW_COUNT)
    today = timezone.localdate()
    context = area_page(
        request,
        area,
        "learning_review_list",
        counts=counts_of(area, today),
        today=today,
        page_marking=MARKING,
        breadcrumbs=register_crumbs(area, ("Numbers for chief officers", "")),
    )
    return render(request, "learning_reviews/numbers.html", context)
