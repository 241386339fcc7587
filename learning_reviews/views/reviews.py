"""One review: its page, its stages, and who may know of it."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.models import Post
from committees.permissions import may
from committees.rules.event_sentences import sentence
from committees.views.scope import row_in_scope
from learning_reviews import services
from learning_reviews.forms import NamePersonForm, StepForm
from learning_reviews.models import NamedPerson, Step
from learning_reviews.queries.people import known_by, nameable
from learning_reviews.queries.register import story_of, taken_of
from learning_reviews.rules.stages import next_stages
from learning_reviews.views.scope import (
    MARKING,
    register_crumbs,
    review_address,
    review_form,
    review_in_scope,
)
from web.form_page import ask, opened, pressed

P = Permission
OVER = "Every stage is recorded. Nothing comes after."


@require_safe
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The review, for those who are named on it. That they read it is recorded."""
    row = review_in_scope(request, pk)
    services.note_reading(by=person(request), review=row)
    story = story_of(request.user, row, timezone.localdate())
    people = known_by(row)
    context = {
        "review": row,
        "area": row.area,
        "story": story,
        "told": [(entry, sentence(entry)) for entry in story.entries],
        "known": [one for one in people if one.row.ended_at is None],
        "former": [one for one in people if one.row.ended_at is not None],
        "page_marking": MARKING,
        "keeps": may(request.user, P.REVIEW_KEEP, row.area_id),
        "breadcrumbs": register_crumbs(row.area, (str(row), "")),
    }
    return render(request, "learning_reviews/review.html", context)


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = review_in_scope(request, pk, P.REVIEW_KEEP)
    taken = taken_of(row)
    stages = next_stages(taken)
    page = review_form(
        row,
        "Record a stage",
        "The stage was recorded.",
        why_not="" if stages else OVER,
    )
    # a second press finds the stage there: the service says what came of it
    offered = [*stages, *(one.stage for one in taken if request.method == "POST")]
    posts = Post.objects.visible_to(request.user).filter(area=row.area_id).order_by("title", "pk")
    form = opened(StepForm, request, stages=offered, posts=posts)
    return ask(request, form, page, partial(services.record_step, review=row))


@require_POST
def step_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A stage was recorded wrongly."""
    rows = Step.objects.select_related("review__area")
    row = row_in_scope(request, rows, P.REVIEW_KEEP, pk=pk)
    write = partial(services.take_back_step, step=row)
    pressed(request, write, "The stage was taken back. The record keeps that it stood here.")
    return redirect(review_address(row.review))


@require_http_methods(["GET", "POST"])
def name_person(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = review_in_scope(request, pk, P.REVIEW_KEEP)
    people = nameable(row.area)
    if request.method == "GET":  # a second press finds them named: the service says so
        known = row.people.filter(ended_at=None).order_by()
        people = people.exclude(pk__in=known.values("person_key"))
    page = review_form(
        row,
        "Name somebody",
        "They see it now, and stand among those who may know of it.",
        why_not="" if people else "Everybody with a role in this area is named already.",
    )
    form = opened(NamePersonForm, request, people=people)
    return ask(request, form, page, partial(services.name_person, review=row))


@require_POST
def unname(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody is to know no more of a review: oneself too."""
    rows = NamedPerson.objects.select_related("review__area")
    row = row_in_scope(request, rows, P.REVIEW_KEEP, pk=pk)
    write = partial(services.end_naming, named=row)
    done = pressed(request, write, "They see it no more. The record keeps until when they did.")
    if done and row.person_key == person(request).pk:
        return redirect("learning_review_list", row.review.area.slug)
    return redirect(review_address(row.review))
