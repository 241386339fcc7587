"""The assurance register: what was looked at, what it found, and which actions came of it."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from assurance.enums import ActivityKind, Grade, Verdict
from assurance.models import Activity, Finding, FindingAction, FindingDecision, Judgement
from tests.factories.actions import ActionFactory
from tests.factories.people import AreaFactory, UserFactory

SHARED = datetime(2026, 6, 5, 9, tzinfo=UTC)


class ActivityFactory(DjangoModelFactory):
    """An inspection that somebody has shared."""

    class Meta:
        model = Activity

    area = factory.SubFactory(AreaFactory)
    kind = ActivityKind.INSPECTION
    title = factory.Sequence(lambda n: f"Joint inspection {n}")
    reported_on = date(2026, 6, 1)
    shared_by = factory.SubFactory(UserFactory)
    shared_at = SHARED


class JudgementFactory(DjangoModelFactory):
    class Meta:
        model = Judgement

    activity = factory.SubFactory(ActivityFactory)
    statement = factory.Sequence(lambda n: f"Children are heard {n}")
    grade = Grade.GOOD
    position = factory.Sequence(lambda n: n + 1)


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = Finding

    activity = factory.SubFactory(ActivityFactory)
    number = factory.Sequence(lambda n: f"{n + 1}")
    text = factory.Sequence(lambda n: f"Plans are not read together {n}.")
    position = factory.Sequence(lambda n: n + 1)


class FindingActionFactory(DjangoModelFactory):
    class Meta:
        model = FindingAction

    finding = factory.SubFactory(FindingFactory)
    action = factory.SubFactory(
        ActionFactory, plan__area=factory.SelfAttribute("...finding.activity.area")
    )
    added_by = factory.SubFactory(UserFactory)
    added_at = SHARED


class FindingDecisionFactory(DjangoModelFactory):
    class Meta:
        model = FindingDecision

    finding = factory.SubFactory(FindingFactory)
    verdict = Verdict.DONE
    reason = "It was put right in May."
    decided_on = date(2026, 6, 10)
    decided_by = factory.SubFactory(UserFactory)
    decided_at = SHARED
