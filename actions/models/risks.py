"""Which actions belong to which risk: they came of it, or are done against it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actions.models.action import Action
from actions.querysets import ActionRiskQuerySet
from risks.models import Risk


class ActionRisk(models.Model):
    """An action belongs to a risk, from a day to a day: a row that has ended stays."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="risk_links")
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="action_links")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    added_on = models.DateField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField(null=True)

    objects = ActionRiskQuerySet["ActionRisk"].as_manager()

    class Meta:
        ordering = ["risk", "action__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "risk"],
                condition=Q(ended_on__isnull=True),
                name="action_once_of_risk",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("added_on")),
                name="action_risk_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}, {self.risk}"
