"""What was observed, what it is held against, and who was asked for it. Appended, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from committees.models import Post
from figures.enums import GoalKind, ObservationStatus
from figures.models.indicators import Category, Indicator
from figures.querysets import ExactQuerySet, OfIndicatorQuerySet
from guard.fields import LineField, LinesField

IN_ORDER = Q(period_end__gte=F("period_start"))


class Observation(models.Model):
    """One number of one period, as it was given at a moment. A later row of the same period and
    category takes its place and says why in its status and note; both stay."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.PROTECT, related_name="observations"
    )
    period_start = models.DateField()
    period_end = models.DateField()
    # 1 for the first row of a period and category, then one more each time
    revision = models.PositiveSmallIntegerField(default=1)
    numerator = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    status = models.CharField(max_length=15, choices=ObservationStatus)
    note = LinesField(blank=True, max_length=2000)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()

    objects = ExactQuerySet["Observation"].as_manager()

    class Meta:
        ordering = ["indicator", "period_end", "category__position", "category", "revision", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "category", "period_start", "period_end", "revision"],
                condition=Q(category__isnull=False),
                name="observation_of_category_once",
            ),
            models.UniqueConstraint(
                fields=["indicator", "period_start", "period_end", "revision"],
                condition=Q(category__isnull=True),
                name="observation_of_all_once",
            ),
            models.CheckConstraint(condition=IN_ORDER, name="observation_period_in_order"),
            models.CheckConstraint(
                condition=Q(status=ObservationStatus.NOT_AVAILABLE, numerator__isnull=True)
                & Q(denominator__isnull=True)
                & ~Q(note="")
                | ~Q(status=ObservationStatus.NOT_AVAILABLE) & Q(numerator__gte=0),
                name="observation_has_number_or_says_why",
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gte=0),
                name="observation_denominator_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.period_end}"


class Benchmark(models.Model):
    """A comparator's value in one edition of its source. A national revision is another row:
    both are shown, each with the day of its edition."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="benchmarks")
    comparator = LineField(max_length=120)
    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.PROTECT, related_name="benchmarks"
    )
    period_start = models.DateField()
    period_end = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=4)
    edition_date = models.DateField()
    source = LineField(max_length=300)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()

    objects = OfIndicatorQuerySet["Benchmark"].as_manager()

    class Meta:
        ordering = ["indicator", "comparator", "period_end", "edition_date", "pk"]
        constraints = [
            models.CheckConstraint(condition=IN_ORDER, name="benchmark_period_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.comparator}, {self.period_end}"


class Goal(models.Model):
    """A target or threshold that was agreed, from a day on. The newest row of a kind holds; one
    without a value says that it holds no more."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="goals")
    kind = models.CharField(max_length=10, choices=GoalKind)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    agreed_on = models.DateField()
    # who agreed it and where: "Committee, 16 December 2026"
    agreed_by = LineField(max_length=200)
    note = LinesField(blank=True, max_length=2000)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()

    objects = OfIndicatorQuerySet["Goal"].as_manager()

    class Meta:
        ordering = ["indicator", "kind", "agreed_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.indicator}"


class FigureRequest(models.Model):
    """A post was asked for the figures of a period. It is answered when they stand."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="requests")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="figure_requests")
    period_start = models.DateField()
    period_end = models.DateField()
    asked_on = models.DateField()
    due_on = models.DateField()

    objects = OfIndicatorQuerySet["FigureRequest"].as_manager()

    class Meta:
        ordering = ["indicator", "period_end", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period_start", "period_end", "post"], name="asked_once"
            ),
            models.CheckConstraint(condition=IN_ORDER, name="request_period_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.period_end}"
