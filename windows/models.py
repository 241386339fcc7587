"""Update windows: the days in which leads are asked, and how they were given more."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from committees.models import Meeting
from guard.fields import LineField, LinesField
from plans.models import Plan
from plans.querysets import AskingQuerySet
from timescales.date_format import long_day
from windows.querysets import WindowReopeningQuerySet


class UpdateWindow(models.Model):
    """The days in which leads are asked for their updates, ahead of a committee meeting."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="windows")
    label = LineField(max_length=80)
    opens_on = models.DateField()
    closes_on = models.DateField()
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="windows"
    )
    # made from the committee's calendar: it moves with its meeting until it opens
    automatic = models.BooleanField(default=False)
    row_version = models.PositiveIntegerField(default=1)

    objects = AskingQuerySet["UpdateWindow"].as_manager()

    class Meta:
        ordering = ["plan", "opens_on"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "opens_on"], name="one_window_a_day"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="window_closes_after_opening"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class WindowReopening(models.Model):
    """A window that was given more days, and why. Appended, never changed."""

    window = models.ForeignKey(UpdateWindow, on_delete=models.PROTECT, related_name="reopenings")
    closed_on = models.DateField()
    until = models.DateField()
    reason = LinesField(max_length=2000)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reopened_on = models.DateField()

    objects = WindowReopeningQuerySet["WindowReopening"].as_manager()

    class Meta:
        ordering = ["window", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="reopening_has_reason"),
            models.CheckConstraint(
                condition=Q(until__gt=F("closed_on")), name="reopening_gives_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.window}, reopened until {long_day(self.until)}"
