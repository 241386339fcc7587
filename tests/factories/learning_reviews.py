"""Learning reviews: at which stage they stand, who is named on them, what they found."""

from datetime import UTC, date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from committees.models import Area
from learning_reviews.enums import Course, Reason, Stage, Theme
from learning_reviews.models import (
    Entry,
    NamedPerson,
    Review,
    ReviewAction,
    ReviewFinding,
    Step,
)
from learning_reviews.rules.stages import DECIDING, IN_ORDER
from learning_reviews.services.entries import enter
from tests.factories.actions import ActionFactory
from tests.factories.people import AreaFactory, PostFactory, UserFactory

AT = datetime(2026, 6, 5, 9, tzinfo=UTC)


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = Review

    area = factory.SubFactory(AreaFactory)
    opened_by_key = factory.LazyFunction(lambda: UserFactory.create().pk)


class NamedPersonFactory(DjangoModelFactory):
    """Somebody who has no role in the area, where none is given."""

    class Meta:
        model = NamedPerson

    review = factory.SubFactory(ReviewFactory)
    person_key = factory.LazyFunction(lambda: UserFactory.create().pk)
    added_at = AT


class StepFactory(DjangoModelFactory):
    class Meta:
        model = Step

    review = factory.SubFactory(ReviewFactory)
    stage = Stage.NOTIFIED
    on = date(2026, 6, 1)
    added_at = AT


class ReviewFindingFactory(DjangoModelFactory):
    class Meta:
        model = ReviewFinding

    review = factory.SubFactory(ReviewFactory)
    number = factory.Sequence(lambda n: n + 1)
    theme = Theme.DELIVERY


class ReviewActionFactory(DjangoModelFactory):
    class Meta:
        model = ReviewAction

    finding = factory.SubFactory(ReviewFindingFactory)
    action_key = factory.LazyAttribute(
        lambda row: ActionFactory.create(plan__area=row.finding.review.area).pk
    )
    added_at = AT


def review_entry(review: Review | None = None) -> Entry:
    """An entry of the record of a review."""
    return enter(review or ReviewFactory.create(), UserFactory.create(), "read learning review")


def reported_review(area: Area) -> Review:
    """A review that came to its report; the first who was named on it has no role."""
    review, post = ReviewFactory.create(area=area), PostFactory.create(area=area)
    NamedPersonFactory.create(review=review, added_at=AT - timedelta(hours=1))
    decided = {"course": Course.PROCEED, "reason": Reason.CRITERIA_MET, "post_key": post.pk}
    for stage in IN_ORDER[: IN_ORDER.index(Stage.REPORTED) + 1]:
        StepFactory.create(review=review, stage=stage, **(decided if stage in DECIDING else {}))
    return review
