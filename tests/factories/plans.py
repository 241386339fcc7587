"""Plans with their legend and levels, and what stands beside the tree."""

from datetime import date
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from audit.services import keep_all
from documents.enums import Canonical
from outcomes.models import HighLevelOutcome, Measure, Reading
from plans.enums import LevelRole
from plans.models import Heading, Legend, LegendEntry, Level, Plan, PlanReview, PlanVersion, SignOff
from plans.rules.legends import DEFAULT, PRESETS
from tests.factories.kept import KeptFactory
from tests.factories.people import AreaFactory, UserFactory

# Two years from August: the plan's first year ended on 31 July 2026.
PERIOD_START, PERIOD_END = date(2025, 8, 1), date(2027, 7, 31)


class PlanFactory(KeptFactory):
    """A draft plan of two years with the legend of a preset: `PlanFactory(preset="rag-blue")`."""

    class Meta:
        model = Plan
        skip_postgeneration_save = True

    area = factory.SubFactory(AreaFactory)
    title = factory.Sequence(lambda n: f"Improvement plan {n}")
    slug = factory.Sequence(lambda n: f"improvement-plan-{n}")
    period_start = PERIOD_START
    period_end = PERIOD_END

    @factory.post_generation
    def preset(obj: Plan, create: bool, extracted: str | None, **kwargs: Any) -> None:
        chosen = PRESETS[extracted or DEFAULT]
        legend = Legend.objects.create(plan=obj, basis=chosen.basis)
        for position, entry in enumerate(chosen.entries, start=1):
            LegendEntry.objects.create(legend=legend, position=position, **entry._asdict())
        keep_all(by=None, rows=[legend, *legend.entries.all()])

    @factory.post_generation
    def under_review(obj: Plan, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        """Somebody has begun the next version of a published plan, so that its words change."""
        if extracted:
            PlanReviewFactory(plan=obj)


class LevelFactory(KeptFactory):
    class Meta:
        model = Level

    plan = factory.SubFactory(PlanFactory)
    position = factory.LazyAttribute(lambda o: o.plan.levels.count() + 1)
    singular = "Outcome"
    plural = "Outcomes"
    role = LevelRole.OUTCOME


class HeadingFactory(KeptFactory):
    class Meta:
        model = Heading

    plan = factory.SubFactory(PlanFactory)
    level = factory.SubFactory(LevelFactory, plan=factory.SelfAttribute("..plan"))
    position = factory.LazyAttribute(lambda o: o.plan.headings.count() + 1)
    number = factory.LazyAttribute(lambda o: str(o.position))
    text = factory.Sequence(lambda n: f"Children are heard and kept safe {n}")


class HighLevelOutcomeFactory(KeptFactory):
    class Meta:
        model = HighLevelOutcome

    plan = factory.SubFactory(PlanFactory)
    position = factory.LazyAttribute(lambda o: o.plan.high_level_outcomes.count() + 1)
    number = factory.LazyAttribute(lambda o: f"{o.position:02}")
    text = factory.Sequence(lambda n: f"Families get help early {n}")


class MeasureFactory(KeptFactory):
    class Meta:
        model = Measure

    plan = factory.SubFactory(PlanFactory)
    position = factory.LazyAttribute(lambda o: o.plan.measures.count() + 1)
    text = factory.Sequence(lambda n: f"More staff are trained {n}")


class PlanVersionFactory(DjangoModelFactory[PlanVersion]):
    class Meta:
        model = PlanVersion

    plan = factory.SubFactory(PlanFactory)
    number = factory.LazyAttribute(lambda o: o.plan.versions.count() + 1)
    label = "As agreed"
    dated = PERIOD_START
    content = factory.LazyFunction(dict)


class PlanReviewFactory(DjangoModelFactory[PlanReview]):
    """A published plan's words are under review."""

    class Meta:
        model = PlanReview

    plan = factory.SubFactory(PlanFactory, state="published")
    begun_on = PERIOD_START
    begun_by_label = "Una Ross"


class SignOffFactory(DjangoModelFactory[SignOff]):
    class Meta:
        model = SignOff

    plan = factory.SubFactory(PlanFactory)
    decision = "agreed"
    decided_by = "Chief Officers Group"
    decided_on = PERIOD_START


def entry_of(plan: Plan, canonical: Canonical | str) -> LegendEntry | None:
    """The entry of the plan's legend with this state behind it."""
    return LegendEntry.objects.filter(legend__plan=plan, canonical=canonical).first()


class ReadingFactory(DjangoModelFactory[Reading]):
    class Meta:
        model = Reading

    measure = factory.SubFactory(MeasureFactory, unit="% of plans")
    value = Decimal(52)
    on = PERIOD_START
    given_on = PERIOD_START
    given_by = factory.SubFactory(UserFactory)
