"""Which figure an action came of, and which one shows whether it makes a difference."""

from django.db import models
from django.db.models import Q

from accounts.models import Spell
from actions.enums import IndicatorKind
from actions.models.action import Action
from actions.querysets import ActionIndicatorQuerySet
from figures.models import Indicator
from guard.fields import LineField


class ActionIndicator(Spell):
    """An action belongs to an indicator, from a moment to a moment: a row that has ended stays.

    `origin` says where it was decided: the committee's answer to a question, its meeting.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="indicator_links")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="action_links")
    kind = models.CharField(max_length=12, choices=IndicatorKind)
    origin = LineField(max_length=300, blank=True)

    objects = ActionIndicatorQuerySet["ActionIndicator"].as_manager()

    class Meta:
        ordering = ["indicator", "kind", "action__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "indicator", "kind"],
                condition=Q(ended_at__isnull=True),
                name="action_once_of_indicator",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}, {self.indicator}"
