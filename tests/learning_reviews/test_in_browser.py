"""The pages of learning reviews as a browser shows them."""

import pytest

from accounts.roles import Role
from tests import factories as make
from tests.learning_reviews.conftest import live
from tests.pages.examination import look_at

pytestmark = pytest.mark.django_db(transaction=True)


def test_pages_of_a_review_are_right_at_both_sizes(signed_in):
    plan = make.PlanFactory(state="published", area__slug="ours")
    story = live(plan.area, make.ActionFactory(plan=plan))
    make.ReviewFindingFactory(review=story.review, number=2)
    page = signed_in(story.keeper).new_page()
    own = f"/learning-reviews/{story.review.pk}/"
    paths = [
        "/areas/ours/learning-reviews/",
        "/areas/ours/learning-reviews/open/",
        own,
        *(f"{own}{form}/" for form in ("stages", "people", "findings")),
        f"/learning-review-findings/{story.finding.pk}/actions/",
        f"/actions/{story.link.action_key}/",
    ]

    assert [fault for path in paths for fault in look_at(page, path)] == []


@pytest.mark.parametrize("role", [Role.CHIEF_OFFICER, Role.MEMBER])
def test_pages_of_those_who_are_named_on_nothing_are_right(role, signed_in):
    area = make.AreaFactory(slug="ours")
    page = signed_in(make.person_with(role, area)).new_page()
    paths = ["/areas/ours/learning-reviews/"]
    paths += ["/areas/ours/learning-reviews/numbers/"] if role == Role.CHIEF_OFFICER else []

    assert [fault for path in paths for fault in look_at(page, path)] == []
