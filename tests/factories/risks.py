"""The risk register: risks, what happened to them, who was asked."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from actions.models import ActionRisk
from risks.enums import StepKind
from risks.models import ReviewRequest, Risk, RiskScale, RiskStep
from tests.factories.actions import ActionFactory
from tests.factories.people import AreaFactory, PostFactory, UserFactory

MADE = datetime(2026, 6, 5, 9, tzinfo=UTC)


class RiskFactory(DjangoModelFactory):
    """A risk that somebody has put in the register; nobody has rated it."""

    class Meta:
        model = Risk
        skip_postgeneration_save = True

    area = factory.SubFactory(AreaFactory)
    number = factory.Sequence(lambda n: f"{n + 1}")
    event = factory.Sequence(lambda n: f"Too few people can lead an inquiry {n}")
    position = factory.Sequence(lambda n: n + 1)
    shared_by = factory.SubFactory(UserFactory)
    shared_on = date(2026, 6, 5)


class RiskStepFactory(DjangoModelFactory):
    """A rating: 4 × 5 before mitigation, 3 × 4 after it."""

    class Meta:
        model = RiskStep

    risk = factory.SubFactory(RiskFactory)
    kind = StepKind.RATED
    on = date(2026, 6, 5)
    likelihood, impact = 4, 5
    likelihood_after, impact_after = 3, 4
    review_by = date(2026, 9, 4)
    reason = "Two of five posts are vacant."
    made_by = factory.SubFactory(UserFactory)
    made_at = MADE


class RiskScaleFactory(DjangoModelFactory):
    class Meta:
        model = RiskScale

    area = factory.SubFactory(AreaFactory)
    on = date(2026, 6, 5)
    medium_from = 5
    high_from = 12
    reason = "The council’s risk policy."
    made_by = factory.SubFactory(UserFactory)
    made_at = MADE


class ReviewRequestFactory(DjangoModelFactory):
    class Meta:
        model = ReviewRequest

    risk = factory.SubFactory(RiskFactory)
    post = factory.SubFactory(PostFactory, area=factory.SelfAttribute("..risk.area"))
    review_by = date(2026, 9, 4)
    asked_on = date(2026, 8, 21)
    due_on = date(2026, 9, 4)


class ActionRiskFactory(DjangoModelFactory):
    class Meta:
        model = ActionRisk

    risk = factory.SubFactory(RiskFactory)
    action = factory.SubFactory(ActionFactory, plan__area=factory.SelfAttribute("...risk.area"))
    added_by = factory.SubFactory(UserFactory)
    added_on = date(2026, 6, 5)


def rated_risk(area, on=date(2026, 6, 5), review_by=date(2026, 9, 4), after=(3, 4), **fields):
    """A risk of `area` in the register, with one rating."""
    risk = RiskFactory(area=area, **fields)
    RiskStepFactory(
        risk=risk,
        on=on,
        review_by=review_by,
        likelihood=5,
        impact=5,
        likelihood_after=after[0],
        impact_after=after[1],
    )
    return risk
