"""A meeting's decisions are applied together: all or none, once, by somebody who may."""

from collections import Counter
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.roles import ROLE_PERMISSIONS, Permission, Role
from actions.enums import CompletionState, DecidedAs, Origin, RevisionState
from actions.models import ProgressUpdate
from actions.queries.record import standings
from actions.rules.standing import counts
from actions.services import withdraw_action
from meetings.enums import DecisionKind, DecisionState
from meetings.models import MeetingDecision
from meetings.queries.escalations import escalations
from meetings.services import strike_out_decision
from meetings.services.application import READ_AGAIN
from tests import factories as make
from tests.meetings.scene import DUE, HELD, LATE, SOON, TODAY
from timescales.date_format import long_day

pytestmark = pytest.mark.django_db
K = DecisionKind


def refused(now, by=None) -> list[str]:
    """Why nothing was applied; and nothing was."""
    before = Counter(MeetingDecision.objects.values_list("state", flat=True))
    with pytest.raises(ValidationError) as error:
        now.apply(by)
    assert Counter(MeetingDecision.objects.values_list("state", flat=True)) == before
    return error.value.messages


def test_a_claim_that_waits_is_verified(now):
    claim = make.CompletionFactory(action=now.action(), completed_on=date(2025, 8, 1))
    now.record(K.COMPLETE, claim.action)

    now.apply()

    claim.refresh_from_db()
    assert (claim.state, claim.decided_by, claim.decided_on) == (
        CompletionState.VERIFIED,
        now.chair,
        HELD,
    )


def test_nobody_verifies_their_own_claim(now):
    claim = make.CompletionFactory(action=now.action(), claimed_by=now.chair)
    now.record(K.COMPLETE, claim.action)

    assert refused(now) == [
        "None of these is yours to apply.",
        f"Action {claim.action.reference}: Morag Weir can apply it.",
    ]


def test_where_nobody_claimed_it_is_claimed_for_the_lead_and_waits(now):
    action = now.action()
    now.record(K.COMPLETE, action)

    now.apply()

    claim = action.completions.get()
    said = claim.update_claiming
    assert (claim.state, claim.claimed_by, claim.completed_on) == (
        CompletionState.CLAIMED,
        now.officer,
        HELD,
    )
    assert (said.evidence, said.difference, said.source) == (
        "The audit report.",
        "Shorter waits.",
        "on_behalf",
    )


def test_the_meetings_own_date_is_asked_by_one_and_approved_by_another(now):
    action = now.action()
    now.record(K.EXTEND, action)

    now.apply()

    revision = action.revisions.get()
    action.refresh_from_db()
    assert (action.first_due, action.due) == (DUE, SOON)
    assert (revision.state, revision.requested_by, revision.decided_by) == (
        RevisionState.APPROVED,
        now.officer,
        now.chair,
    )
    assert (revision.decided_on, revision.decided_at) == (HELD, now.meeting)


def test_the_date_that_was_asked_for_is_approved(now):
    asked = make.DeadlineRevisionFactory(action=now.action(), proposed_due=SOON)
    now.record(K.EXTEND, asked.action)

    now.apply()

    asked.refresh_from_db()
    assert (asked.state, asked.action.revisions.count()) == (RevisionState.APPROVED, 1)


def test_another_date_than_was_asked_declines_that_one(now):
    asked = make.DeadlineRevisionFactory(action=now.action(), proposed_due=LATE)
    now.record(K.EXTEND, asked.action)

    now.apply()

    states = asked.action.revisions.values_list("proposed_due", "state")
    assert dict(states) == {LATE: RevisionState.DECLINED, SOON: RevisionState.APPROVED}


def test_a_long_move_is_asked_for_and_waits_for_chief_officers(now):
    action = now.action()
    now.record(K.EXTEND, action, proposed_due=LATE)

    now.apply(now.officer)

    revision = action.revisions.get()
    action.refresh_from_db()
    assert (revision.state, revision.to_chief_officers) == (RevisionState.REQUESTED, True)
    assert action.due == DUE


def test_a_new_date_is_the_chairs_to_apply_and_keeps_nothing_else_back(now):
    date_, note = now.record(K.EXTEND), now.record(K.NOTED)

    assert now.apply(now.officer) == [note]

    assert refused(now, by=now.officer) == [
        "None of these is yours to apply.",
        f"Action {date_.action.reference}: Una Ross can apply it. A new date is the chair’s to "
        "decide.",
    ]
    assert now.apply() == [date_]


def test_who_recorded_a_date_does_not_approve_it(now):
    """With no vice-chair it is the committee’s own decision: applied by another, printed as its."""
    row = now.record(K.EXTEND, by=now.chair)
    assert refused(now)[0] == "None of these is yours to apply."

    now.apply(now.officer)

    revision = row.action.revisions.get()
    assert (revision.state, revision.requested_by, revision.decided_by, revision.decided_as) == (
        RevisionState.APPROVED,
        now.chair,
        now.officer,
        DecidedAs.COMMITTEE,
    )
    assert revision.decider_label == f"{now.plan.body}, meeting of {long_day(HELD)}"


def test_the_vice_chair_decides_what_is_the_chairs_own(now):
    vice = now.person(Role.VICE_CHAIR, name="Cara Munro")
    row = now.record(K.EXTEND, make.led_action(now.chair, now.plan, due=DUE))

    assert refused(now) == [
        "None of these is yours to apply.",
        f"Action {row.action.reference}: Cara Munro can apply it. The vice-chair decides: it is "
        "the chair’s own.",
    ]
    now.apply(vice)

    revision = row.action.revisions.get()
    assert (revision.decided_as, revision.decider_label) == (
        DecidedAs.VICE_CHAIR,
        "Cara Munro, vice-chair",
    )


