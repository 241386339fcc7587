"""How an area judges itself by a quality indicator, what shows it, and when it does so next."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from actions.models import Action
from assurance.enums import Grade
from assurance.models import Activity
from audit.enums import Kind
from audit.models import Thing, columns
from evaluation.models.frameworks import QualityIndicator
from evaluation.querysets import EvaluationQuerySet, EvidenceQuerySet, PlannedQuerySet
from evaluation.rules.facts import PlannedColumns
from guard.fields import LinesField


class Evaluation(models.Model):
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
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    shared_at = models.DateTimeField(null=True)
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
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True) | Q(shared_by__isnull=False),
                name="evaluation_is_shared_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Self-evaluation: {self.indicator}"

    @property
    def judged(self) -> str:
        """The judgement in words."""
        return Grade(self.grade).label if self.grade else "No judgement"


class Evidence(models.Model):
    """One thing that an evaluation rests on: an entry of the assurance register, or an action."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="evidence")
    activity = models.ForeignKey(Activity, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, null=True, on_delete=models.PROTECT, related_name="+")

    objects = EvidenceQuerySet["Evidence"].as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["evaluation", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(activity__isnull=True, action__isnull=False)
                | Q(activity__isnull=False, action__isnull=True),
                name="evidence_is_one_thing",
            ),
            *(
                models.UniqueConstraint(
                    fields=["evaluation", name],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"{name}_shown_once",
                )
                for name in ("activity", "action")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called."""
        return f"Action {self.action.reference}" if self.action else str(self.activity)


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
