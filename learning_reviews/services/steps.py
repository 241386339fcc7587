"""Writes of the stages that a review comes to."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services.edits import locked
from committees.models import Post
from learning_reviews.enums import Course, Reason, Stage
from learning_reviews.models import Review, Step
from learning_reviews.rules.stages import Taken, fault_of, last_of
from learning_reviews.services.entries import enter
from timescales.date_format import long_day

RESTED_ON = "What was recorded after this stage rests on it. Take that back first."
NO_FINDINGS_YET = "Findings of its report are written down. Take them out first."


@transaction.atomic
def record_step(
    *,
    by: User,
    review: Review,
    stage: Stage,
    on: date,
    course: Course | None = None,
    reason: Reason | None = None,
    post: Post | None = None,
) -> Step:
    """A stage that a review came to; where the same is recorded already nothing is written.

    Raises ValidationError beside the field for what cannot be so.
    """
    review = locked(review, "area")
    new = Taken(stage=stage, on=on, course=course, reason=reason, post=post.pk if post else None)
    steps = list(review.steps.filter(ended_at=None))
    if same := next((row for row in steps if row.taken() == new), None):
        return same
    said = fault_of([row.taken() for row in steps], new, timezone.localdate())
    if post and post.area_id != review.area_id:
        said["post"] = "Choose a post of this area."
    if said:
        raise ValidationError(said)
    step = Step.objects.create(
        review=review,
        stage=stage,
        on=on,
        course=course or "",
        reason=reason or "",
        post_key=new.post,
        added_at=timezone.now(),
    )
    enter(review, by, "recorded stage of learning review", _told(step, post))
    return step


@transaction.atomic
def take_back_step(*, by: User, step: Step) -> Step:
    """A stage was recorded wrongly. The row stays, with its end.

    Raises ValidationError where something that was recorded since rests on it.
    """
    review = locked(step.review, "area")
    step = locked(step)
    if step.ended_at is None:
        steps = [row.taken() for row in review.steps.filter(ended_at=None)]
        if Stage(step.stage) not in last_of(steps):
            raise ValidationError(RESTED_ON)
        if step.stage == Stage.REPORTED and review.findings.exists():
            raise ValidationError(NO_FINDINGS_YET)
        step.ended_at = timezone.now()
        step.save(update_fields=["ended_at"])
        enter(review, by, "took back stage of learning review", _told(step, None))
    return step


def _told(step: Step, post: Post | None) -> str:
    words = [f"{step.get_stage_display()} on {long_day(step.on)}"]
    words += [text for text in (step.get_course_display(), step.get_reason_display()) if text]
    return ", ".join([*words, *([post.title] if post else [])])
