"""What happened to risks, what scores mean, and who was asked for a review. Appended only."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from committees.models import Area, Post
from guard.fields import LinesField
from risks.enums import StepKind
from risks.models.register import Risk
from risks.querysets import OfRiskQuerySet, ScaleQuerySet
from timescales.date_format import long_day

RATED = Q(kind=StepKind.RATED)
SCORES = ("likelihood", "impact", "likelihood_after", "impact_after")
ALL_RATED = Q(**{f"{name}__isnull": False for name in (*SCORES, "review_by")})
NOTHING_RATED = Q(**{f"{name}__isnull": True for name in (*SCORES, "review_by")})


class RiskStep(models.Model):
    """One step of a risk: rated before and after its mitigation, escalated, closed or the like.

    `on` is the day from which it holds. A rating says by when the risk is to be reviewed next.
    """

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind)
    on = models.DateField()
    likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    impact = models.PositiveSmallIntegerField(null=True, blank=True)
    likelihood_after = models.PositiveSmallIntegerField(null=True, blank=True)
    impact_after = models.PositiveSmallIntegerField(null=True, blank=True)
    review_by = models.DateField(null=True, blank=True)
    reason = LinesField(max_length=2000)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    objects = OfRiskQuerySet["RiskStep"].as_manager()

    class Meta:
        ordering = ["risk", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=RATED
                & ALL_RATED
                & Q(likelihood__range=(1, 5), impact__range=(1, 5))
                & Q(likelihood_after__gte=1, likelihood_after__lte=F("likelihood"))
                & Q(impact_after__gte=1, impact_after__lte=F("impact"))
                | ~RATED & NOTHING_RATED,
                name="risk_step_has_its_rating",
            ),
            models.CheckConstraint(
                condition=Q(review_by__isnull=True) | Q(review_by__gt=F("on")),
                name="risk_review_after_rating",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk}: {self.get_kind_display()}"

    @property
    def words(self) -> str:
        """All that it says, in a line."""
        if self.likelihood is None:
            return f"{self.get_kind_display()}: {self.reason}"
        before = f"{self.likelihood} × {self.impact} before mitigation"
        after = f"{self.likelihood_after} × {self.impact_after} after it"
        due = f", to be reviewed by {long_day(self.review_by)}" if self.review_by else ""
        return f"{before}, {after}{due}: {self.reason}"


class RiskScale(models.Model):
    """From which scores on an area calls a risk medium and high, from the day `on`; the newest
    holds."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="risk_scales")
    on = models.DateField()
    medium_from = models.PositiveSmallIntegerField()
    high_from = models.PositiveSmallIntegerField()
    reason = LinesField(max_length=2000)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    objects = ScaleQuerySet["RiskScale"].as_manager()

    class Meta:
        ordering = ["area", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(medium_from__gte=2, high_from__lte=25)
                & Q(medium_from__lt=F("high_from")),
                name="risk_scale_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"Medium from {self.medium_from}, high from {self.high_from}"


class ReviewRequest(models.Model):
    """A post was asked to review a risk by a day. It is answered by a rating since."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="requests")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="risk_requests")
    review_by = models.DateField()
    asked_on = models.DateField()
    due_on = models.DateField()

    objects = OfRiskQuerySet["ReviewRequest"].as_manager()

    class Meta:
        ordering = ["risk", "review_by", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["risk", "review_by", "post"], name="review_asked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.risk}, by {self.review_by}"
