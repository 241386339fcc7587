"""Factories of how an area judges itself by a framework of quality indicators."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from assurance.enums import Grade
from evaluation.models import Domain, Evaluation, Evidence, Framework, Planned, QualityIndicator
from tests.factories.assurance import ActivityFactory
from tests.factories.people import AreaFactory, UserFactory

SHARED = datetime(2026, 6, 5, 9, tzinfo=UTC)


class FrameworkFactory(DjangoModelFactory):
    class Meta:
        model = Framework

    area = factory.SubFactory(AreaFactory)
    name = factory.Sequence(lambda n: f"A framework of ours {n}")
    source = "Written for tests"
    edition = "First edition"
    dated = date(2024, 1, 1)


class DomainFactory(DjangoModelFactory):
    class Meta:
        model = Domain

    framework = factory.SubFactory(FrameworkFactory)
    name = factory.Sequence(lambda n: f"Leadership {n}")
    position = factory.Sequence(lambda n: n + 1)


class QualityIndicatorFactory(DjangoModelFactory):
    class Meta:
        model = QualityIndicator

    domain = factory.SubFactory(DomainFactory)
    number = factory.Sequence(lambda n: f"9.{n + 1}")
    text = factory.Sequence(lambda n: f"Leaders learn together {n}")
    position = factory.Sequence(lambda n: n + 1)


class EvaluationFactory(DjangoModelFactory):
    """One that somebody has shared."""

    class Meta:
        model = Evaluation

    indicator = factory.SubFactory(QualityIndicatorFactory)
    on = date(2026, 6, 1)
    grade = Grade.GOOD
    known = factory.Sequence(lambda n: f"Leaders meet and read audits {n}.")
    written_by = factory.SubFactory(UserFactory)
    shared_by = factory.SubFactory(UserFactory)
    shared_at = SHARED


class ShownFactory(DjangoModelFactory):
    """An evaluation rests on an inspection."""

    class Meta:
        model = Evidence

    evaluation = factory.SubFactory(EvaluationFactory)
    activity = factory.SubFactory(
        ActivityFactory,
        area=factory.SelfAttribute("..evaluation.indicator.domain.framework.area"),
    )


class PlannedFactory(DjangoModelFactory):
    class Meta:
        model = Planned

    indicator = factory.SubFactory(QualityIndicatorFactory)
    on = date(2026, 10, 1)
