"""Plans of others, and which action serves which."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from connections.models import Connection, OtherPlan
from tests.factories.actions import ActionFactory
from tests.factories.people import AreaFactory, UserFactory


class OtherPlanFactory(DjangoModelFactory):
    class Meta:
        model = OtherPlan

    area = factory.SubFactory(AreaFactory)
    name = factory.Sequence(lambda n: f"Children’s services plan {n}")
    owner = "Community planning partnership"


class ConnectionFactory(DjangoModelFactory):
    class Meta:
        model = Connection

    other_plan = factory.SubFactory(OtherPlanFactory)
    action = factory.SubFactory(
        ActionFactory, plan__area=factory.SelfAttribute("...other_plan.area")
    )
    added_by = factory.SubFactory(UserFactory)
    added_at = datetime(2026, 6, 5, 9, tzinfo=UTC)
