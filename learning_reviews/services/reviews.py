"""Writes of reviews, of who may know of them, and of who read them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services.edits import GONE, locked
from committees.models import Area
from learning_reviews.enums import Stage
from learning_reviews.models import NamedPerson, Review
from learning_reviews.queries.people import keepers_of, keeping, nameable
from learning_reviews.services.entries import enter
from learning_reviews.services.steps import record_step

LAST_KEEPER = (
    "Nobody else who is named keeps the register, and somebody has to. Name another keeper first."
)
NO_KEEPER = "Choose a lead officer, chair or vice-chair of this area, with an open sign-in."
NOBODY_HERE = "Choose somebody who has a role in this area."


@transaction.atomic
def open_review(*, by: User, area: Area, key: UUID, notified_on: date) -> Review:
    """A review that was notified on a day, with `by` as the first who may know of it.

    `key` is drawn with the form, so that one that is sent twice opens one review. Raises
    ValidationError for a day that is still to come.
    """
    locked(area)
    if standing := Review.objects.filter(pk=key).first():
        if standing.opened_by_key != by.pk or standing.area_id != area.pk:
            raise ValidationError(GONE)
        return standing
    review = Review.objects.create(pk=key, area=area, opened_by_key=by.pk)
    NamedPerson.objects.create(review=review, person_key=by.pk, added_at=timezone.now())
    enter(review, by, "opened learning review")
    try:
        record_step(by=by, review=review, stage=Stage.NOTIFIED, on=notified_on)
    except ValidationError as refusal:
        raise ValidationError({"notified_on": refusal.messages}) from refusal
    return review


@transaction.atomic
def name_person(*, by: User, review: Review, person: User) -> NamedPerson:
    """Let somebody of the area know of a review. Nobody is mailed. Where they are named already
    nothing is written; raises ValidationError for somebody without a role there."""
    review = locked(review, "area")
    if standing := review.people.filter(person_key=person.pk, ended_at=None).first():
        return standing
    if not nameable(review.area).filter(pk=person.pk).exists():
        raise ValidationError({"person": NOBODY_HERE})
    row = NamedPerson.objects.create(review=review, person_key=person.pk, added_at=timezone.now())
    enter(review, by, "named person on learning review", str(person))
    return row


@transaction.atomic
def hand_over(*, by: User | None, area: Area, person: User) -> None:
    """Name somebody who keeps the register on every review of an area that nobody keeps any more.

    Raises ValidationError for somebody who does not keep it, and tells nothing else.
    """
    if not keeping(area.pk).filter(user=person).exists():
        raise ValidationError(NO_KEEPER)
    for row in Review.objects.filter(area=area).order_by("pk"):
        review = locked(row, "area")
        if not keepers_of(review):
            NamedPerson.objects.create(review=review, person_key=person.pk, added_at=timezone.now())
            enter(review, by, "named person on learning review", str(person))


@transaction.atomic
def end_naming(*, by: User, named: NamedPerson) -> NamedPerson:
    """Somebody is to know no more of a review. The row stays, with its end.

    Raises ValidationError where nobody would be left who keeps the register.
    """
    review = locked(named.review, "area")
    named = locked(named)
    if named.ended_at is None:
        if not keepers_of(review) - {named.person_key}:
            raise ValidationError(LAST_KEEPER)
        named.ended_at = timezone.now()
        named.save(update_fields=["ended_at"])
        person = User.objects.get(pk=named.person_key)
        enter(review, by, "ended naming on learning review", str(person))
    return named


@transaction.atomic
def note_reading(*, by: User, review: Review) -> None:
    """Write down that somebody read a review."""
    enter(locked(review, "area"), by, "read learning review")
