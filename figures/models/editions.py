"""What an audience may see, and what it was told."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from audit.enums import Kind
from audit.models import Thing
from committees.models import Area
from committees.querysets import InAreaQuerySet
from figures.enums import DEFAULT_THRESHOLD, Audience, ChangeState, EditionState, Method
from figures.models.indicators import Category, Indicator
from figures.models.issue import Issue
from figures.querysets import EditionQuerySet, ExactQuerySet
from figures.rules.facts import AudienceFacts
from guard.fields import LineField, LinesField


class AudienceRule(models.Model):
    """What the committee decided for an audience: numbers from 1 to `threshold` are hidden."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="audience_rules")
    audience = models.CharField(max_length=20, choices=Audience)
    method = models.CharField(max_length=10, choices=Method)
    threshold = models.PositiveSmallIntegerField(
        default=DEFAULT_THRESHOLD, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    # whether a true nought is shown: it is hidden with the small numbers otherwise
    zero_shown = models.BooleanField(default=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = InAreaQuerySet["AudienceRule"].as_manager()

    class Meta:
        ordering = ["area", "audience"]
        constraints = [
            models.UniqueConstraint(fields=["area", "audience"], name="one_rule_an_audience"),
            models.CheckConstraint(
                condition=~Q(audience=Audience.PUBLIC, method=Method.EXACT),
                name="nothing_exact_for_the_public",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_audience_display()}: {self.get_method_display()}"

    def thing(self) -> Thing:
        facts: AudienceFacts = {
            "method": self.method,
            "threshold": self.threshold,
            "zero_shown": self.zero_shown,
        }
        return Thing(Kind.AUDIENCE, self.pk, plan_id=None, area_id=self.area_id, state=facts)


class RuleChange(models.Model):
    """A rule for an audience that would show it more: proposed by one person, confirmed by
    another. While it waits nothing changes."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="rule_changes")
    audience = models.CharField(max_length=20, choices=Audience)
    method = models.CharField(max_length=10, choices=Method)
    threshold = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    zero_shown = models.BooleanField(default=True)
    # who decided it and where: "Committee, 16 December 2026"
    reason = LinesField(max_length=2000)
    state = models.CharField(max_length=10, choices=ChangeState, default=ChangeState.WAITING)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = InAreaQuerySet["RuleChange"].as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ChangeState.CONFIRMED)
                | Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by")),
                name="rule_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state=ChangeState.WAITING, decided_at__isnull=True)
                | ~Q(state=ChangeState.WAITING) & Q(decided_at__isnull=False),
                name="rule_decided_at_a_moment",
            ),
            models.UniqueConstraint(
                fields=["area", "audience"],
                condition=Q(state=ChangeState.WAITING),
                name="one_waiting_rule",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_audience_display()}: {self.get_method_display()}"


class Lifting(models.Model):
    """A named person lets one hidden number be printed for an audience, and says why."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="liftings")
    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    period_start = models.DateField()
    period_end = models.DateField()
    audience = models.CharField(max_length=20, choices=Audience)
    reason = LinesField(max_length=2000)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    lifted_at = models.DateTimeField()

    objects = ExactQuerySet["Lifting"].as_manager()

    class Meta:
        ordering = ["indicator", "period_end", "pk"]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.period_end}"


class Edition(Issue):
    """All figures that an audience was told at once. `said` is canonical JSON text in the form of
    `published_numbers`, with what is hidden left out, and `sha256` the hash of its bytes. What was
    issued can be read by anybody who has it and is a fact for every later edition."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="editions")
    audience = models.CharField(max_length=20, choices=Audience)
    number = models.PositiveIntegerField()
    title = LineField(max_length=200)
    as_of = models.DateField()
    said = models.TextField()
    # for those who see exact numbers: what was asked for, and why each hidden number is hidden
    workings: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)

    objects = EditionQuerySet["Edition"].as_manager()

    class Meta:
        ordering = ["area", "audience", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "audience", "number"], name="edition_number_once"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="edition_has_its_hash"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(EditionState.ISSUED, EditionState.WITHDRAWN))
                | Q(issued_by__isnull=False, issued_at__isnull=False),
                name="edition_issued_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(issued_by__isnull=True)
                | Q(prepared_by__isnull=True)
                | ~Q(issued_by=F("prepared_by")),
                name="edition_issued_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return self.title
