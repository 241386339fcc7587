"""Figures: indicators with their numbers, and what audiences were told."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from audit.services import keep
from figures.enums import (
    Audience,
    GoalKind,
    LinkKind,
    Method,
    ObservationStatus,
    Timing,
    Unit,
)
from figures.models import (
    Answer,
    AudienceRule,
    Benchmark,
    Category,
    Edition,
    FigureRequest,
    Goal,
    Indicator,
    IndicatorLink,
    IndicatorSet,
    Lifting,
    Observation,
    RuleChange,
    Sentence,
)
from tests.factories.kept import KeptFactory
from tests.factories.people import AreaFactory, PostFactory, UserFactory

FIRST_DAY, LAST_DAY = date(2026, 8, 1), date(2026, 10, 31)
GIVEN = datetime(2026, 11, 5, 9, tzinfo=UTC)


class IndicatorSetFactory(DjangoModelFactory):
    class Meta:
        model = IndicatorSet

    area = factory.SubFactory(AreaFactory)
    name = factory.Sequence(lambda n: f"Set {n}")
    edition = "second edition"
    dated = date(2025, 6, 1)
    source = "The committee's own file"


class IndicatorFactory(KeptFactory):
    """A number of children in each quarter."""

    class Meta:
        model = Indicator

    area = factory.SubFactory(AreaFactory)
    name = factory.Sequence(lambda n: f"Children counted {n}")
    position = factory.Sequence(lambda n: n + 1)
    unit = Unit.COUNT
    numerator = "children whose names were added to the register"
    timing = Timing.DURING
    source = "The council's case system"
    starts = date(2024, 8, 1)


class ShareFactory(IndicatorFactory):
    """A percentage."""

    unit = Unit.PERCENT
    numerator = "meetings held within 28 days"
    denominator = "meetings held"


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = Category

    indicator = factory.SubFactory(IndicatorFactory)
    label = factory.Sequence(lambda n: f"Band {n}")
    position = factory.Sequence(lambda n: n + 1)


class IndicatorLinkFactory(DjangoModelFactory):
    """Its indicator's kept version has it."""

    class Meta:
        model = IndicatorLink

    indicator = factory.SubFactory(IndicatorFactory)
    kind = LinkKind.PART_OF
    to = factory.SubFactory(IndicatorFactory)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        row = super()._create(model_class, *args, **kwargs)
        keep(by=None, row=row.indicator)
        return row


class ObservationFactory(DjangoModelFactory):
    class Meta:
        model = Observation

    indicator = factory.SubFactory(IndicatorFactory)
    period_start, period_end = FIRST_DAY, LAST_DAY
    numerator = Decimal(12)
    status = ObservationStatus.FINAL
    entered_by = factory.SubFactory(UserFactory)
    entered_at = GIVEN


class BenchmarkFactory(DjangoModelFactory):
    class Meta:
        model = Benchmark

    indicator = factory.SubFactory(IndicatorFactory)
    comparator = "Scotland"
    period_start, period_end = FIRST_DAY, LAST_DAY
    value = Decimal("2.6")
    edition_date = date(2026, 3, 24)
    source = "National tables"
    entered_at = GIVEN


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal

    indicator = factory.SubFactory(IndicatorFactory)
    kind = GoalKind.THRESHOLD
    value = Decimal(90)
    agreed_on = date(2026, 6, 17)
    agreed_by = "Committee"
    entered_at = GIVEN


class FigureRequestFactory(DjangoModelFactory):
    class Meta:
        model = FigureRequest

    indicator = factory.SubFactory(IndicatorFactory)
    post = factory.SubFactory(PostFactory)
    period_start, period_end = FIRST_DAY, LAST_DAY
    asked_on = date(2026, 11, 2)
    due_on = date(2026, 11, 16)


class SentenceFactory(DjangoModelFactory):
    class Meta:
        model = Sentence

    indicator = factory.SubFactory(IndicatorFactory)
    period_end = LAST_DAY
    drafted = "12 in the quarter."
    text = "12 in the quarter, as many as before."
    written_at = GIVEN


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = Answer

    indicator = factory.SubFactory(IndicatorFactory)
    period_end = LAST_DAY
    question = "Were meetings held in time?"
    text = "Two were late, for want of an interpreter."
    answered_at = GIVEN


class AudienceRuleFactory(KeptFactory):
    class Meta:
        model = AudienceRule

    area = factory.SubFactory(AreaFactory)
    audience = Audience.MEMBERS
    method = Method.HIDE


class LiftingFactory(DjangoModelFactory):
    class Meta:
        model = Lifting

    indicator = factory.SubFactory(IndicatorFactory)
    period_start, period_end = FIRST_DAY, LAST_DAY
    audience = Audience.MEMBERS
    reason = "The families agreed."
    lifted_by = factory.SubFactory(UserFactory)
    lifted_at = GIVEN


class EditionFactory(DjangoModelFactory):
    class Meta:
        model = Edition

    area = factory.SubFactory(AreaFactory)
    audience = Audience.MEMBERS
    number = factory.Sequence(lambda n: n + 1)
    title = "Figures to October 2026"
    as_of = LAST_DAY
    said = "{}"
    sha256 = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    prepared_by = factory.SubFactory(UserFactory)
    prepared_at = GIVEN


class RuleChangeFactory(DjangoModelFactory):
    class Meta:
        model = RuleChange

    area = factory.SubFactory(AreaFactory)
    audience = Audience.CHIEF_OFFICERS
    method = Method.EXACT
    threshold = 4
    reason = "Committee, 16 December 2026"
    proposed_by = factory.SubFactory(UserFactory)
    proposed_at = GIVEN
