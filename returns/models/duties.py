"""Which return a sub-committee owes each quarter, and that it was asked for it."""

from django.db import models
from django.db.models import F, Q

from audit.enums import Kind
from audit.models import Thing, columns
from committees.models import Area, Body
from figures.enums import YearType
from figures.rules.periods import Period
from guard.fields import LineField
from returns.enums import ReturnKind
from returns.querysets import DutyQuerySet, RequestQuerySet
from returns.rules.facts import DutyColumns, DutyFacts


class Duty(models.Model):
    """A sub-committee owes a return of one kind for every quarter from a day to a day.

    It is asked for it `asked_after` days after the quarter's end, and has until `due_after` days
    after that end. `name` is what the committee calls it, where its kind does not say it.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="return_duties")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="return_duties")
    kind = models.CharField(max_length=20, choices=ReturnKind)
    name = LineField(max_length=120, blank=True)
    year_type = models.CharField(max_length=10, choices=YearType, default=YearType.APRIL)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    asked_after = models.PositiveSmallIntegerField(default=1)
    due_after = models.PositiveSmallIntegerField(default=21)
    row_version = models.PositiveIntegerField(default=1)

    objects = DutyQuerySet["Duty"].as_manager()

    class Meta:
        verbose_name_plural = "duties"
        ordering = ["area", "body__position", "body", "kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["area", "body", "kind", "name"], name="duty_once"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="duty_in_order"
            ),
            models.CheckConstraint(
                condition=Q(due_after__gt=F("asked_after"), due_after__lte=90),
                name="duty_asked_before_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.body}"

    @property
    def title(self) -> str:
        """What the return is called."""
        return self.name or str(self.get_kind_display())

    def facts(self) -> DutyFacts:
        return DutyFacts(
            body=self.body_id,
            kind=ReturnKind(self.kind),
            name=self.name,
            year_type=YearType(self.year_type),
            starts=self.starts,
            ends=self.ends,
            asked_after=self.asked_after,
            due_after=self.due_after,
        )

    def thing(self) -> Thing:
        state = columns(self, DutyColumns.__annotations__)
        return Thing(Kind.DUTY, self.pk, plan_id=None, area_id=self.area_id, state=state)


class ReturnRequest(models.Model):
    """A sub-committee was asked for its return of a quarter, once."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="requests")
    period_start = models.DateField()
    period_end = models.DateField()
    asked_on = models.DateField()
    due_on = models.DateField()

    objects = RequestQuerySet["ReturnRequest"].as_manager()

    class Meta:
        ordering = ["duty", "period_end", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "period_end"], name="return_asked_once"),
            models.CheckConstraint(
                condition=Q(
                    period_start__lt=F("period_end"),
                    period_end__lt=F("asked_on"),
                    asked_on__lte=F("due_on"),
                ),
                name="return_request_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty}, {self.period.name}"

    @property
    def period(self) -> Period:
        return Period(self.period_end, self.period_start)
