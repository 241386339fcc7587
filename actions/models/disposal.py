"""What is to become of an open action when its plan ends."""

from django.db import models
from django.db.models import F, Q

from actions.enums import Way
from actions.models.action import Action
from actions.querysets import ByActionQuerySet
from guard.fields import LineField, LinesField


class Disposal(models.Model):
    """What somebody decided of one open action, kept while the end of the plan is worked out.

    Nothing is done by it before the plan is closed; from then on it does not change.
    """

    action = models.OneToOneField(Action, on_delete=models.PROTECT, related_name="disposal")
    way = models.CharField(max_length=10, choices=Way)
    into = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.PROTECT, related_name="taking_over"
    )
    reason = LinesField(blank=True, max_length=2000)
    by_label = LineField(max_length=200)
    decided_at = models.DateTimeField()
    row_version = models.PositiveIntegerField(default=1)

    objects = ByActionQuerySet["Disposal"].as_manager()

    class Meta:
        ordering = ["action__position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(way=Way.MERGE, into__isnull=False)
                | ~Q(way=Way.MERGE) & Q(into__isnull=True),
                name="disposal_merges_into_another",
            ),
            models.CheckConstraint(
                condition=~Q(into=F("action")), name="disposal_is_not_into_itself"
            ),
            models.CheckConstraint(
                condition=~Q(way=Way.WITHDRAW, reason=""), name="disposal_withdraws_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}: {self.get_way_display()}"
