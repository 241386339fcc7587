"""Decisions are recorded in the room: once, in words, and nothing in the plan changes yet."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from actions.enums import CompletionState
from actions.models import Action
from audit.services.edits import EditConflict
from meetings.enums import DecisionKind, DecisionState
from meetings.models import MeetingDecision
from meetings.services import change_decision, record_decision, strike_out_decision
from tests import factories as make
from tests.meetings.scene import DUE, HELD, SAID, TODAY

pytestmark = pytest.mark.django_db
K = DecisionKind
ROWS = ("proposed_due", "lead", "entry")


def refusal(error) -> dict[str, list[str]]:
    return error.value.message_dict


@pytest.mark.parametrize("kind", K)
def test_every_kind_is_recorded_and_changes_nothing_yet(now, kind):
    action = now.action()
    before = Action.objects.values().get()

    row = now.record(kind, None if kind == K.ADD else action)

    assert (row.state, row.recorded_by) == (DecisionState.RECORDED, now.officer)
    assert Action.objects.values().get() == before


@pytest.mark.parametrize(
    ("kind", "missing", "words"),
    [
        (K.COMPLETE, "evidence", "Say what shows that it is complete."),
        (K.COMPLETE, "difference", "Say what difference it made."),
        (K.EXTEND, "proposed_due", "Give the new date, for example 31 July 2026."),
        (K.EXTEND, "reason", "Say why a new date is needed."),
        (K.EXTEND, "impact", "Say what the delay means for children and families."),
        (K.ADD, "text", "Write what will be done."),
        (K.WITHDRAW, "reason", "Say why it is withdrawn."),
        (K.LEAD, "lead", "Choose who leads it from now on."),
        (K.RATING, "entry", "Choose the rating that was agreed."),
        (K.RATING, "reason", "Say why the committee agreed on it."),
        (K.ESCALATE, "reason", "Write what the chief officers are asked."),
        (K.NOTED, "reason", "Write what the meeting noted."),
    ],
)
def test_what_is_missing_is_said_beside_its_field(now, kind, missing, words):
    with pytest.raises(ValidationError) as error:
        now.record(kind, **{missing: None if missing in ROWS else "  "})

    assert refusal(error) == {missing: [words]}
    assert MeetingDecision.objects.count() == 0


@pytest.mark.parametrize(
    ("proposed", "words"),
    [
        (DUE, "That is the date it has now."),
        (HELD - timedelta(days=1), "Give a date after the meeting."),
    ],
)
def test_a_date_that_cannot_be_is_refused(now, proposed, words):
    with pytest.raises(ValidationError) as error:
        now.record(K.EXTEND, proposed_due=proposed)

    assert refusal(error) == {"proposed_due": [words]}


def test_a_claim_that_waits_needs_no_words_again(now):
    claim = make.CompletionFactory(action=now.action())

    row = now.record(K.COMPLETE, claim.action, evidence="", difference="")

    assert row.state == DecisionState.RECORDED


def test_a_request_that_waits_needs_no_reason_again_for_its_own_date(now):
    asked = make.DeadlineRevisionFactory(action=now.action())

    row = now.record(K.EXTEND, asked.action, proposed_due=asked.proposed_due, reason="", impact="")

    assert row.proposed_due == asked.proposed_due


def test_the_same_press_records_once(now):
    action, token = now.action(), uuid4()

    first = now.record(K.NOTED, action, token=token)
    second = now.record(K.NOTED, action, token=token)

    assert first == second
    assert MeetingDecision.objects.count() == 1


def test_a_meeting_decides_once_what_becomes_of_an_action(now):
    action = now.action()
    now.record(K.WITHDRAW, action)

    with pytest.raises(ValidationError, match="decided about this action already"):
        now.record(K.COMPLETE, action)

    now.record(K.ESCALATE, action)
    now.record(K.NOTED, action)
    assert MeetingDecision.objects.count() == 3


def test_struck_out_makes_room_for_another(now):
    action = now.action()
    row = now.record(K.WITHDRAW, action)

    strike_out_decision(by=now.chair, decision=row)
    now.record(K.WITHDRAW, action)

    assert row.state == DecisionState.CANCELLED
    with pytest.raises(ValidationError, match="struck out already"):
        strike_out_decision(by=now.chair, decision=row)


def test_who_changes_the_words_stands_for_them(now):
    row = now.record(K.NOTED)

    change_decision(by=now.chair, decision=row, expected=1, reason="The chair thanked the lead.")

    row.refresh_from_db()
    assert (row.reason, row.recorded_by, row.row_version) == (
        "The chair thanked the lead.",
        now.chair,
        2,
    )


def test_two_people_changing_one_decision_meet_a_conflict(now):
    row = now.record(K.NOTED)
    change_decision(by=now.chair, decision=row, expected=1, reason="First.")

    with pytest.raises(EditConflict):
        change_decision(by=now.officer, decision=row, expected=1, reason="Second.")


def test_what_was_applied_stands(now):
    row = now.record(K.NOTED)
    now.apply()

    with pytest.raises(ValidationError, match="Una Ross has applied this decision"):
        change_decision(by=now.officer, decision=row, expected=2, reason="Other words.")
    with pytest.raises(ValidationError, match="Una Ross has applied this decision"):
        strike_out_decision(by=now.officer, decision=row)


@pytest.mark.parametrize("kind", [K.COMPLETE, K.EXTEND])
def test_a_completed_action_is_reopened_first(now, kind):
    done = make.CompletionFactory(action=now.action(), state=CompletionState.VERIFIED)

    with pytest.raises(ValidationError, match="has to be reopened first"):
        now.record(kind, done.action)


def test_nothing_is_decided_before_the_meeting(now):
    with pytest.raises(ValidationError, match="has not been held yet"):
        record_decision(
            by=now.officer,
            meeting=now.meeting,
            plan=now.plan,
            kind=K.NOTED,
            token=uuid4(),
            on=HELD - timedelta(days=1),
            action=now.action(),
            **SAID[K.NOTED],
        )


def test_what_does_not_belong_together_is_a_programmers_fault(now):
    with pytest.raises(ValueError, match="meeting's plan"):
        now.record(K.NOTED, make.ActionFactory())
    with pytest.raises(ValueError, match="own plan"):
        now.record(K.ADD, heading=make.HeadingFactory())
    with pytest.raises(ValueError, match="own area"):
        now.record(K.ADD, lead=make.PostFactory())
    with pytest.raises(ValueError, match="does not take impact"):
        now.record(K.NOTED, impact="None.")


def test_today_is_after_the_meeting():
    assert TODAY > HELD
