from datetime import date

import pytest

from actions.enums import ActionKind, CompletionState, RevisionState
from actions.queries.record import plan_record, standings
from actions.rules.standing import counts
from documents.enums import Canonical, Silence
from tests.factories import (
    ActionFactory,
    ChallengeFactory,
    CompletionFactory,
    DeadlineRevisionFactory,
    LeadFactory,
    PlanFactory,
    ProgressUpdateFactory,
    UpdateWindowFactory,
    holder_of,
)
from timescales.enums import TimescaleKind

pytestmark = pytest.mark.django_db

OPENED = date(2026, 8, 1)
TODAY = date(2026, 8, 31)


def standing(action, on=TODAY):
    return next(row for row in standings(action.plan, on) if row.action.pk == action.pk)


def test_an_action_nobody_rated_is_not_heard_of_on_its_first_day():
    action = ActionFactory()
    row = standing(action, action.plan.period_start)
    assert (row.rating, row.bucket, row.silent) == (Canonical.NOT_RATED, "not_updated", True)


def test_the_rating_is_the_last_one_said_by_that_day():
    action = ActionFactory()
    ProgressUpdateFactory(action=action, as_at=date(2026, 8, 5), canonical=Canonical.ON_TRACK)
    ProgressUpdateFactory(action=action, as_at=date(2026, 8, 20), canonical=Canonical.AT_RISK)
    assert standing(action, date(2026, 8, 10)).bucket == "on_track"
    assert standing(action).bucket == "at_risk"


def test_no_word_in_the_window_is_not_updated_whatever_was_said_before():
    window = UpdateWindowFactory(opens_on=OPENED)
    action = ActionFactory(plan=window.plan)
    ProgressUpdateFactory(action=action, as_at=date(2026, 7, 31))
    row = standing(action)
    assert (row.rating, row.bucket) == (Canonical.ON_TRACK, "not_updated")


def test_without_a_window_three_months_are_the_quarter():
    action = ActionFactory()
    ProgressUpdateFactory(action=action, as_at=date(2026, 5, 31))
    assert standing(action, date(2026, 8, 31)).silent is False
    assert standing(action, date(2026, 9, 1)).silent is True


def test_an_action_added_after_the_asking_began_was_not_asked():
    window = UpdateWindowFactory(opens_on=OPENED)
    action = ActionFactory(plan=window.plan, added_on=date(2026, 8, 2))
    row = standing(action)
    assert (row.bucket, row.silence) == ("not_updated", Silence.NOBODY)
    holder_of(LeadFactory(action=action).post)
    assert standing(action).silence == Silence.NOT_ASKED


def test_ongoing_items_are_never_silent_and_never_counted():
    window = UpdateWindowFactory(opens_on=OPENED)
    action = ActionFactory(plan=window.plan, kind=ActionKind.ONGOING, due=None)
    assert standing(action).silent is False
    assert sum(counts(standings(action.plan, TODAY)).values()) == 0


def test_a_claim_nobody_verified_keeps_the_rating_before_it():
    action = ActionFactory()
    ProgressUpdateFactory(action=action, as_at=date(2026, 8, 5), canonical=Canonical.AT_RISK)
    CompletionFactory(action=action)
    row = standing(action)
    assert (row.bucket, row.claimed) == ("at_risk", True)


def test_a_claim_left_waiting_into_the_next_window_is_not_the_leads_silence():
    window = UpdateWindowFactory(opens_on=date(2026, 10, 1))
    action = ActionFactory(plan=window.plan)
    ProgressUpdateFactory(action=action, as_at=date(2026, 8, 5), canonical=Canonical.AT_RISK)
    CompletionFactory(action=action)
    row = standing(action, date(2026, 10, 20))
    assert (row.bucket, row.silent, row.claimed) == ("at_risk", False, True)


def test_a_verified_completion_counts_from_the_day_of_verification():
    action = ActionFactory()
    CompletionFactory(action=action, state=CompletionState.VERIFIED, decided_on=date(2026, 8, 25))
    before, after = standing(action, date(2026, 8, 24)), standing(action, date(2026, 8, 25))
    assert (before.bucket, before.claimed) == ("not_rated", True)
    assert (after.bucket, after.claimed) == ("complete", False)


