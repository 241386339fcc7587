"""What might go wrong, in the committee's words."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from audit.enums import Kind
from audit.models import Thing, columns
from committees.models import Area, Post
from figures.models import Indicator
from guard.fields import LineField, LinesField
from outcomes.models import HighLevelOutcome
from plans.models import Heading
from risks.querysets import RiskQuerySet
from risks.rules.facts import RiskColumns, RiskFacts


class Risk(models.Model):
    """One risk. Its ratings, and whether it is open, stand in its steps.

    `event` is what might happen: a register that writes a risk in one sentence has nothing but
    that; `cause` and `effect` are for one that tells them apart. `post` owns it. It is a draft
    until a named person puts it in the register.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="risks")
    number = LineField(max_length=20)
    event = LineField(max_length=300)
    cause = LinesField(max_length=2000, blank=True)
    effect = LinesField(max_length=2000, blank=True)
    mitigation = LinesField(max_length=4000, blank=True)
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="risks"
    )
    headings = models.ManyToManyField(Heading, blank=True, related_name="risks")
    outcomes = models.ManyToManyField(HighLevelOutcome, blank=True, related_name="risks")
    indicators = models.ManyToManyField(Indicator, blank=True, related_name="risks")
    position = models.PositiveSmallIntegerField()
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    shared_on = models.DateField(null=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = RiskQuerySet["Risk"].as_manager()

    class Meta:
        ordering = ["area", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "number"], name="risk_number_once_in_area"),
            models.CheckConstraint(
                condition=Q(shared_on__isnull=True) | Q(shared_by__isnull=False),
                name="risk_is_shared_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Risk {self.number}"

    def facts(self) -> RiskFacts:
        """What is said of it, as a form gives it."""
        return RiskFacts(
            number=self.number,
            event=self.event,
            cause=self.cause,
            effect=self.effect,
            mitigation=self.mitigation,
            post=self.post_id,
        )

    def thing(self) -> Thing:
        state = columns(self, RiskColumns.__annotations__)
        return Thing(Kind.RISK, self.pk, plan_id=None, area_id=self.area_id, state=state)
