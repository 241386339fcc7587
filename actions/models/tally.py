"""How much of recurring work was done: one line for all that fell due in a stretch of days."""

from django.db import models
from django.db.models import F, Q

from actions.models.action import Action
from actions.models.record import ProgressUpdate
from actions.querysets import ByActionQuerySet
from guard.fields import LinesField


class Tally(models.Model):
    """ "9 of 12 done", and why not the others. Appended, never changed.

    `due` is what had fallen due from `since` to `until` when it was answered, whatever becomes of
    the calendar. It stands with the update that says so in words, with its author and its day.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="tallies")
    update_told = models.OneToOneField(
        ProgressUpdate, on_delete=models.PROTECT, related_name="tally"
    )
    since = models.DateField()
    until = models.DateField()
    due = models.PositiveSmallIntegerField()
    done = models.PositiveSmallIntegerField()
    why = LinesField(blank=True, max_length=4000)

    objects = ByActionQuerySet["Tally"].as_manager()

    class Meta:
        verbose_name_plural = "tallies"
        ordering = ["action", "until", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="tally_days_in_order"),
            models.CheckConstraint(condition=Q(due__gte=1), name="tally_is_of_something"),
            models.CheckConstraint(
                condition=Q(done__gte=F("due")) | ~Q(why=""), name="tally_short_has_why"
            ),
            models.UniqueConstraint(fields=["action", "since"], name="tally_once_a_stretch"),
        ]

    def __str__(self) -> str:
        return f"{self.done} of {self.due} done"
