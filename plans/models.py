from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from audit.enums import Kind
from audit.models import Thing
from committees.models import Area, Body, Meeting
from documents.enums import Canonical
from documents.shape import Json
from documents.statuses import Tag, entry_tag
from guard.fields import LineField, LinesField, PrintedField, WordsJSONField
from plans.enums import Decision, LegendBasis, LevelRole, PlanState
from plans.querysets import ByPlanQuerySet, PlanQuerySet, ReviewQuerySet
from plans.rules.facts import (
    HeadingFacts,
    LegendEntryFacts,
    LegendFacts,
    LevelFacts,
    PlanFacts,
)


class Plan(models.Model):
    """A committee's improvement plan for a period: its text, its legend, its own level names."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="plans")
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="plans"
    )
    title = LineField(max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    period_start = models.DateField()
    period_end = models.DateField()
    state = models.CharField(max_length=20, choices=PlanState, default=PlanState.DRAFT)
    vision = LinesField(blank=True, max_length=4000)
    # what the plan serves, level by level: "# The nation", and below it a line for each statement
    context_above = LinesField(blank=True, max_length=8000)
    introduction = LinesField(blank=True, max_length=20000)
    ongoing_name = LineField(max_length=80, default="Ongoing and maintenance")
    predecessor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    row_version = models.PositiveIntegerField(default=1)

    objects = PlanQuerySet["Plan"].as_manager()

    class Meta:
        ordering = ["area", "-period_start", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "title"],
                condition=~Q(state=PlanState.TAKEN_BACK),
                name="plan_title_once_in_area",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gt=F("period_start")), name="plan_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def breadcrumbs(self) -> list[tuple[str, str]]:
        """From the list of plans to the plan's own page: names with their addresses."""
        own = reverse("plan_dashboard", args=[self.slug])
        return [("Plans", reverse("plan_list")), (self.title, own)]

    def followed_by(self) -> "Plan | None":
        """The plan in which the work of this one goes on. One query."""
        rows = Plan.objects.standing().filter(predecessor=self)
        return rows.order_by("pk").last()

    def thing(self) -> Thing:
        facts: PlanFacts = {
            "body_id": self.body_id,
            "title": self.title,
            "period_start": self.period_start.isoformat(),
            "period_end": self.period_end.isoformat(),
            "state": self.state,
            "vision": self.vision,
            "introduction": self.introduction,
            "context_above": self.context_above,
            "ongoing_name": self.ongoing_name,
            "predecessor_id": self.predecessor_id,
        }
        return Thing(Kind.PLAN, self.pk, plan_id=self.pk, area_id=self.area_id, state=facts)


