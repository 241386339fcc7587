"""What a report tells of learning reviews: how many reports were published, and nothing else.

A report's readers are not named on reviews, and there is no edition for chief officers alone
(ADR 309). What was published is known to everybody.
"""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet

from audit.rules.days import Day
from documents.registers import ReportDay
from documents.schema.registers import RegisterRecord
from learning_reviews.enums import Stage
from learning_reviews.models import Step
from learning_reviews.rules.counts import published_part


def published(area: int | OuterRef) -> QuerySet[Step]:
    """The publications of an area's reviews that were not taken back."""
    return Step.objects.filter(review__area=area, stage=Stage.PUBLISHED, ended_at=None)


def told_of_reviews(day: ReportDay, then: Day) -> list[RegisterRecord]:
    """Its part of a report. One query; nothing where nothing was published by its day. It holds no
    words, so that nothing of it was otherwise `then`."""
    days = list(published(day.area).filter(on__lte=day.as_of).values_list("on", flat=True))
    return [published_part(days, since=day.period_start, until=day.as_of)] if days else []
