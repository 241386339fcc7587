"""A framework of quality indicators, as its file has it: it stays as it was brought in."""

from django.db import models

from audit.enums import Kind
from audit.models import Thing, columns
from committees.models import Area
from evaluation.querysets import DomainQuerySet, FrameworkQuerySet, QualityIndicatorQuerySet
from evaluation.rules.facts import FrameworkColumns
from guard.fields import LineField, LinesField


class Framework(models.Model):
    """One edition of a published framework, brought in for an area (ADR 320). A later edition is a
    framework of its own."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="frameworks")
    name = LineField(max_length=200)
    source = LineField(max_length=300)
    edition = LineField(max_length=100)
    dated = models.DateField()

    objects = FrameworkQuerySet["Framework"].as_manager()

    class Meta:
        ordering = ["area", "-dated", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "name", "edition"], name="framework_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.edition})"

    def thing(self) -> Thing:
        state = columns(self, FrameworkColumns.__annotations__)
        return Thing(Kind.FRAMEWORK, self.pk, plan_id=None, area_id=self.area_id, state=state)


class Domain(models.Model):
    """A part of a framework under which quality indicators stand."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="domains")
    name = LineField(max_length=200)
    position = models.PositiveSmallIntegerField()

    objects = DomainQuerySet["Domain"].as_manager()

    class Meta:
        ordering = ["framework", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "name"], name="domain_once"),
        ]

    def __str__(self) -> str:
        return self.name


class QualityIndicator(models.Model):
    """What an area judges itself by, in the framework's own words and with its number."""

    domain = models.ForeignKey(Domain, on_delete=models.PROTECT, related_name="indicators")
    number = LineField(max_length=20)
    text = LinesField(max_length=1000)
    position = models.PositiveSmallIntegerField()

    objects = QualityIndicatorQuerySet["QualityIndicator"].as_manager()

    class Meta:
        ordering = ["domain", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["domain", "number"], name="quality_indicator_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"