class Legend(models.Model):
    """What a plan's status colours mean. Belongs to one plan: two plans' reds may differ."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="legend")
    basis = models.CharField(max_length=20, choices=LegendBasis)

    objects = ByPlanQuerySet["Legend"].as_manager()

    def __str__(self) -> str:
        return f"Legend of {self.plan}"

    def thing(self) -> Thing:
        facts: LegendFacts = {"basis": self.basis}
        return Thing(Kind.LEGEND, self.pk, self.plan_id, self.plan.area_id, state=facts)


class LegendEntry(models.Model):
    """One code of a legend: the committee's label and definition, and the state behind it."""

    legend = models.ForeignKey(Legend, on_delete=models.CASCADE, related_name="entries")
    code = LineField(max_length=10)
    label = LineField(max_length=80)
    definition = LinesField(blank=True, max_length=1000)
    colour = LineField(max_length=7)
    symbol = LineField(max_length=4)
    canonical = models.CharField(max_length=20, choices=Canonical)
    position = models.PositiveSmallIntegerField()
    row_version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "legend entries"
        ordering = ["legend", "position"]
        constraints = [
            models.UniqueConstraint(fields=["legend", "code"], name="legend_code_once"),
            models.UniqueConstraint(fields=["legend", "position"], name="legend_position_once"),
            models.CheckConstraint(
                condition=Q(colour__regex=r"^#[0-9a-fA-F]{6}$"), name="legend_colour_is_hex"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    def thing(self) -> Thing:
        facts: LegendEntryFacts = {
            "legend_id": self.legend_id,
            "code": self.code,
            "label": self.label,
            "definition": self.definition,
            "colour": self.colour,
            "symbol": self.symbol,
            "canonical": self.canonical,
            "position": self.position,
        }
        plan = self.legend.plan
        return Thing(Kind.LEGEND_ENTRY, self.pk, plan.pk, plan.area_id, state=facts)

    @property
    def tag(self) -> Tag:
        """How a status is shown that stands under this entry."""
        return entry_tag(self)


class Level(models.Model):
    """One level of a plan's tree with the committee's own name for it: "Theme", "Impact"."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="levels")
    position = models.PositiveSmallIntegerField()
    singular = LineField(max_length=80)
    plural = LineField(max_length=80)
    role = models.CharField(max_length=20, choices=LevelRole)
    numbered = models.BooleanField(default=True)
    number_pattern = LineField(max_length=20, blank=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = ByPlanQuerySet["Level"].as_manager()

    class Meta:
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="level_position_once"),
        ]

    def __str__(self) -> str:
        return self.singular

    def thing(self) -> Thing:
        facts: LevelFacts = {
            "position": self.position,
            "singular": self.singular,
            "plural": self.plural,
            "role": self.role,
            "numbered": self.numbered,
            "number_pattern": self.number_pattern,
        }
        return Thing(Kind.LEVEL, self.pk, self.plan_id, self.plan.area_id, state=facts)


class Heading(models.Model):
    """A priority, outcome, objective, theme … in a plan's tree."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="headings")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="headings")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    position = models.PositiveSmallIntegerField()
    number = LineField(max_length=20, blank=True)
    # what an imported plan printed before the words ("Outcome 1 – "), to show them unchanged
    printed_number = PrintedField(max_length=120, blank=True)
    text = LinesField(max_length=4000)
    vision = LinesField(blank=True, max_length=4000)
    context = LinesField(blank=True, max_length=20000)
    # in which quarters of the plan's year a report tells of it ("13"), in the calendar of themes
    quarters = models.CharField(blank=True, max_length=4)
    row_version = models.PositiveIntegerField(default=1)

    objects = ByPlanQuerySet["Heading"].as_manager()

    class Meta:
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="heading_not_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(quarters__regex=r"^1?2?3?4?$"), name="heading_quarters_in_order"
            ),
        ]
        indexes = [models.Index(fields=["plan", "position"])]

    def __str__(self) -> str:
        return f"{self.number} {self.text}".strip()

    @property
    def title(self) -> str:
        """The heading as the plan prints it: "Outcome 3: …", "1.1 …", or the words alone."""
        name = f"{self.level.singular} {self.number}".strip()
        return f"{name}: {self.text}"

    def thing(self) -> Thing:
        facts: HeadingFacts = {
            "level_id": self.level_id,
            "parent_id": self.parent_id,
            "position": self.position,
            "number": self.number,
            "printed_number": self.printed_number,
            "text": self.text,
            "vision": self.vision,
            "context": self.context,
            "quarters": self.quarters,
        }
        return Thing(Kind.HEADING, self.pk, self.plan_id, self.plan.area_id, state=facts)


class PlanVersion(models.Model):
    """The plan as it stood when it was agreed, published or reviewed. Never changed afterwards."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    label = LineField(max_length=120)
    dated = models.DateField()
    # who agreed it, where a version was made after the plan was published, and at which meeting
    decided_by = LineField(max_length=200, blank=True)
    decided_at = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="plan_versions"
    )
    note = LinesField(blank=True, max_length=2000)
    content: "WordsJSONField[dict[str, Json], dict[str, Json]]" = WordsJSONField()

    objects = ByPlanQuerySet["PlanVersion"].as_manager()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, version {self.number}"


class PlanReview(models.Model):
    """A published plan's words are under review: what is changed belongs to the next version.

    It ends with the version that it leads to. What a meeting or chief officers decide of the plan
    is a review of one moment.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    begun_on = models.DateField()
    begun_by_label = LineField(max_length=200)
    purpose = LinesField(blank=True, max_length=2000)
    ended_on = models.DateField(null=True, blank=True)
    version = models.OneToOneField(
        PlanVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="review"
    )

    objects = ReviewQuerySet["PlanReview"].as_manager()

    class Meta:
        ordering = ["plan", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(ended_on=None), name="plan_review_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, version=None)
                | Q(ended_on__isnull=False, version__isnull=False),
                name="plan_review_ends_with_version",
            ),
        ]

    def __str__(self) -> str:
        return f"Review of {self.plan}"


class SignOff(models.Model):
    """Who decided what about a plan, and when."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="sign_offs")
    decision = models.CharField(max_length=20, choices=Decision)
    decided_by = LineField(max_length=200)
    decided_on = models.DateField()
    note = LinesField(blank=True, max_length=2000)

    objects = ByPlanQuerySet["SignOff"].as_manager()

    class Meta:
        ordering = ["plan", "decided_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} by {self.decided_by}"
