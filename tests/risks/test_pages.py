"""The register and a risk's page: who sees what, what they say, and what a draft tells nobody."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from actions.services import join_risk
from committees.queries.history import events_seen
from plans.enums import PlanState
from risks.rules.facts import Rating
from risks.services import (
    ask_for_reviews,
    close_risk,
    escalate_risk,
    rate_risk,
    share_risk,
)
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
AGO = TODAY - timedelta(days=100)
SOON = TODAY + timedelta(days=60)


@pytest.fixture
def area():
    return make.AreaFactory()


@pytest.fixture
def officer(area):
    return make.person_with(Role.LEAD_OFFICER, area)


def entered(area, number, after, **fields):
    return make.rated_risk(
        area, number=number, after=after, on=AGO, shared_on=AGO, review_by=SOON, **fields
    )


def page_of(client, name, *args, **asked):
    return client.get(reverse(name, args=args), asked).content.decode()


def test_register_says_what_moved_since_a_day(client, area, officer):
    up, still, silent = (entered(area, number, (2, 3)) for number in ("1", "2", "3"))
    for risk, after in ((up, (4, 4)), (still, (3, 2))):
        rating = Rating(5, 5, *after)
        rate_risk(by=officer, risk=risk, rating=rating, review_by=SOON, reason="Seen.")
    escalate_risk(by=officer, risk=still, reason="The budget is not ours.")
    client.force_login(officer)

    page = page_of(client, "risk_list", area.slug, since=TODAY - timedelta(days=1))

    told = ["3 open: 1 high, 2 medium, 0 low. 1 is with chief officers."]
    told += ["Up, from 6 to 16", "Unchanged", "Not reviewed", "Low 1 to 5, medium 6 to 14"]
    assert [words for words in told if words not in page] == []
    # with chief officers first, then the highest
    places = [page.index(f">{risk}</a>") for risk in (still, up, silent)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({}, {"A", "B", "D"}),
        ({"show": "closed"}, {"C"}),
        ({"show": "all"}, {"A", "B", "C", "D"}),
        ({"show": "escalated"}, {"A"}),
        ({"show": "draft"}, {"D"}),
        ({"level": "high"}, {"A"}),
        ({"movement": "not_reviewed"}, {"A", "B"}),
        ({"show": "nonsense"}, {"A", "B", "D"}),
    ],
)
def test_filters(client, area, officer, asked, numbers):
    high, _, closed = (
        entered(area, number, after)
        for number, after in (("A", (4, 4)), ("B", (1, 1)), ("C", (2, 2)))
    )
    make.rated_risk(area, number="D", on=AGO, review_by=SOON, shared_on=None, shared_by=None)
    escalate_risk(by=officer, risk=high, reason="The budget is not ours.")
    close_risk(by=officer, risk=closed, reason="Done.")
    client.force_login(officer)

    asked = {"since": TODAY - timedelta(days=1), **asked}
    page = page_of(client, "risk_list", area.slug, **asked)

    assert {one for one in "ABCD" if f">Risk {one}</a>" in page} == numbers


def test_map_names_each_open_risk_once_in_its_cell(client, area, officer):
    entered(area, "A", (4, 3))
    client.force_login(officer)

    page = page_of(client, "risk_list", area.slug)

    after, before = page.split("Before mitigation</h2>")
    cell = '<span class="cpc-heat__score">{}</span><ul class="cpc-heat__risks"><li>'
    assert after.count(cell.format("12 medium")) == 1
    assert before.count(cell.format("25 high")) == 1
    assert page.count('class="cpc-heat__risks"') == 2


def test_queries_do_not_grow_with_risks(client, area, officer, django_assert_max_num_queries):
    client.force_login(officer)
    entered(area, "1", (2, 2))
    with django_assert_max_num_queries(14):
        page_of(client, "risk_list", area.slug)
    for number in range(2, 30):
        post = make.PostFactory(area=area)
        entered(area, str(number), (2, 2), post=post)
    with django_assert_max_num_queries(14):
        page_of(client, "risk_list", area.slug)


def test_whoever_owns_a_risk_reviews_it_and_nobody_else(client, area):
    post = make.PostFactory(area=area)
    owner = make.person_with(Role.ACTION_LEAD, area)
    make.PostHoldingFactory(post=post, user=owner)
    risk, other = entered(area, "1", (2, 2), post=post), entered(area, "2", (2, 2))
    client.force_login(owner)

    answered = {
        row.number: client.get(reverse("risk_rate", args=[row.pk])).status_code
        for row in (risk, other)
    }

    assert answered == {"1": 200, "2": 403}
    assert "Review it</a>" in page_of(client, "risk", risk.pk)
    assert "Review it</a>" not in page_of(client, "risk", other.pk)


def test_review_that_came_meanwhile_is_read_first(client, area, officer):
    risk = entered(area, "1", (2, 2))
    client.force_login(officer)
    url = reverse("risk_rate", args=[risk.pk])
    seen = risk.steps.last().pk
    rate_risk(by=None, risk=risk, rating=Rating(5, 5, 3, 3), review_by=SOON, reason="Theirs.")
    typed = {
        **{"likelihood": 5, "impact": 5, "likelihood_after": 1, "impact_after": 1},
        **{"reason": "Mine.", "review_by": SOON.isoformat(), "seen": seen},
    }

    page = client.post(url, typed).content.decode()

    assert "Something new was said about this" in page
    assert "Theirs." in page
    assert risk.steps.count() == 2


def told_of_draft(client, risk):
    """The pages on which a stranger meets the words of a risk."""
    area = risk.area
    pages = {
        "risk_list": page_of(client, "risk_list", area.slug, show="all"),
        "commitments": page_of(client, "commitments", area.slug),
        "area_history": page_of(client, "area_history", area.slug),
    }
    told = {name for name, page in pages.items() if risk.event in page}
    if client.get(reverse("risk", args=[risk.pk])).status_code != 404:
        told.add("risk")
    return told


def test_inspector_learns_of_no_draft_until_it_is_in_the_register(client, area, officer):
    risk = make.rated_risk(area, event="Unshared risk", on=AGO, review_by=SOON, after=(5, 5),
                           shared_on=None, shared_by=None)  # fmt: skip
    rate_risk(by=officer, risk=risk, rating=Rating(5, 5, 5, 5), review_by=SOON, reason="Seen.")
    inspector = make.person_with(Role.INSPECTOR, area)
    client.force_login(inspector)

    assert told_of_draft(client, risk) == set()
    assert list(events_seen(inspector, area)) == []

    share_risk(by=officer, risk=risk)

    assert told_of_draft(client, risk) == {"risk_list", "commitments", "area_history", "risk"}
    assert {one.verb for one in events_seen(inspector, area)} == {"rated risk", "shared risk"}


def test_inspector_learns_of_no_action_of_a_draft_plan(client, area, officer):
    risk = entered(area, "1", (5, 5))
    action = make.ActionFactory(plan__area=area, text="Not agreed yet")
    join_risk(by=officer, action=action, risk=risk)
    client.force_login(make.person_with(Role.INSPECTOR, area))

    page = page_of(client, "risk", risk.pk)

    assert "Not agreed yet" not in page
    assert "No action of a plan is joined to it." in page


def test_action_says_what_it_is_against_and_a_risk_what_is_done(client, area, officer):
    risk = entered(area, "1", (5, 5))
    action = make.ActionFactory(plan__area=area, plan__state=PlanState.PUBLISHED)
    client.force_login(officer)
    assert "High, and no open action is against it." in page_of(client, "commitments", area.slug)

    join_risk(by=officer, action=action, risk=risk)

    assert f">{risk}</a>" in page_of(client, "action_detail", action.pk)
    assert action.text in page_of(client, "risk", risk.pk)
    assert "no open action is against it" not in page_of(client, "commitments", area.slug)


def test_empty_register_says_what_to_do(client, area):
    for role, words in (
        (Role.LEAD_OFFICER, "Add a risk"),
        (Role.MEMBER, "The lead officer keeps the register."),
    ):
        client.force_login(make.person_with(role, area))
        assert words in page_of(client, "risk_list", area.slug)


def test_first_page_asks_whoever_owns_a_risk(client, area):
    owner, other = (make.person_with(Role.ACTION_LEAD, area) for _ in range(2))
    post = make.PostFactory(area=area)
    make.PostHoldingFactory(post=post, user=owner)
    due = TODAY + timedelta(days=3)
    make.rated_risk(area, number="R1", on=AGO, shared_on=AGO, review_by=due, post=post)
    client.force_login(owner)
    assert "Risks to review" not in client.get("/").content.decode()

    ask_for_reviews(by=None, today=TODAY)

    assert "Review risk R1" in client.get("/").content.decode()
    client.force_login(other)
    assert "Risks to review" not in client.get("/").content.decode()
