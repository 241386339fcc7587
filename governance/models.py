"""What is recorded of the committee itself: its year and seats, inductions, terms of office,
reviews of strategies, what partners contribute."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Agency
from audit.enums import Kind
from audit.models import Thing, columns
from committees.enums import Seat
from committees.models import Body, Membership, Post
from committees.querysets import ByBodyQuerySet
from governance.querysets import InductionQuerySet, TermQuerySet
from governance.rules.facts import PlaceColumns, StrategyColumns, TermColumns, YearColumns
from governance.rules.year import LEAST_MEETINGS
from guard.fields import LineField


class YearRule(models.Model):
    """A committee's year: the month in which it begins, and how often it meets at least.

    A body without a row has the defaults: `governance.queries.committee.year_rule_of`.
    """

    body = models.OneToOneField(Body, on_delete=models.CASCADE, related_name="year_rule")
    first_month = models.PositiveSmallIntegerField(default=8)
    least_meetings = models.PositiveSmallIntegerField(default=LEAST_MEETINGS)
    row_version = models.PositiveIntegerField(default=1)

    objects = ByBodyQuerySet["YearRule"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first_month__gte=1, first_month__lte=12, least_meetings__lte=24),
                name="year_rule_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"The year of {self.body}"

    def thing(self) -> Thing:
        state = columns(self, YearColumns.__annotations__)
        return Thing(Kind.YEAR_RULE, self.pk, plan_id=None, area_id=self.body.area_id, state=state)


class Place(models.Model):
    """How many seats of a kind an agency has on a committee, whoever sits there now."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="places")
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    seat = models.CharField(max_length=20, choices=Seat, default=Seat.MEMBER)
    number = models.PositiveSmallIntegerField()
    row_version = models.PositiveIntegerField(default=1)

    objects = ByBodyQuerySet["Place"].as_manager()

    class Meta:
        ordering = ["body", "seat", "agency__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "agency", "seat"], name="place_once"),
            models.UniqueConstraint(
                fields=["body", "seat"],
                condition=Q(agency__isnull=True),
                name="place_of_no_agency_once",
            ),
            models.CheckConstraint(condition=Q(number__lte=50), name="place_in_range"),
        ]

    def __str__(self) -> str:
        seat = str(self.get_seat_display())
        return f"{seat}, {self.agency}" if self.agency else seat

    def thing(self) -> Thing:
        state = columns(self, PlaceColumns.__annotations__)
        return Thing(Kind.PLACE, self.pk, plan_id=None, area_id=self.body.area_id, state=state)


class Induction(models.Model):
    """A member's induction: on a day, or not yet. Of a member without a row nothing is known."""

    membership = models.OneToOneField(
        Membership, on_delete=models.PROTECT, related_name="induction"
    )
    done_on = models.DateField(null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = InductionQuerySet["Induction"].as_manager()

    class Meta:
        ordering = ["membership"]

    def __str__(self) -> str:
        return f"Induction of {self.membership}"


class Term(models.Model):
    """A member's term of office: its first and its last day. A seat may have several in turn."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="terms")
    starts = models.DateField()
    ends = models.DateField()
    row_version = models.PositiveIntegerField(default=1)

    objects = TermQuerySet["Term"].as_manager()

    class Meta:
        ordering = ["membership", "starts", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "starts"], name="term_once"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="term_has_a_length"),
        ]

    def __str__(self) -> str:
        return f"Term of {self.membership}"

    def thing(self) -> Thing:
        state = columns(self, TermColumns.__annotations__)
        return Thing(
            Kind.TERM, self.pk, plan_id=None, area_id=self.membership.body.area_id, state=state
        )


class Strategy(models.Model):
    """A strategy that the committee keeps, and when it is reviewed: by a post, on a day."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="strategies")
    title = LineField(max_length=200)
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="strategies"
    )
    reviewed_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = ByBodyQuerySet["Strategy"].as_manager()

    class Meta:
        verbose_name_plural = "strategies"
        ordering = ["body", "title"]
        constraints = [
            models.UniqueConstraint(fields=["body", "title"], name="strategy_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def thing(self) -> Thing:
        state = columns(self, StrategyColumns.__annotations__)
        return Thing(Kind.STRATEGY, self.pk, plan_id=None, area_id=self.body.area_id, state=state)


class Contribution(models.Model):
    """What a partner gives in a committee's year that begins in the calendar year `year`, in
    pounds. England: safeguarding partners publish it (domain.md, section 7)."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="contributions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    row_version = models.PositiveIntegerField(default=1)

    objects = ByBodyQuerySet["Contribution"].as_manager()

    class Meta:
        ordering = ["body", "-year", "agency__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "agency", "year"], name="contribution_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="contribution_is_no_debt"),
        ]

    def __str__(self) -> str:
        return f"{self.agency}, {self.year}"
