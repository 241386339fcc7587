"""Ratings that the rules propose: accepted or declined by a person, and how long that counts."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts.roles import Role
from actions.enums import CompletionState
from actions.models import ProposalDecision
from actions.queries.record import action_detail, plan_record
from audit.models import Event
from decisions.services import decide_proposal
from documents.enums import Canonical
from plans.models import LegendEntry
from tests.factories import (
    ActionFactory,
    CompletionFactory,
    DeadlineRevisionFactory,
    PlanFactory,
    ProgressUpdateFactory,
    UpdateWindowFactory,
    person_with,
)
from tests.factories.quarter import ProposalDecisionFactory

pytestmark = pytest.mark.django_db

OPENS, SAID, DECIDED = date(2026, 8, 1), date(2026, 8, 10), date(2026, 8, 20)
NEXT_WINDOW = date(2026, 11, 1)
AMBER, GREEN = Canonical.AT_RISK, Canonical.ON_TRACK


@pytest.fixture
def action():
    """Green, with two "nothing to report" running in a window: amber is proposed."""
    window = UpdateWindowFactory.create(opens_on=OPENS)
    found = ActionFactory.create(plan=window.plan)
    for day in (OPENS - timedelta(days=60), SAID):
        ProgressUpdateFactory.create(
            action=found, as_at=day, nothing_to_report=True, what_happened=""
        )
    return found


@pytest.fixture
def coordinator(action):
    return person_with(Role.LEAD_OFFICER, action.plan.area)


def decide(action, by, accepted=True, canonical=AMBER, on=DECIDED, **more):
    return decide_proposal(
        by=by, action=action, canonical=canonical, accepted=accepted, on=on, **more
    )


def refusal(*args, **given) -> str:
    with pytest.raises(ValidationError) as refused:
        decide(*args, **given)
    return " ".join(refused.value.messages)


def standing(action, on):
    [row] = plan_record(action.plan).standings(on)
    return row


@pytest.mark.parametrize(
    ("day", "rating", "bucket"),
    [
        (DECIDED - timedelta(days=1), GREEN, "on_track"),
        (DECIDED, AMBER, "at_risk"),
        (DECIDED + timedelta(days=60), AMBER, "at_risk"),
    ],
)
def test_accepted_rating_counts_from_its_day(action, coordinator, day, rating, bucket):
    decide(action, coordinator)

    row = standing(action, day)

    assert (row.rating, row.bucket, row.lead_rating) == (rating, bucket, GREEN)


def test_nothing_is_set_until_somebody_accepts(action):
    row = standing(action, DECIDED)

    assert (row.rating, [item.canonical for item in row.proposals]) == (GREEN, [AMBER])


def test_declined_rating_leaves_the_leads(action, coordinator):
    decide(action, coordinator, accepted=False)

    row = standing(action, DECIDED)

    assert (row.rating, row.adopted, row.proposals) == (GREEN, None, [])


def test_declined_is_proposed_again_in_the_next_window_only(action, coordinator):
    decide(action, coordinator, accepted=False)
    UpdateWindowFactory.create(plan=action.plan, opens_on=NEXT_WINDOW)

    before, after = NEXT_WINDOW - timedelta(days=1), NEXT_WINDOW
    found = [len(standing(action, day).proposals) for day in (before, after)]

    assert found == [0, 1]


def test_leads_next_word_ends_an_accepted_rating(action, coordinator):
    decide(action, coordinator)
    ProgressUpdateFactory.create(action=action, as_at=DECIDED + timedelta(days=2))

    days = [DECIDED + timedelta(days=1), DECIDED + timedelta(days=2)]
    assert [standing(action, day).rating for day in days] == [AMBER, GREEN]


def test_silence_stays_silence_whatever_was_accepted(action, coordinator):
    decide(action, coordinator)
    UpdateWindowFactory.create(plan=action.plan, opens_on=NEXT_WINDOW)

    row = standing(action, NEXT_WINDOW)

    assert (row.rating, row.bucket, row.silent) == (AMBER, "not_updated", True)


@pytest.mark.parametrize(
    ("state", "rating"),
    [
        (CompletionState.VERIFIED, Canonical.COMPLETE),
        (CompletionState.CLAIMED, GREEN),
        (CompletionState.RETURNED, GREEN),
    ],
)
def test_completion_ends_an_accepted_rating(action, coordinator, state, rating):
    decide(action, coordinator)
    day = DECIDED + timedelta(days=3)
    CompletionFactory.create(
        action=action, completed_on=day, state=state,
        update_claiming__action=action, update_claiming__as_at=day,
    )  # fmt: skip

    assert standing(action, day).rating == rating


def test_completion_verified_of_an_older_claim_ends_it_too(action):
    claim = ProgressUpdateFactory.create(
        action=action, as_at=SAID, canonical=Canonical.COMPLETE, evidence="Minutes."
    )
    ProposalDecisionFactory.create(action=action, about=claim, decided_on=DECIDED)
    CompletionFactory.create(
        action=action, completed_on=SAID, update_claiming=claim,
        state=CompletionState.VERIFIED, decided_on=DECIDED,
    )  # fmt: skip

    row = standing(action, DECIDED)

    assert (row.rating, row.adopted) == (Canonical.COMPLETE, None)


def test_the_reason_is_that_of_the_rules_and_both_ratings_are_recorded(action, coordinator):
    decision = decide(action, coordinator, note=" Agreed with the lead. ", seen=last(action))

    assert (decision.reason, decision.entry_label, decision.note, decision.about_id) == (
        "Nothing to report two updates running",
        "Amber",
        "Agreed with the lead.",
        last(action),
    )
    changes = Event.objects.get(verb="accepted proposed rating").changes
    assert changes["rating"] == ["Green", "Amber"]


def test_a_legend_without_the_state_gets_the_plain_word(action, coordinator):
    LegendEntry.objects.filter(legend__plan=action.plan, canonical=AMBER).delete()

    decision = decide(action, coordinator)

    assert (decision.entry, decision.entry_label) == (None, "At risk")
    assert action_detail(action, DECIDED).status.label == "At risk"


def test_pressed_twice_it_is_decided_once(action, coordinator):
    first = decide(action, coordinator)

    assert decide(action, coordinator) == first
    assert (ProposalDecision.objects.count(), Event.objects.count()) == (1, 1)


@pytest.mark.parametrize("accepted", [True, False])
def test_second_of_two_people_is_told_who_decided(action, coordinator, accepted):
    donald = person_with(Role.LEAD_OFFICER, action.plan.area)
    decide(action, coordinator, accepted=accepted)

    words = refusal(action, donald, on=DECIDED + timedelta(days=1))

    verb = "accepted" if accepted else "declined"
    assert words == f"{coordinator} {verb} this proposal on 20 August 2026 already."
    assert ProposalDecision.objects.count() == 1


def test_without_a_window_a_second_person_is_told_as_well():
    action = ActionFactory.create(due=DECIDED + timedelta(days=20))
    ProgressUpdateFactory.create(action=action, as_at=SAID, canonical=Canonical.NOT_STARTED)
    one, two = (person_with(Role.LEAD_OFFICER, action.plan.area) for _ in range(2))
    decide(action, one, accepted=False)

    words = refusal(action, two, on=DECIDED + timedelta(days=1))

    assert words == f"{one} declined this proposal on 20 August 2026 already."


def test_what_the_lead_said_since_is_read_first(action, coordinator):
    seen = last(action)
    ProgressUpdateFactory.create(action=action, as_at=DECIDED, nothing_to_report=True)

    words = refusal(action, coordinator, seen=seen)

    assert words == "The lead has said something new about this action. Read it first."


@pytest.mark.parametrize("canonical", [Canonical.OFF_TRACK, Canonical.COMPLETE, "green"])
def test_only_what_the_rules_propose_now_can_be_accepted(action, coordinator, canonical):
    words = refusal(action, coordinator, canonical=canonical)

    assert words == "The rules no longer propose this. Look at the action as it is now."
    assert ProposalDecision.objects.count() == 0


def test_overdue_in_a_date_legend_is_outwith_deadline_once_accepted(coordinator):
    plan = PlanFactory.create(preset="traffic-light-date")
    late = ActionFactory.create(plan=plan, due=DECIDED - timedelta(days=3))
    ProgressUpdateFactory.create(action=late, as_at=SAID)

    decision = decide(late, coordinator, canonical=Canonical.OFF_TRACK)

    detail = action_detail(late, DECIDED)
    assert (decision.reason, detail.status.label, detail.rating.label) == (
        "Its date passed 3 days ago",
        "Outwith deadline, revision required",
        "On target",
    )


def test_an_action_that_nobody_rated_can_be_decided_on(action, coordinator):
    unrated = ActionFactory.create(plan=action.plan)
    DeadlineRevisionFactory.create(action=unrated, requested_on=SAID)

    decision = decide(unrated, coordinator, seen=0)

    assert (decision.about, decision.key.split(":")[0]) == (None, "0")
    assert decide(unrated, coordinator, seen=0) == decision


def last(action) -> int:
    return action.updates.last().pk


@pytest.mark.parametrize(
    ("said", "fields", "revised", "reason"),
    [
        ("not_started", {"due": DECIDED + timedelta(days=30)}, False,
         "Due in 30 days and not on track"),
        ("on_track", {"due": DECIDED + timedelta(days=30)}, False, None),
        ("not_started", {"due": DECIDED + timedelta(days=31)}, False, None),
        ("on_track", {}, True, "A new date has been asked for"),
        ("at_risk", {}, True, None),
        ("off_track", {}, True, None),
    ],
)  # fmt: skip
def test_amber_triggers_from_the_record(said, fields, revised, reason):
    action = ActionFactory.create(**fields)
    ProgressUpdateFactory.create(action=action, as_at=SAID, canonical=said)
    if revised:
        DeadlineRevisionFactory.create(action=action, requested_on=SAID)

    found = standing(action, DECIDED).proposals

    assert [(item.canonical, item.reason) for item in found] == (
        [(AMBER, reason)] if reason else []
    )


def test_in_a_judgement_legend_overdue_stands_as_a_flag_beside_the_leads_rating():
    late = ActionFactory.create(due=DECIDED - timedelta(days=3))
    ProgressUpdateFactory.create(action=late, as_at=SAID)

    row = standing(late, DECIDED)

    assert (row.overdue, row.days_late, row.rating, row.proposals) == (True, 3, GREEN, [])
