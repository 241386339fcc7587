"""What chief officers directed on reading a report, and what was answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.models import Action
from committees.models import Area, Meeting
from guard.fields import LineField, LinesField
from plans.models import Plan
from reporting.enums import DirectionState
from reporting.models.reports import Report
from reporting.querysets import DirectionQuerySet


class Direction(models.Model):
    """What chief officers told the committee to do, on reading a report (rule 9).

    Carried in every later report until it is closed. `given_by` is the body in words.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="directions")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="directions")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="directions")
    number = models.PositiveSmallIntegerField()
    text = LinesField(max_length=4000)
    given_by = LineField(max_length=200)
    given_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=DirectionState, default=DirectionState.OPEN)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_on = models.DateField(null=True)
    closing_note = LinesField(blank=True, max_length=4000)
    # where somebody wrote down what the group decided: at which meeting, and who decided
    closed_at = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="directions_closed"
    )
    closer_label = LineField(max_length=700, blank=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = DirectionQuerySet["Direction"].as_manager()

    class Meta:
        ordering = ["area", "number"]
        constraints = [
            models.UniqueConstraint(fields=["area", "number"], name="direction_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="direction_says_something"),
            models.CheckConstraint(
                condition=Q(state=DirectionState.OPEN, closed_by__isnull=True)
                & Q(closed_on__isnull=True)
                | Q(state=DirectionState.CLOSED, closed_by__isnull=False)
                & Q(closed_on__isnull=False)
                & ~Q(closing_note=""),
                name="direction_closed_has_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Direction {self.number}"


class DirectionAnswer(models.Model):
    """What was done about a direction: words, an action of the plan, or both. Appended."""

    direction = models.ForeignKey(Direction, on_delete=models.PROTECT, related_name="answers")
    text = LinesField(blank=True, max_length=4000)
    action = models.ForeignKey(
        Action, null=True, on_delete=models.PROTECT, related_name="directions_answered"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField()

    class Meta:
        ordering = ["direction", "answered_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(action__isnull=False), name="answer_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"Answer to {self.direction}"
