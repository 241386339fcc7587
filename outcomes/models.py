from django.db import models

from audit.enums import Kind
from audit.models import Thing
from guard.fields import LineField, LinesField
from outcomes.rules.facts import MeasureFacts, OutcomeFacts
from plans.models import Heading, Plan
from plans.querysets import ByPlanQuerySet


class HighLevelOutcome(models.Model):
    """A plan's standing outcome, beside the tree, that headings and actions contribute to."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="high_level_outcomes")
    number = LineField(max_length=10)
    text = LinesField(max_length=2000)
    position = models.PositiveSmallIntegerField()
    headings = models.ManyToManyField(Heading, blank=True, related_name="high_level_outcomes")
    row_version = models.PositiveIntegerField(default=1)

    objects = ByPlanQuerySet["HighLevelOutcome"].as_manager()

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="outcome_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"

    def thing(self) -> Thing:
        facts: OutcomeFacts = {
            "number": self.number,
            "text": self.text,
            "position": self.position,
            "headings": sorted(heading.pk for heading in self.headings.all()),
        }
        return Thing(Kind.OUTCOME, self.pk, self.plan_id, self.plan.area_id, state=facts)


class Measure(models.Model):
    """How a committee will know: words with their sources of evidence; a number is optional."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="measures")
    text = LinesField(max_length=2000)
    evidence_sources = LinesField(blank=True, max_length=2000)
    position = models.PositiveSmallIntegerField()
    row_version = models.PositiveIntegerField(default=1)

    objects = ByPlanQuerySet["Measure"].as_manager()

    class Meta:
        ordering = ["plan", "position", "pk"]

    def __str__(self) -> str:
        return self.text

    def thing(self) -> Thing:
        facts: MeasureFacts = {
            "text": self.text,
            "evidence_sources": self.evidence_sources,
            "position": self.position,
        }
        return Thing(Kind.MEASURE, self.pk, self.plan_id, self.plan.area_id, state=facts)