def test_a_returned_claim_is_no_longer_a_claim():
    action = ActionFactory()
    CompletionFactory(action=action, state=CompletionState.RETURNED, decided_on=date(2026, 8, 25))
    row = standing(action)
    assert (row.bucket, row.claimed, row.completion) == ("not_rated", False, None)


def test_a_complete_action_is_neither_silent_nor_overdue():
    window = UpdateWindowFactory(opens_on=date(2026, 10, 1))
    action = ActionFactory(plan=window.plan, due=date(2026, 7, 31))
    CompletionFactory(action=action, state=CompletionState.VERIFIED)
    row = standing(action, date(2026, 10, 20))
    assert (row.bucket, row.overdue, row.silent) == ("complete", False, False)


def test_overdue_counts_days_from_the_date_that_stood_then():
    action = ActionFactory(due=date(2026, 7, 31))
    DeadlineRevisionFactory(
        action=action,
        proposed_due=date(2026, 9, 30),
        state=RevisionState.APPROVED,
        requested_on=date(2026, 8, 1),
        decided_on=date(2026, 8, 20),
    )
    before, after = standing(action, date(2026, 8, 10)), standing(action, TODAY)
    assert (before.overdue, before.days_late, before.due) == (True, 10, date(2026, 7, 31))
    assert before.proposed_due == date(2026, 9, 30)
    assert (after.overdue, after.due, after.times_moved) == (False, date(2026, 9, 30), 1)
    assert (after.first_due, after.proposed_due) == (date(2026, 7, 31), None)


def test_a_challenge_stands_until_the_lead_says_something_new():
    action = ActionFactory()
    challenge = ChallengeFactory(action=action, made_on=date(2026, 8, 20))
    assert standing(action).challenge.pk == challenge.pk
    assert standing(action).rating == Canonical.ON_TRACK
    ProgressUpdateFactory(action=action, as_at=date(2026, 9, 5))
    assert standing(action, date(2026, 9, 6)).challenge is None


def test_a_withdrawn_action_left_the_plan_on_its_day():
    action = ActionFactory(withdrawn_on=date(2026, 8, 15), withdrawn_reason="Merged with 1.2")
    assert len(standings(action.plan, date(2026, 8, 14))) == 1
    assert standings(action.plan, date(2026, 8, 15)) == []


@pytest.mark.parametrize(
    ("kind", "due", "no_date"),
    [
        (TimescaleKind.BY_DATE, date(2027, 7, 31), False),
        (TimescaleKind.CONTINUOUS, None, False),
        (TimescaleKind.UNKNOWN, None, True),
        (TimescaleKind.MISPLACED, None, True),
    ],
)
def test_only_a_timescale_not_understood_is_a_missing_date(kind, due, no_date):
    action = ActionFactory(due=due, timescale_kind=kind)
    assert standing(action).no_date is no_date


def test_the_accountable_lead_is_the_one_named():
    action = ActionFactory()
    assert standing(action).no_lead is True
    lead = LeadFactory(action=action)
    assert standing(action).accountable.pk == lead.pk


def test_counts_balance_and_name_every_bucket():
    plan = PlanFactory()
    for canonical in (Canonical.ON_TRACK, Canonical.ON_TRACK, Canonical.OFF_TRACK):
        ProgressUpdateFactory(action=ActionFactory(plan=plan), canonical=canonical)
    ActionFactory(plan=plan)
    assert counts(standings(plan, TODAY)) == {
        "off_track": 1,
        "at_risk": 0,
        "on_track": 2,
        "complete": 0,
        "not_started": 0,
        "not_rated": 0,
        "reprogrammed": 0,
        "not_updated": 1,
    }


def test_the_record_takes_the_same_queries_for_one_action_and_for_thirty(
    django_assert_num_queries,
):
    small, large = LeadFactory().action.plan, PlanFactory()
    for _ in range(30):
        ProgressUpdateFactory(action=LeadFactory(action__plan=large).action)
    for plan in (small, large):
        with django_assert_num_queries(5):
            plan_record(plan).standings(TODAY)


def test_the_quarter_before_ends_when_the_window_before_closed():
    window = UpdateWindowFactory(opens_on=OPENED)
    earlier = UpdateWindowFactory(plan=window.plan, opens_on=date(2026, 5, 1))
    record = plan_record(window.plan)
    assert record.previous_quarter(TODAY) == earlier.closes_on
    assert record.previous_quarter(date(2026, 5, 10)) == date(2026, 2, 10)
