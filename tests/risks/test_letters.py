"""The letters that ask for reviews of risks: whom, when, and nothing of a rating."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from committees.enums import Capacity
from reminders.enums import ReminderKind, Why
from reminders.queries.asked import all_due
from reminders.queries.asked_reviews import ReviewAsk, review_asks
from reminders.queries.words import words_for
from risks.models import ReviewRequest
from risks.rules.facts import Rating
from risks.services import ask_for_reviews, rate_risk
from tests import factories as make
from timescales.working_days import next_working

pytestmark = pytest.mark.django_db

# a working day after which a review comes due on another
ASKED = next_working(timezone.localdate(), "scotland")
DUE = next_working(ASKED + timedelta(days=14), "scotland")
K, W = ReminderKind, Why


@pytest.fixture
def area():
    return make.AreaFactory(nation="scotland")


@pytest.fixture
def officer(area):
    return make.person_with(Role.LEAD_OFFICER, area)


@pytest.fixture
def owner(area):
    return make.person_with(Role.ACTION_LEAD, area)


@pytest.fixture
def risk(area, owner, officer):
    post = make.PostFactory(area=area)
    make.PostHoldingFactory(post=post, user=owner)
    deputy = make.person_with(Role.ACTION_LEAD, area)
    make.PostHoldingFactory(post=post, user=deputy, capacity=Capacity.DEPUTY)
    on = ASKED - timedelta(days=90)
    return make.rated_risk(area, post=post, on=on, shared_on=on, review_by=DUE, number="R1")


def asked(area, day):
    return {(ask.user.pk, ask.why, ask.kind) for ask in review_asks(day, [area])}


def test_owner_is_asked_then_others_hear(area, owner, officer, risk):
    assert asked(area, ASKED) == set()
    ask_for_reviews(by=None, today=ASKED)
    [request] = ReviewRequest.objects.all()

    assert asked(area, ASKED) == {(owner.pk, W.LEAD, K.OPENED)}
    last = request.due_on - timedelta(days=1)
    assert {why for _, why, _ in asked(area, last)} <= {W.LEAD}
    late = next_working(request.due_on + timedelta(days=4), "scotland")
    assert {why for _, why, _ in asked(area, late)} == {W.DEPUTY, W.COORDINATOR}


def test_who_answered_is_asked_no_more(area, owner, risk):
    ask_for_reviews(by=None, today=ASKED)
    later = DUE + timedelta(days=90)
    rate_risk(by=owner, risk=risk, rating=Rating(5, 5, 2, 2), review_by=later, reason="Seen.")

    assert asked(area, ASKED) == set()


def test_coordinator_hears_at_once_where_there_is_nobody(area, officer):
    on = ASKED - timedelta(days=90)
    make.rated_risk(area, on=on, shared_on=on, review_by=DUE)

    assert asked(area, ASKED) == {(officer.pk, W.NOBODY, K.OPENED)}


def test_letter_says_what_is_wanted_and_no_rating(area, owner, risk):
    ask_for_reviews(by=None, today=ASKED)
    asks = [ask for ask in all_due(ASKED, owner) if ask.user == owner]

    words = words_for(owner, asks, ASKED)

    assert words.subject.startswith("1 risk to review by ")
    assert "Please review these risks by" in words.html
    assert f"/risks/{risk.pk}/" in words.text
    assert risk.event in words.text
    assert [said for said in ("medium", "Medium", "×") if said in words.text] == []


@pytest.mark.parametrize(
    ("why", "kind", "heading"),
    [
        (W.LEAD, K.REMINDER, "Please review these risks by"),
        (W.LEAD, K.LAST, "Please review these risks by"),
        (W.STANDS_IN, K.OPENED, "You are asked as deputy"),
        (W.DEPUTY, K.DEPUTY, "Risks not reviewed: can you help as deputy?"),
        (W.NOBODY, K.COORDINATOR, "Risks with nobody to ask"),
        (W.CHAIR, K.CHAIR, "Risks not reviewed in the group you chair"),
        (W.COORDINATOR, K.COORDINATOR, "Risks not reviewed"),
    ],
)
def test_each_reader_has_a_section(area, owner, risk, why, kind, heading):
    ask = ReviewAsk(owner, why, kind, "risk:1", risk, DUE)

    assert heading in words_for(owner, [ask], ASKED).html
