"""What an activity found, and which actions came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Ended, Spell
from actions.models import Action
from assurance.enums import Verdict
from assurance.models.activities import Activity
from assurance.querysets import (
    FindingActionQuerySet,
    FindingDecisionQuerySet,
    OfActivityQuerySet,
)
from assurance.rules.facts import FindingColumns
from audit.enums import Kind
from audit.models import Thing, columns
from committees.models import Meeting
from guard.fields import LineField, LinesField
from timescales.date_format import long_day


class Finding(models.Model):
    """Something that an activity found and that is to be answered; `number` as its report has
    it."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="findings")
    number = LineField(max_length=20, blank=True)
    text = LinesField(max_length=2000)
    position = models.PositiveSmallIntegerField()
    row_version = models.PositiveIntegerField(default=1)

    objects = OfActivityQuerySet["Finding"].as_manager()

    class Meta:
        ordering = ["activity", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.text}".strip()

    @property
    def reference(self) -> str:
        """What people call it: its printed number, or its place in the report ("no. 2")."""
        return self.number or f"no. {self.position}"

    def thing(self) -> Thing:
        state = columns(self, FindingColumns.__annotations__)
        return Thing(
            Kind.FINDING, self.pk, plan_id=None, area_id=self.activity.area_id, state=state
        )


class FindingAction(Spell):
    """An action came of a finding, from a moment to a moment: a row that has ended stays."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="action_links")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="finding_links")

    objects = FindingActionQuerySet["FindingAction"].as_manager()

    class Meta:
        ordering = ["finding", "action__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "action"],
                condition=Q(ended_at__isnull=True),
                name="action_once_of_finding",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}, {self.finding.activity}: {self.finding.reference}"


class FindingDecision(Ended):
    """It was decided on a day, at a meeting or not, that no action comes of a finding (ADR 350). A
    row that was taken back stays, with its end."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=20, choices=Verdict)
    reason = LinesField(max_length=2000)
    decided_on = models.DateField()
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    objects = FindingDecisionQuerySet["FindingDecision"].as_manager()

    class Meta:
        ordering = ["finding", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding"],
                condition=Q(ended_at__isnull=True),
                name="one_decision_on_a_finding",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_by__isnull=False),
                name="decision_on_finding_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding}: {self.get_verdict_display()}"

    @property
    def words(self) -> str:
        """The verdict with its reason, in a line."""
        return f"{self.get_verdict_display()}. {self.reason}"

    @property
    def whose(self) -> str:
        """Who decided, when, and at which meeting."""
        by = f"Decided by {self.decided_by}, {long_day(self.decided_on)}"
        return f"{by}, at: {self.meeting}." if self.meeting else f"{by}."
