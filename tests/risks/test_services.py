"""What happens to a risk, who may do it, and what of it nobody can write."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.roles import Role
from actions.models import ActionRisk
from actions.queries.record import plan_record
from actions.services import join_risk, part_risk
from audit.models import Event
from documents.enums import Silence
from plans.enums import PlanState
from risks.enums import StepKind
from risks.models import ReviewRequest, RiskStep
from risks.queries.course import steps_of
from risks.queries.reviews import wanted_reviews
from risks.rules.course import standing_on
from risks.rules.facts import Rating, RiskFacts
from risks.services import (
    add_risk,
    ask_for_reviews,
    close_risk,
    edit_risk,
    escalate_risk,
    rate_risk,
    reopen_risk,
    return_risk,
    set_risk_links,
    set_risk_scale,
    share_risk,
)
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=60)
HIGH, LOW = Rating(5, 5, 4, 4), Rating(5, 5, 1, 2)
WHY = "Two posts are vacant."


@pytest.fixture
def area():
    return make.AreaFactory()


@pytest.fixture
def officer(area):
    return make.person_with(Role.LEAD_OFFICER, area)


@pytest.fixture
def risk(area, officer):
    row = add_risk(by=officer, area=area, facts=RiskFacts("1", "Inquiries begin late"))
    rate_risk(by=officer, risk=row, rating=HIGH, review_by=SOON, reason=WHY)
    return share_risk(by=officer, risk=row)


def test_number_is_taken_once(area, officer, risk):
    with pytest.raises(ValidationError) as refused:
        add_risk(by=officer, area=area, facts=RiskFacts("1", "Something else"))

    assert set(refused.value.error_dict) == {"number"}
    assert add_risk(by=None, area=make.AreaFactory(), facts=RiskFacts("1", "Elsewhere")).pk


def test_nobody_shares_what_nobody_rated(area, officer):
    row = add_risk(by=officer, area=area, facts=RiskFacts("1", "Inquiries begin late"))

    with pytest.raises(ValidationError, match="Rate this risk"):
        share_risk(by=officer, risk=row)


def test_words_are_changed_and_a_risk_is_shared_once(risk, officer):
    other = make.person_with(Role.LEAD_OFFICER, risk.area)
    edit_risk(by=officer, risk=risk, expected=1, facts=RiskFacts("1", "Inquiries begin too late"))
    edit_risk(by=officer, risk=risk, expected=2, facts=risk.facts())
    share_risk(by=other, risk=risk)

    risk.refresh_from_db()
    assert (risk.event, risk.row_version, risk.shared_by) == (
        "Inquiries begin too late", 2, officer
    )  # fmt: skip


def test_another_areas_post_owns_nothing_here(risk, officer):
    facts = RiskFacts("1", "Inquiries begin late", post=make.PostFactory().pk)

    with pytest.raises(ValueError, match="own area"):
        edit_risk(by=officer, risk=risk, expected=1, facts=facts)


def test_rating_sent_twice_is_one(risk, officer):
    kept = [
        rate_risk(by=officer, risk=risk, rating=LOW, review_by=SOON, reason=WHY).pk
        for _ in range(2)
    ]

    assert kept[0] == kept[1]
    assert RiskStep.objects.count() == 2


@pytest.mark.parametrize(
    ("rating", "review_by", "names"),
    [
        (Rating(2, 2, 3, 2), SOON, {"likelihood_after"}),
        (LOW, TODAY, {"review_by"}),
    ],
)
def test_what_no_rating_can_be(risk, officer, rating, review_by, names):
    with pytest.raises(ValidationError) as refused:
        rate_risk(by=officer, risk=risk, rating=rating, review_by=review_by, reason=WHY)

    assert set(refused.value.error_dict) == names


@pytest.mark.parametrize(
    "fields",
    [
        {"likelihood": None},
        {"likelihood": 6},
        {"likelihood_after": 5},
        {"review_by": None},
        {"kind": StepKind.CLOSED},
    ],
)
def test_database_keeps_no_half_rating(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.RiskStepFactory(**fields)


def test_course_of_a_risk(risk, officer):
    escalate_risk(by=officer, risk=risk, reason="The budget is not ours.")
    return_risk(by=officer, risk=risk, reason="Posts are funded.")
    close_risk(by=officer, risk=risk, reason="All posts are filled.")
    with pytest.raises(ValidationError, match="closed"):
        rate_risk(by=officer, risk=risk, rating=LOW, review_by=SOON, reason=WHY)
    reopen_risk(by=officer, risk=risk, reason="Two people left.")

    kinds = [step.kind for step in steps_of(risk)]
    assert kinds == ["rated", "escalated", "returned", "closed", "reopened"]
    verbs = Event.objects.filter(target_type="risks.risk").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "added risk",
        "rated risk",
        "shared risk",
        "escalated risk",
        "returned risk",
        "closed risk",
        "reopened risk",
    ]


def test_draft_is_not_escalated(area, officer):
    draft = make.rated_risk(area, shared_on=None, shared_by=None)

    with pytest.raises(ValidationError, match="in the register first"):
        escalate_risk(by=officer, risk=draft, reason=WHY)


def test_whoever_owns_a_risk_does_not_close_it(area, officer):
    post = make.PostFactory(area=area)
    make.PostHoldingFactory(post=post, user=officer)
    risk = make.rated_risk(area, post=post)

    with pytest.raises(ValidationError, match="You hold the post"):
        close_risk(by=officer, risk=risk, reason=WHY)

    close_risk(by=make.person_with(Role.LEAD_OFFICER, area), risk=risk, reason=WHY)
    assert not standing_on(steps_of(risk), [], TODAY).open


def test_scale_is_set_once_and_kept(area, officer):
    first = set_risk_scale(by=officer, area=area, medium_from=4, high_from=10, reason=WHY)
    again = set_risk_scale(by=officer, area=area, medium_from=4, high_from=10, reason="Twice.")

    assert first == again
    with pytest.raises(ValidationError) as refused:
        set_risk_scale(by=officer, area=area, medium_from=10, high_from=10, reason=WHY)
    assert set(refused.value.error_dict) == {"high_from"}


def test_links_are_of_the_area(risk, officer):
    heading = make.HeadingFactory(plan__area=risk.area)
    set_risk_links(by=officer, risk=risk, expected=1, headings=[heading])
    set_risk_links(by=officer, risk=risk, expected=1, headings=[heading])

    assert list(risk.headings.all()) == [heading]
    with pytest.raises(ValueError, match="own area"):
        set_risk_links(by=officer, risk=risk, expected=2, indicators=[make.IndicatorFactory()])


# -- actions ---------------------------------------------------------------------------------------


def proposed(action, day=None):
    """What the rules propose of an action on a day, from the loader that every page reads."""
    [row] = plan_record(action.plan, holders_on=day or TODAY).standings(day or TODAY)
    return [(one.canonical.value, one.reason) for one in row.proposals]


def test_high_risk_is_proposed_for_its_actions_and_the_past_stays(risk, officer):
    action = make.ActionFactory(plan__area=risk.area, plan__state=PlanState.PUBLISHED, due=SOON)
    assert proposed(action) == []

    link = join_risk(by=officer, action=action, risk=risk)

    told = [("at_risk", "Its risk 1 is high")]
    assert proposed(action) == told
    assert proposed(action, TODAY - timedelta(days=1)) == []
    rate_risk(by=officer, risk=risk, rating=LOW, review_by=SOON, reason=WHY)
    assert proposed(action) == []
    set_risk_scale(by=officer, area=risk.area, medium_from=2, high_from=3, reason=WHY)
    rate_risk(by=officer, risk=risk, rating=HIGH, review_by=SOON, reason=WHY)
    assert proposed(action) == told
    part_risk(by=officer, link=link)
    assert proposed(action) == []


def test_action_joins_once_and_no_draft(risk, officer):
    action = make.ActionFactory(plan__area=risk.area)
    join_risk(by=officer, action=action, risk=risk)
    join_risk(by=officer, action=action, risk=risk)
    draft = make.rated_risk(risk.area, shared_on=None, shared_by=None)

    assert ActionRisk.objects.count() == 1
    with pytest.raises(ValidationError):
        join_risk(by=officer, action=action, risk=draft)
    with pytest.raises(ValidationError):
        gone = make.ActionFactory(plan=action.plan, withdrawn_on=TODAY, withdrawn_reason="No.")
        join_risk(by=officer, action=gone, risk=risk)
    with pytest.raises(ValueError, match="own area"):
        join_risk(by=officer, action=make.ActionFactory(), risk=risk)


# -- reviews ---------------------------------------------------------------------------------------


def owned(area, review_by, *, held=True, **fields):
    post = make.PostFactory(area=area)
    if held:
        make.PostHoldingFactory(post=post, user=make.person_with(Role.ACTION_LEAD, area))
    on = min(TODAY, review_by) - timedelta(days=60)
    return make.rated_risk(
        area, post=post, on=on, review_by=review_by, **{"shared_on": on, **fields}
    )


def silences(area, day=TODAY):
    rows = area.risks.select_related("area", "post")
    return {one.risk.number: one.silence for one in wanted_reviews(list(rows), day)}


def test_four_silences_are_kept_apart(area):
    due = TODAY + timedelta(days=3)
    owned(area, due, number="vacant", held=False)
    owned(area, due, number="asked")
    owned(area, TODAY + timedelta(days=90), number="later")
    owned(area, due, number="draft", shared_on=None, shared_by=None)
    make.rated_risk(area, number="nobody", on=TODAY - timedelta(days=60), review_by=due)
    before = silences(area)
    ask_for_reviews(by=None, today=TODAY)
    ask_for_reviews(by=None, today=TODAY)

    assert before == {
        "vacant": Silence.NOBODY,
        "nobody": Silence.NOBODY,
        "asked": Silence.NOT_ASKED,
    }
    [request] = ReviewRequest.objects.all()
    assert silences(area)["asked"] == Silence.AWAITED
    after = request.due_on + timedelta(days=1)
    assert silences(area, after)["asked"] == Silence.UNANSWERED
    rate_risk(by=None, risk=request.risk, rating=LOW, review_by=SOON, reason=WHY)
    assert "asked" not in silences(area)


def test_closed_risk_is_not_asked_about(area, officer):
    risk = owned(area, TODAY + timedelta(days=3))
    close_risk(by=officer, risk=risk, reason=WHY)

    assert ask_for_reviews(by=None, today=TODAY) == []


def test_asking_is_recorded_by_area(area):
    owned(area, TODAY + timedelta(days=3), number="7")
    ask_for_reviews(by=None, today=TODAY, area=make.AreaFactory())
    assert not ReviewRequest.objects.exists()

    ask_for_reviews(by=None, today=TODAY)

    [event] = Event.objects.filter(verb="asked for reviews")
    assert (event.area_id, event.changes) == (area.pk, {"risks": ["Risk 7"]})
