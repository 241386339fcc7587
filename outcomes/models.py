from django.conf import settings
from django.db import models
from django.db.models import F, Q

from audit.enums import Kind
from audit.models import Thing
from guard.fields import LineField, LinesField
from outcomes.enums import Good
from outcomes.querysets import MeasureQuerySet, ReadingQuerySet
from outcomes.rules import readings
from outcomes.rules.facts import MeasureFacts, OutcomeFacts
from outcomes.rules.numbers import plainly
from plans.models import Heading, Plan
from plans.querysets import ByPlanQuerySet
from timescales.date_format import iso

TARGET = ("target", "target_by", "target_agreed_on")


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
    """How a committee will know: words with their sources of evidence; a number is optional.

    A target stands only where one was agreed, with the day by which and the day on which it was.
    One that has readings is never taken out: it is not used any more from `ended_on` on.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="measures")
    text = LinesField(max_length=2000)
    evidence_sources = LinesField(blank=True, max_length=2000)
    position = models.PositiveSmallIntegerField()
    outcomes = models.ManyToManyField(HighLevelOutcome, blank=True, related_name="measures")
    unit = LineField(max_length=60, blank=True)
    good = models.CharField(max_length=10, choices=Good, default=Good.NEITHER)
    counts_children = models.BooleanField(default=False)
    baseline = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    baseline_words = LineField(max_length=300, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    target_by = models.DateField(null=True, blank=True)
    target_agreed_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = MeasureQuerySet["Measure"].as_manager()

    class Meta:
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__isnull": True for name in TARGET})
                | Q(**{f"{name}__isnull": False for name in TARGET}),
                name="measure_target_is_agreed",
            ),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True) | Q(baseline_on__isnull=False),
                name="measure_baseline_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def counted(self) -> bool:
        """Whether it has a number at all, beside its words."""
        return bool(self.unit)

    def facts(self) -> MeasureFacts:
        """What is said of it; to which outcomes it belongs is not looked up."""
        return {
            "text": self.text,
            "evidence_sources": self.evidence_sources,
            "position": self.position,
            "unit": self.unit,
            "good": str(self.good),
            "counts_children": self.counts_children,
            "baseline": plainly(self.baseline),
            "baseline_on": iso(self.baseline_on),
            "baseline_words": self.baseline_words,
            "target": plainly(self.target),
            "target_by": iso(self.target_by),
            "target_agreed_on": iso(self.target_agreed_on),
            "ended_on": iso(self.ended_on),
            "outcomes": [],
        }

    def thing(self) -> Thing:
        outcomes = sorted(outcome.pk for outcome in self.outcomes.all())
        facts: MeasureFacts = {**self.facts(), "outcomes": outcomes}
        return Thing(Kind.MEASURE, self.pk, self.plan_id, self.plan.area_id, state=facts)


class Reading(models.Model):
    """One value of a measure, of a day or of the period that ends on it. Appended, never changed.

    Without a value it says that there is no number yet, and its note says why. One that was wrong
    is corrected by another that names it. `given_on` is the day on which it was given.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    starts = models.DateField(null=True, blank=True)
    on = models.DateField()
    note = LinesField(max_length=1000, blank=True)
    source = LineField(max_length=200, blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="correction"
    )
    given_on = models.DateField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ReadingQuerySet["Reading"].as_manager()

    class Meta:
        ordering = ["measure", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(starts__lte=F("on")),
                name="reading_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(note=""),
                name="reading_has_number_or_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Reading of {self.measure} for {self.on}"

    def said(self) -> readings.Reading:
        """As plain values; `given_by` is asked for."""
        return readings.Reading(
            pk=self.pk,
            value=self.value,
            starts=self.starts,
            on=self.on,
            note=self.note,
            source=self.source,
            corrects=self.corrects_id,
            given_on=self.given_on,
            by=str(self.given_by or ""),
        )
