"""How an area judges itself by a quality indicator, what shows it, and when it does so next."""

import operator
from functools import reduce

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Shared, shared_by_somebody
from actions.models import Action, ProgressUpdate
from assurance.enums import Grade
from assurance.models import Activity
from audit.enums import Kind
from audit.models import Thing, columns
from evaluation.models.frameworks import QualityIndicator
from evaluation.querysets import EvaluationQuerySet, EvidenceQuerySet, PlannedQuerySet
from evaluation.rules.facts import PlannedColumns
from figures.models import Edition, Indicator
from guard.fields import LinesField
from timescales.date_format import long_day
from voices.models import Voice


class Evaluation(Shared):
    """Of one indicator on a day.

    It is a draft until a named person shares it; then it stays as it is, and a later one takes its
    place (ADR 321).
    """

    indicator = models.ForeignKey(
        QualityIndicator, on_delete=models.PROTECT, related_name="evaluations"
    )
    on = models.DateField()
    grade = models.PositiveSmallIntegerField(null=True, blank=True, choices=Grade)
    known = LinesField(max_length=4000)
    to_improve = LinesField(max_length=4000, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    row_version = models.PositiveIntegerField(default=1)

    objects = EvaluationQuerySet["Evaluation"].as_manager()

    class Meta:
        ordering = ["indicator", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator"],
                condition=Q(shared_at__isnull=True),
                name="one_draft_of_an_indicator",
            ),
            models.CheckConstraint(
                condition=Q(grade__isnull=True) | Q(grade__gte=1, grade__lte=6),
                name="evaluation_on_six_points",
            ),
            shared_by_somebody("evaluation_is_shared_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"Self-evaluation: {self.indicator}"

    @property
    def judged(self) -> str:
        """The judgement in words."""
        return Grade(self.grade).label if self.grade else "No judgement"


THINGS = ("activity", "action", "indicator", "update", "voice")


class Evidence(models.Model):
    """One thing that an evaluation rests on: an entry of the assurance register, an action, a
    figure as an `edition` told it, a checked update, or what somebody said.

    `said` is what it said on the day `said_on`, when it was joined (ADR 351); nothing where that
    was not kept.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="evidence")
    activity = models.ForeignKey(Activity, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, null=True, on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, null=True, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="+")
    update = models.ForeignKey(
        ProgressUpdate, null=True, on_delete=models.PROTECT, related_name="+"
    )
    voice = models.ForeignKey(Voice, null=True, on_delete=models.PROTECT, related_name="+")
    said = LinesField(max_length=2500, blank=True)
    said_on = models.DateField(null=True)

    objects = EvidenceQuerySet["Evidence"].as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["evaluation", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=reduce(
                    operator.or_,
                    (Q(**{f"{one}__isnull": one != name for one in THINGS}) for name in THINGS),
                ),
                name="evidence_is_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(indicator__isnull=True, edition__isnull=True)
                | Q(indicator__isnull=False, edition__isnull=False),
                name="figure_as_an_edition_told_it",
            ),
            *(
                models.UniqueConstraint(
                    fields=["evaluation", name],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"{name}_shown_once",
                )
                for name in THINGS
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called."""
        if self.action:
            return f"Action {self.action.reference}"
        if self.update:
            day = long_day(self.update.as_at)
            return f"Update of action {self.update.action.reference}, {day}"
        if self.indicator:
            return f"{self.indicator.name}, as told in {self.edition}"
        return str(self.voice or self.activity)

    @property
    def page(self) -> str:
        """The name of the address that tells of it, and with `key` its address."""
        if self.action_id or self.update_id:
            return "action_detail"
        return next(name for name in ("activity", "indicator", "voice") if getattr(self, name))

    @property
    def key(self) -> int:
        if self.update:
            return self.update.action_id
        keys = (self.activity_id, self.action_id, self.indicator_id, self.voice_id)
        return next(key for key in keys if key)


class Planned(models.Model):
    """In the month of which day an area evaluates itself by an indicator; None: no more."""

    indicator = models.OneToOneField(
        QualityIndicator, on_delete=models.PROTECT, related_name="planned"
    )
    on = models.DateField(null=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = PlannedQuerySet["Planned"].as_manager()

    class Meta:
        verbose_name_plural = "planned"

    def __str__(self) -> str:
        return f"Programme: {self.indicator}"

    def thing(self) -> Thing:
        state = columns(self, PlannedColumns.__annotations__)
        return Thing(
            Kind.PLANNED,
            self.pk,
            plan_id=None,
            area_id=self.indicator.domain.framework.area_id,
            state=state,
        )
