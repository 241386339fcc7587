"""Plans of others that an area's actions serve, and which action serves which."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Spell
from actions.models import Action
from audit.enums import Kind
from audit.models import Thing, columns
from committees.models import Area
from connections.querysets import ConnectionQuerySet, OtherPlanQuerySet
from connections.rules.facts import OtherPlanColumns, OtherPlanFacts
from guard.fields import LineField, LinkField


class OtherPlan(models.Model):
    """A plan or programme that somebody else keeps: the children's services plan, public
    protection, a national programme. `address` and `edition` say where its words come from."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="other_plans")
    name = LineField(max_length=200)
    owner = LineField(max_length=200, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    address = LinkField(max_length=1000, blank=True)
    edition = LineField(max_length=100, blank=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = OtherPlanQuerySet["OtherPlan"].as_manager()

    class Meta:
        ordering = ["area", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "name", "edition"], name="other_plan_once"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="other_plan_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.edition})" if self.edition else self.name

    def facts(self) -> OtherPlanFacts:
        """What is said of it, as a form gives it."""
        return OtherPlanFacts(
            name=self.name,
            owner=self.owner,
            starts=self.starts,
            ends=self.ends,
            address=self.address,
            edition=self.edition,
        )

    def thing(self) -> Thing:
        state = columns(self, OtherPlanColumns.__annotations__)
        return Thing(Kind.OTHER_PLAN, self.pk, plan_id=None, area_id=self.area_id, state=state)


class Connection(Spell):
    """An action serves another plan, from a moment to a moment: a row that has ended stays."""

    other_plan = models.ForeignKey(OtherPlan, on_delete=models.PROTECT, related_name="connections")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="connections")

    objects = ConnectionQuerySet["Connection"].as_manager()

    class Meta:
        ordering = ["other_plan", "action__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["other_plan", "action"],
                condition=Q(ended_at__isnull=True),
                name="action_once_for_other_plan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}, {self.other_plan}"
