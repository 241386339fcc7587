"""Inspections, audits and the like: by what a committee learns how well it does."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Shared, shared_by_somebody
from assurance.enums import ActivityKind, Grade
from assurance.querysets import ActivityQuerySet, OfActivityQuerySet
from assurance.rules.facts import ActivityColumns, ActivityFacts, JudgementColumns
from audit.enums import Kind
from audit.models import Thing, columns
from committees.models import Area
from guard.fields import LineField, LinesField
from plans.models import Plan
from timescales.date_format import long_day

NO_DAY = "Day not known"


class Activity(Shared):
    """One inspection, audit, self-evaluation, survey, observation or other scrutiny.

    `reported_on` is the day of its report, or where nobody knows it (`undated`) the day on which it
    came into the register: `dated` says then what is known ("2019"). `follows` is the inspection
    whose progress it reviews; `good_or_better` of the `sample` were graded good or better. It is a
    draft until a named person shares it.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="assurance_activities")
    kind = models.CharField(max_length=20, choices=ActivityKind)
    title = LineField(max_length=200)
    looked_by = LineField(max_length=200, blank=True)
    starts = models.DateField(null=True, blank=True)
    reported_on = models.DateField()
    undated = models.BooleanField(default=False)
    dated = LineField(max_length=60, blank=True)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="progress_reviews"
    )
    link_inspector = LineField(max_length=200, blank=True)
    action_plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sample = models.PositiveIntegerField(null=True, blank=True)
    good_or_better = models.PositiveIntegerField(null=True, blank=True)
    went_well = LinesField(max_length=4000, blank=True)
    to_improve = LinesField(max_length=4000, blank=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = ActivityQuerySet["Activity"].as_manager()

    class Meta:
        verbose_name_plural = "activities"
        ordering = ["-reported_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "kind", "title", "reported_on"], name="activity_once"
            ),
            models.CheckConstraint(
                condition=Q(good_or_better__isnull=True)
                | Q(sample__isnull=False, good_or_better__lte=F("sample")),
                name="good_or_better_of_a_sample",
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(starts__lte=F("reported_on")),
                name="activity_days_in_order",
            ),
            shared_by_somebody("activity_is_shared_by_somebody"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def when(self) -> str:
        """The day of its report in words, or what is known of it."""
        return self.dated or NO_DAY if self.undated else long_day(self.reported_on)

    @property
    def named(self) -> str:
        """Its title with the year of its report, or what is known of that."""
        when = self.dated if self.undated else str(self.reported_on.year)
        return f"{self.title} ({when})" if when else self.title

    def facts(self) -> ActivityFacts:
        """What is said of it, as a form gives it."""
        return ActivityFacts(
            kind=ActivityKind(self.kind),
            title=self.title,
            reported_on=None if self.undated else self.reported_on,
            dated=self.dated,
            looked_by=self.looked_by,
            starts=self.starts,
            follows=self.follows_id,
            link_inspector=self.link_inspector,
            action_plan=self.action_plan_id,
            sample=self.sample,
            good_or_better=self.good_or_better,
            went_well=self.went_well,
            to_improve=self.to_improve,
        )

    def thing(self) -> Thing:
        state = columns(self, ActivityColumns.__annotations__)
        return Thing(Kind.ACTIVITY, self.pk, plan_id=None, area_id=self.area_id, state=state)


class Judgement(models.Model):
    """A statement, or a quality indicator, as the report of an activity has it, with its grade on
    the six-point scale, or `in_words` on another's scale ("Requires improvement")."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="judgements")
    statement = LineField(max_length=300)
    grade = models.PositiveSmallIntegerField(null=True, blank=True, choices=Grade)
    in_words = LineField(max_length=100, blank=True)
    position = models.PositiveSmallIntegerField()

    objects = OfActivityQuerySet["Judgement"].as_manager()

    class Meta:
        ordering = ["activity", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "statement"], name="judgement_once"),
            models.CheckConstraint(
                condition=Q(grade__isnull=True) | Q(grade__gte=1, grade__lte=6),
                name="grade_on_six_points",
            ),
            models.CheckConstraint(
                condition=Q(grade__isnull=True) | Q(in_words=""), name="graded_on_one_scale"
            ),
        ]

    def __str__(self) -> str:
        return self.statement

    @property
    def graded(self) -> str:
        """The grade in words, "" where there is none."""
        return Grade(self.grade).label if self.grade else self.in_words

    def thing(self) -> Thing:
        state, area_id = columns(self, JudgementColumns.__annotations__), self.activity.area_id
        return Thing(Kind.JUDGEMENT, self.pk, plan_id=None, area_id=area_id, state=state)
