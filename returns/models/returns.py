"""A return as its writers sent it, and what the lead officer made of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from figures.rules.periods import Period
from guard.fields import LinesField
from returns.enums import Outcome
from returns.models.duties import Duty
from returns.querysets import OfReturnQuerySet, ReturnQuerySet


class Return(models.Model):
    """A sub-committee's account of a quarter. A draft until it is sent; from then on fixed: what is
    corrected is sent anew, under the next `number`, with the `reason`."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="sendings")
    period_start = models.DateField()
    period_end = models.DateField()
    number = models.PositiveSmallIntegerField()
    summary = LinesField(max_length=4000, blank=True)
    next_steps = LinesField(max_length=2000, blank=True)
    reason = LinesField(max_length=1000, blank=True)
    strategy_review = models.DateField(null=True, blank=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = ReturnQuerySet["Return"].as_manager()

    class Meta:
        ordering = ["duty", "period_end", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "period_end", "number"], name="return_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["duty", "period_end"],
                condition=Q(sent_at__isnull=True),
                name="one_draft_of_a_return",
            ),
            models.CheckConstraint(
                condition=Q(period_start__lt=F("period_end")), name="return_period_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty}, {self.period.name}"

    @property
    def period(self) -> Period:
        return Period(self.period_end, self.period_start)

    @property
    def is_draft(self) -> bool:
        return self.sent_at is None


class Check(models.Model):
    """What the lead officer made of one sending: accepted, or sent back with a note of what is
    wanted."""

    sending = models.OneToOneField(Return, on_delete=models.PROTECT, related_name="verdict")
    outcome = models.CharField(max_length=10, choices=Outcome)
    note = LinesField(max_length=2000, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField()

    objects = OfReturnQuerySet["Check"].as_manager()

    class Meta:
        ordering = ["sending"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=Outcome.ACCEPTED) | ~Q(note=""),
                name="return_sent_back_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sending}: {self.get_outcome_display()}"
