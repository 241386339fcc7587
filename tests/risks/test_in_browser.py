"""The pages of the register as a browser shows them, at both sizes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from actions.services import join_risk
from plans.enums import PlanState
from risks.services import escalate_risk
from tests import factories as make
from tests.pages.examination import look_at, look_at_errors

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = timezone.localdate()


@pytest.fixture
def risk():
    on = TODAY - timedelta(days=100)
    risk = make.rated_risk(
        make.AreaFactory(slug="strath"),
        on=on, shared_on=on, review_by=TODAY - timedelta(days=1), after=(5, 5),
        cause="Posts are vacant.", effect="Children wait.", mitigation="A rota is shared.",
    )  # fmt: skip
    make.rated_risk(risk.area, on=on, review_by=TODAY, shared_on=None, shared_by=None)
    action = make.ActionFactory(plan__area=risk.area, plan__state=PlanState.PUBLISHED)
    join_risk(by=None, action=action, risk=risk)
    escalate_risk(by=None, risk=risk, reason="The budget is not ours.")
    return risk


def test_pages_are_right_at_both_sizes(risk, signed_in):
    page = signed_in(make.person_with(Role.LEAD_OFFICER, risk.area)).new_page()
    own = f"/risks/{risk.pk}/"
    action = risk.action_links.get().action_id

    faults = [
        fault
        for path in (
            *("/areas/strath/risks/", "/areas/strath/risks/?show=closed"),
            *(own, f"{own}review/", f"{own}about/", f"{own}close/", f"{own}actions/"),
            *("/areas/strath/risks/add/", "/areas/strath/risks/thresholds/"),
            *(f"/actions/{action}/risks/", f"/actions/{action}/"),
        )
        for fault in look_at(page, path)
    ]
    faults += look_at_errors(page, f"{own}review/")

    assert faults == []


def test_map_is_a_table_with_heads_and_lists(risk, signed_in):
    page = signed_in(make.person_with(Role.MEMBER, risk.area)).new_page()
    page.goto("/areas/strath/risks/")

    table = page.get_by_role("table", name="After mitigation: where", exact=False).first
    assert table.get_by_role("columnheader").all_inner_texts() == [
        *("Likelihood", "Impact 1 Negligible", "2 Minor", "3 Moderate", "4 Major", "5 Severe")
    ]
    assert table.get_by_role("rowheader").all_inner_texts() == [
        *("5 Almost certain", "4 Likely", "3 Possible", "2 Unlikely", "1 Rare")
    ]
    cell = table.get_by_role("cell").nth(4)
    assert cell.inner_text().startswith("25 high")
    [link] = cell.get_by_role("link").all_inner_texts()
    assert link.split(":") == [f"{risk.number}\n", f" {risk.event}"]
