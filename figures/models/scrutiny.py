"""What people said of a figure: one sentence a period, and answers to what was asked of it."""

from django.conf import settings
from django.db import models

from figures.models.indicators import Indicator
from figures.querysets import ExactQuerySet
from guard.fields import LineField, LinesField


class Sentence(models.Model):
    """The one sentence that stands beside a figure of a period: drafted by rule from the numbers,
    edited by a person. The newest holds."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="sentences")
    period_end = models.DateField()
    drafted = LinesField(max_length=1000)
    text = LinesField(max_length=1000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    objects = ExactQuerySet["Sentence"].as_manager()

    class Meta:
        ordering = ["indicator", "period_end", "pk"]

    def __str__(self) -> str:
        return self.text


class Answer(models.Model):
    """The committee's answer to a scrutiny question in a quarter; the newest holds. The question
    stands with it as it was asked."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="answers")
    period_end = models.DateField()
    question = LineField(max_length=500)
    text = LinesField(max_length=4000)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField()

    objects = ExactQuerySet["Answer"].as_manager()

    class Meta:
        ordering = ["indicator", "period_end", "pk"]

    def __str__(self) -> str:
        return self.text
