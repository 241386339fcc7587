"""Findings of a review, and which actions came of them."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Permission
from actions.enums import Origin
from actions.forms.choices import NO_ACTION_YET, WhichActionForm
from actions.models import Action
from committees.views.scope import row_in_scope
from learning_reviews import services
from learning_reviews.forms import ReviewFindingForm
from learning_reviews.models import ReviewAction
from learning_reviews.views.scope import (
    finding_in_scope,
    review_address,
    review_form,
    review_in_scope,
)
from web.form_page import ask, opened, pressed

P = Permission
UNSEEN = (
    "Those who are named on this review see where the action came from, and nobody else. Its own "
    f"words are seen by everybody who reads the plan: leave “{Origin.LEARNING_REVIEW.label}” out "
    "of them."
)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = review_in_scope(request, pk, P.REVIEW_KEEP)
    page = review_form(row, "Add a finding", "The finding was added.")
    form = opened(ReviewFindingForm, request)
    return ask(request, form, page, partial(services.add_finding, review=row))


@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = finding_in_scope(request, pk)
    pressed(request, partial(services.remove_finding, finding=row), "The finding was taken out.")
    return redirect(review_address(row.review))


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An action that came of a finding."""
    row = finding_in_scope(request, pk)
    actions = Action.objects.visible_to(request.user).open_in(row.review.area_id)
    page = review_form(
        row.review,
        f"Which action came of finding {row.number}?",
        "The finding and the action belong together now.",
        lead=UNSEEN,
        why_not="" if actions else NO_ACTION_YET,
    )
    form = opened(WhichActionForm, request, actions=actions)
    return ask(request, form, page, partial(services.join_action, finding=row))


@require_POST
def part(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An action did not come of a finding after all."""
    rows = ReviewAction.objects.select_related("finding__review__area")
    link = row_in_scope(request, rows, P.REVIEW_KEEP, pk=pk)
    write = partial(services.part_action, link=link)
    pressed(request, write, "They do not belong together any more. The record keeps that they did.")
    return redirect(review_address(link.finding.review))
