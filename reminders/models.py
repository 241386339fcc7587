"""One step of asking one person."""

from django.conf import settings
from django.db import models

from actions.models.action import Action
from letters.models import Letter
from reminders.enums import ReminderKind
from reminders.querysets import ReminderQuerySet
from timescales.date_format import long_day
from windows.models import UpdateWindow


class Reminder(models.Model):
    """One step of asking one person: at most once, whoever presses or however often beat runs.

    `key` names the step ("window:12:reminder", "check:7"); `letter` is the e-mail that carried it,
    which may carry others of the same person's day.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminders"
    )
    kind = models.CharField(max_length=20, choices=ReminderKind)
    key = models.CharField(max_length=80)
    window = models.ForeignKey(
        UpdateWindow, null=True, on_delete=models.PROTECT, related_name="reminders"
    )
    actions = models.ManyToManyField(Action, related_name="reminders")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="reminders")
    sent_on = models.DateField()

    objects = ReminderQuerySet["Reminder"].as_manager()

    class Meta:
        ordering = ["sent_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="asked_once_a_step"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.user}, {long_day(self.sent_on)}"
