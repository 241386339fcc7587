"""Factories of what is said of the difference made."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from impact.models import Chosen, Statement
from tests.factories.actions import ActionFactory
from tests.factories.people import UserFactory
from tests.factories.plans import HeadingFactory, PlanFactory

SHARED = datetime(2026, 6, 5, 9, tzinfo=UTC)


class StatementFactory(DjangoModelFactory):
    """What somebody said of a priority, and shared."""

    class Meta:
        model = Statement

    plan = factory.SubFactory(PlanFactory)
    heading = factory.SubFactory(HeadingFactory, plan=factory.SelfAttribute("..plan"))
    text = factory.Sequence(lambda n: f"Children say that they are heard {n}.")
    written_by = factory.SubFactory(UserFactory)
    shared_by = factory.SubFactory(UserFactory)
    shared_at = SHARED


class ChosenFactory(DjangoModelFactory):
    """It rests on an action."""

    class Meta:
        model = Chosen

    statement = factory.SubFactory(StatementFactory)
    action = factory.SubFactory(ActionFactory, plan=factory.SelfAttribute("..statement.plan"))