def test_the_committee_decides_what_is_chairs_and_vice_chairs(now):
    vice = now.person(Role.VICE_CHAIR)
    action = make.led_action(now.chair, now.plan, due=DUE)
    make.PostHoldingFactory(post=action.leads.get().post, user=vice, capacity="deputy")
    now.record(K.EXTEND, action)

    now.apply()

    revision = action.revisions.get()
    assert (revision.decided_as, revision.decided_by) == (DecidedAs.COMMITTEE, now.chair)


def test_the_chairs_own_date_waits_and_six_others_are_applied(now):
    own = now.record(K.EXTEND, by=now.chair)
    others = [now.record(K.NOTED) for _ in range(6)]

    assert now.apply(seen={row.pk: 1 for row in others}) == others
    own.refresh_from_db()
    assert own.state == DecisionState.RECORDED


def test_withdrawn_from_the_day_of_the_meeting(now):
    action = now.action()
    now.record(K.WITHDRAW, action)

    now.apply()

    action.refresh_from_db()
    assert (action.withdrawn_on, action.withdrawn_reason) == (HELD, "Merged with another action.")


def test_added_with_the_next_number_ever_used_under_its_heading(now):
    now.action(number="1.1")
    now.action(number="1.2", withdrawn_on=HELD, withdrawn_reason="Merged.")
    elsewhere = make.HeadingFactory(plan=now.plan, level=now.heading.level, number="2")
    post = make.PostFactory(area=now.plan.area)
    rows = [
        now.record(K.ADD, heading=now.heading, text="First."),
        now.record(K.ADD, heading=elsewhere, text="Second.", lead=post),
        now.record(K.ADD, heading=now.heading, text="Third."),
    ]

    now.apply()

    added = [MeetingDecision.objects.get(pk=row.pk).added for row in rows]
    assert [(one.number, one.text) for one in added] == [
        ("1.3", "First."),
        ("2.1", "Second."),
        ("1.4", "Third."),
    ]
    assert {(one.added_on, one.added_at, one.origin) for one in added} == {
        (HELD, now.meeting, Origin.MEETING)
    }
    assert [lead.post for lead in added[1].leads.all()] == [post]


def test_a_plan_without_numbers_gets_none(now):
    now.action(number="")
    row = now.record(K.ADD, heading=now.heading)

    now.apply()

    row.refresh_from_db()
    assert row.added.number == ""


def test_an_unnumbered_heading_counts_with_the_numbered_one_above(now):
    impacts = [
        make.HeadingFactory(plan=now.plan, level=now.heading.level, parent=now.heading, number="")
        for _ in range(2)
    ]
    now.action(heading=impacts[0], number="1.4")
    row = now.record(K.ADD, heading=impacts[1])

    now.apply()

    row.refresh_from_db()
    assert row.added.number == "1.5"


def test_questions_are_kept_for_chief_officers_and_notes_change_nothing(now):
    question, note = now.record(K.ESCALATE), now.record(K.NOTED)
    struck = now.record(K.ESCALATE)
    strike_out_decision(by=now.officer, decision=struck)

    now.apply()

    assert escalations(now.plan, date(2020, 1, 1), TODAY) == [question]
    assert escalations(now.plan, HELD, TODAY) == []
    assert not ProgressUpdate.objects.filter(action__in=[question.action, note.action]).exists()


def test_all_or_nothing_and_each_row_says_why(now):
    gone, done, fine = now.action(), now.action(), now.action()
    now.record(K.WITHDRAW, gone)
    now.record(K.COMPLETE, done)
    now.record(K.WITHDRAW, fine)
    now.record(K.ADD)
    withdraw_action(by=now.officer, action=gone, reason="Merged.", on=HELD)
    make.CompletionFactory(action=done, state=CompletionState.VERIFIED)

    told = refused(now)

    fine.refresh_from_db()
    assert told == [
        "Nothing is applied yet.",
        f"Action {gone.reference}, withdraw: This action was withdrawn from the plan meanwhile.",
        f"Action {done.reference}, complete: This action is complete and verified already.",
    ]
    assert (fine.withdrawn_on, now.plan.actions.count()) == (None, 3)


def test_applied_once(now):
    now.record(K.ADD)
    now.apply()

    assert refused(now, by=now.officer) == [
        "The decisions of this meeting were applied already by Una Ross."
    ]
    assert now.plan.actions.count() == 1


def test_nothing_recorded_is_nothing_to_apply(now):
    assert refused(now) == ["There is nothing to apply: no decision of this meeting is recorded."]


def test_only_what_was_read_is_applied(now):
    row = now.record(K.NOTED)
    seen = {row.pk: row.row_version}
    now.record(K.NOTED)

    with pytest.raises(ValidationError) as error:
        now.apply(seen=seen)

    assert error.value.messages == [READ_AGAIN]


def test_later_decisions_of_the_same_meeting_are_applied_later(now):
    now.record(K.NOTED)
    now.apply()
    late = now.record(K.NOTED)

    assert now.apply(now.officer) == [late]


def test_counts_balance_after_a_meeting(now):
    actions = [now.action() for _ in range(4)]
    before = sum(counts(standings(now.plan, HELD)).values())
    now.record(K.WITHDRAW, actions[0])
    now.record(K.ADD)
    now.record(K.ADD, text="Another.")

    now.apply()

    assert sum(counts(standings(now.plan, HELD)).values()) == before - 1 + 2


def test_whoever_applies_may_verify():
    applies = {role for role in Role if Permission.MEETING_RECORD in ROLE_PERMISSIONS[role]}

    assert all(Permission.COMPLETION_VERIFY in ROLE_PERMISSIONS[role] for role in applies)
