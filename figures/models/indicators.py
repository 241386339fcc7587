"""Indicators: what is counted, of whom, when, and what it would mean (domain.md, section 4)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from audit.enums import Kind
from audit.models import Thing
from committees.models import Area, Post
from figures.enums import Chapter, Frequency, Good, LinkKind, Timing, Unit, YearType
from figures.querysets import DefinitionQuerySet, OfIndicatorQuerySet
from figures.rules.facts import CategoryFacts, IndicatorFacts, LinkFacts
from guard.fields import LineField, LinesField

UNBORN = -1  # an age that stands for children who are not born yet
AGES = [MinValueValidator(UNBORN), MaxValueValidator(120)]


class IndicatorSet(models.Model):
    """A published set of indicators in one of its editions, as it came in from a file."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="indicator_sets")
    name = LineField(max_length=200)
    edition = LineField(max_length=80)
    dated = models.DateField()
    source = LineField(max_length=300)

    objects = DefinitionQuerySet["IndicatorSet"].as_manager()

    class Meta:
        ordering = ["area", "name", "dated", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "name", "edition"], name="set_edition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.edition}"


class Indicator(models.Model):
    """One figure with its meaning. Rates and percentages are never typed: their numerators and
    denominators are."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="indicators")
    set = models.ForeignKey(
        IndicatorSet, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators"
    )
    number = LineField(blank=True, max_length=20)
    name = LineField(max_length=200)
    position = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, choices=Unit)
    decimals = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(2)])
    numerator = LineField(max_length=300)
    numerator_age_from = models.SmallIntegerField(null=True, blank=True, validators=AGES)
    numerator_age_to = models.SmallIntegerField(null=True, blank=True, validators=AGES)
    denominator = LineField(blank=True, max_length=300)
    denominator_age_from = models.SmallIntegerField(null=True, blank=True, validators=AGES)
    denominator_age_to = models.SmallIntegerField(null=True, blank=True, validators=AGES)
    timing = models.CharField(max_length=10, choices=Timing)
    frequency = models.CharField(max_length=10, choices=Frequency, default=Frequency.QUARTER)
    year_type = models.CharField(max_length=10, choices=YearType, default=YearType.AUGUST)
    good = models.CharField(max_length=10, choices=Good, default=Good.NEITHER)
    source = LineField(max_length=300)
    # one question a line: what the committee asks of this figure each quarter
    questions = LinesField(blank=True, max_length=4000)
    # what its categories are ("Age band", "Area of concern"); empty for a figure without any
    breakdown = LineField(blank=True, max_length=80)
    # a child can stand in several categories: they do not add up to children
    overlapping = models.BooleanField(default=False)
    counts_children = models.BooleanField(default=True)
    # what is left of the denominator is as telling as the numerator ("23 of 25")
    complement_sensitive = models.BooleanField(default=False)
    # stands in national tables too, where anybody can read it
    published_elsewhere = models.BooleanField(default=False)
    # one of the few that the public is told each year
    headline = models.BooleanField(default=False)
    # which part of the annual report prints it
    chapter = models.CharField(max_length=20, choices=Chapter, default=Chapter.INFORMATION)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators"
    )
    row_version = models.PositiveIntegerField(default=1)

    objects = DefinitionQuerySet["Indicator"].as_manager()

    class Meta:
        ordering = ["area", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="indicator_name_once_in_area"),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="indicator_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(unit=Unit.COUNT, denominator="")
                | ~Q(unit=Unit.COUNT) & ~Q(denominator=""),
                name="indicator_share_has_denominator",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()

    def facts(self, categories: list[CategoryFacts], links: list[LinkFacts]) -> IndicatorFacts:
        """Its own columns with its `categories` and `links`, as a version keeps them."""
        return {
            "set_id": self.set_id,
            "number": self.number,
            "name": self.name,
            "position": self.position,
            "unit": self.unit,
            "decimals": self.decimals,
            "numerator": self.numerator,
            "numerator_age_from": self.numerator_age_from,
            "numerator_age_to": self.numerator_age_to,
            "denominator": self.denominator,
            "denominator_age_from": self.denominator_age_from,
            "denominator_age_to": self.denominator_age_to,
            "timing": self.timing,
            "frequency": self.frequency,
            "year_type": self.year_type,
            "good": self.good,
            "source": self.source,
            "questions": self.questions,
            "breakdown": self.breakdown,
            "overlapping": self.overlapping,
            "counts_children": self.counts_children,
            "complement_sensitive": self.complement_sensitive,
            "published_elsewhere": self.published_elsewhere,
            "headline": self.headline,
            "chapter": self.chapter,
            "starts": self.starts.isoformat(),
            "ends": self.ends.isoformat() if self.ends else None,
            "post_id": self.post_id,
            "categories": categories,
            "links": links,
        }

    def thing(self) -> Thing:
        categories: list[CategoryFacts] = [
            {"id": row.pk, "label": row.label, "position": row.position, "parent": row.parent_id}
            for row in self.categories.order_by("position", "pk")
        ]
        links: list[LinkFacts] = [
            {"kind": row.kind, "to": row.to_id} for row in self.links.order_by("kind", "to_id")
        ]
        state = self.facts(categories, links)
        return Thing(Kind.INDICATOR, self.pk, plan_id=None, area_id=self.area_id, state=state)


class Category(models.Model):
    """One band or group into which an indicator's number is broken down; some stand in others.

    Categories that stand side by side add up to what they stand in, unless they overlap.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="categories")
    label = LineField(max_length=120)
    position = models.PositiveSmallIntegerField()
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )

    objects = OfIndicatorQuerySet["Category"].as_manager()

    class Meta:
        ordering = ["indicator", "position", "pk"]
        verbose_name_plural = "categories"
        constraints = [
            models.UniqueConstraint(fields=["indicator", "label"], name="category_once"),
        ]

    def __str__(self) -> str:
        return self.label


class IndicatorLink(models.Model):
    """How an indicator's numbers belong to another's of the same area."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=12, choices=LinkKind)
    to = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="linked_from")

    objects = OfIndicatorQuerySet["IndicatorLink"].as_manager()

    class Meta:
        ordering = ["indicator", "kind", "to"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "kind", "to"], name="link_once"),
            models.CheckConstraint(condition=~Q(indicator=F("to")), name="link_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.get_kind_display()} {self.to}"
