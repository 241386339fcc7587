"""Pages of self-evaluation as a browser shows them."""

from datetime import date

import pytest
from playwright.sync_api import Page

from accounts.roles import Role
from tests import factories as make
from tests.pages.examination import look_at

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def indicator():
    """One that was evaluated twice, with a draft and a day; one never; an older edition."""
    framework = make.FrameworkFactory(area__slug="strath")
    make.FrameworkFactory(area=framework.area, dated=date(2020, 1, 1))
    make.DomainFactory(framework=framework, name="Delivery")
    indicator = make.QualityIndicatorFactory(domain__framework=framework)
    make.QualityIndicatorFactory(domain=indicator.domain)
    make.EvaluationFactory(indicator=indicator, grade=None)
    stands = make.EvaluationFactory(indicator=indicator, to_improve="Tell teams.")
    make.ShownFactory(evaluation=stands)
    action = make.ActionFactory(plan__area=framework.area)
    make.ShownFactory(evaluation=stands, activity=None, action=action)
    make.EvaluationFactory(indicator=indicator, shared_at=None, shared_by=None)
    make.PlannedFactory(indicator=indicator)
    return indicator


@pytest.fixture
def officer(indicator, signed_in) -> Page:
    area = indicator.domain.framework.area
    return signed_in(make.person_with(Role.LEAD_OFFICER, area)).new_page()


@pytest.mark.parametrize(
    "address",
    [
        "/areas/strath/self-evaluation/",
        "/frameworks/{framework}/",
        "/quality-indicators/{pk}/",
        "/quality-indicators/{pk}/write/",
        "/quality-indicators/{pk}/planned/",
    ],
)
def test_nothing_is_wrong_with_the_page(indicator, officer, address):
    keys = {"pk": indicator.pk, "framework": indicator.domain.framework_id}

    assert look_at(officer, address.format(**keys)) == []
