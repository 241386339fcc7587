"""What a report tells of learning reviews: published ones, and nothing of any other."""

from datetime import date

import pytest
from django.db import transaction

from audit.rules.days import NOTHING_LATER
from documents.hash import digest
from documents.registers import checked, report_day, told_under
from learning_reviews.enums import Stage
from learning_reviews.models import Step
from learning_reviews.queries.report import published, told_of_reviews
from learning_reviews.services import record_step
from reporting.queries.reports import content_of
from tests import factories as make
from tests.learning_reviews.conftest import DAY, insiders, lived
from tests.reporting.scene import NOW, scene

pytestmark = pytest.mark.django_db


def day_of(content, area):
    return report_day(content, area=area.pk, frozen_at=NOW, since=None)


def frozen(one):
    """What is hashed of a report that is frozen, of which nothing stays."""
    with transaction.atomic():
        content = content_of(one.frozen().snapshot)
        transaction.set_rollback(True)
    return content


def test_report_of_an_area_is_the_same_with_a_review_as_without():
    one = scene()
    area, action = one.plan.area, one.plan.actions.first()
    people = insiders(area)
    before = frozen(one)

    story = lived(area, action, people)
    Step.objects.filter(stage=Stage.PUBLISHED).delete()

    assert digest(frozen(one)) == digest(before)
    assert list(published(area.pk)) == []
    record_step(by=story.keeper, review=story.review, stage=Stage.PUBLISHED, on=DAY)
    assert len(told_under(frozen(one), "learning_reviews")) == 1


def test_published_reports_are_counted_in_the_period_and_before(story):
    content = content_of(scene().frozen().snapshot)
    day = day_of(content, story.review.area)
    for on in (day.period_start, day.as_of, date(2020, 1, 1), date(2099, 1, 1)):
        make.StepFactory(review__area=story.review.area, stage=Stage.PUBLISHED, on=on)
    make.StepFactory(stage=Stage.PUBLISHED, on=day.as_of)
    gone = make.StepFactory(review__area=story.review.area, stage=Stage.PUBLISHED, on=day.as_of)
    Step.objects.filter(pk=gone.pk).update(ended_at=NOW)

    (record,) = told_of_reviews(day, NOTHING_LATER)

    assert checked(record)["told"][0].endswith(": 2. Before: 1.")
    assert (record["key"], record["tables"]) == ("learning_reviews", [])
