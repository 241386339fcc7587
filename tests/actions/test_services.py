from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actions.enums import CompletionState, RevisionState, Source
from actions.models import Completion, ProgressUpdate
from actions.services import withdraw_action
from audit.models import Event
from audit.services.edits import EditConflict
from committees.rules import interests
from committees.services import set_date_rule
from decisions.services import decide_completion, decide_new_date, request_new_date
from decisions.services.new_dates import FOR_OFFICERS
from documents.enums import Canonical
from tests.factories import (
    ActionFactory,
    BodyFactory,
    CompletionFactory,
    DeadlineRevisionFactory,
    PlanFactory,
    ProgressUpdateFactory,
    UserFactory,
    entry_of,
    led_action,
)
from updates.services import challenge_rating, record_update

pytestmark = pytest.mark.django_db

DAY = date(2026, 8, 20)
WORDS = {
    Canonical.ON_TRACK: {"what_happened": "Met twice"},
    Canonical.AT_RISK: {"what_happened": "Met once", "reason": "Post vacant"},
    Canonical.OFF_TRACK: {"what_happened": "-", "reason": "No funds", "recovery": "Bid made"},
    Canonical.COMPLETE: {"evidence": "Audit", "difference": "Fewer repeats"},
}


def say(action, canonical=Canonical.ON_TRACK, *, by=None, **given):
    words = {**WORDS[canonical], **given}
    return record_update(
        by=by or UserFactory(),
        action=action,
        expected=words.pop("expected", action.row_version),
        entry=entry_of(action.plan, canonical),
        as_at=words.pop("as_at", DAY),
        **words,
    )


def field_errors(error):
    return error.value.message_dict


@pytest.mark.parametrize("canonical", WORDS)
def test_an_update_is_appended_with_the_legends_words_of_the_moment(canonical):
    action = ActionFactory()
    update = say(action, canonical)
    entry = entry_of(action.plan, canonical)
    assert (update.canonical, update.entry_label, update.source) == (
        canonical,
        entry.label,
        Source.LEAD,
    )
    assert Event.objects.get(verb="updated action").target_id == action.pk


@pytest.mark.parametrize(
    ("canonical", "left_out"),
    [(canonical, name) for canonical, words in WORDS.items() for name in words],
)
def test_each_rating_asks_for_its_own_words(canonical, left_out):
    with pytest.raises(ValidationError) as error:
        say(ActionFactory(), canonical, **{left_out: "  "})
    assert list(field_errors(error)) == [left_out]
    assert ProgressUpdate.objects.count() == 0


def test_nothing_to_report_is_an_answer():
    update = say(ActionFactory(), what_happened="", nothing_to_report=True)
    assert (update.nothing_to_report, update.canonical) == (True, Canonical.ON_TRACK)


def test_of_two_people_with_the_same_page_the_second_is_told():
    action = ActionFactory()
    say(action, expected=1, what_happened="First")
    with pytest.raises(EditConflict) as error:
        say(action, expected=1, what_happened="Second")
    assert error.value.current.row_version == 2
    assert [row.what_happened for row in action.updates.all()] == ["First"]


def test_complete_is_a_claim_with_its_days_late():
    action = ActionFactory(due=date(2026, 8, 10))
    update = say(action, Canonical.COMPLETE)
    claim = Completion.objects.get(update_claiming=update)
    assert (claim.state, claim.days_late) == (CompletionState.CLAIMED, 10)


def test_a_claim_closes_the_form_until_it_is_decided():
    action = ActionFactory()
    say(action, Canonical.COMPLETE)
    with pytest.raises(ValidationError, match="waiting to be verified"):
        say(action)


def test_the_record_is_not_written_backwards():
    action = ActionFactory()
    say(action, as_at=date(2026, 8, 21))
    with pytest.raises(ValidationError) as error:
        say(action, as_at=date(2026, 8, 20))
    assert field_errors(error) == {
        "as_at": ["There is a later update already, as at 21 August 2026."]
    }


def test_another_plans_legend_is_a_programmers_fault():
    entry = entry_of(PlanFactory(), Canonical.ON_TRACK)
    action = ActionFactory()
    with pytest.raises(ValueError, match="own legend"):
        record_update(by=UserFactory(), action=action, expected=1, entry=entry, as_at=DAY)


def decide(completion, *, by=None, verified=True, note="", on=DAY):
    return decide_completion(
        by=by or UserFactory(), completion=completion, verified=verified, on=on, note=note
    )


def test_somebody_else_verifies_a_completion():
    claim = CompletionFactory()
    verifier = UserFactory()
    decide(claim, by=verifier)
    assert (claim.state, claim.decided_by) == (CompletionState.VERIFIED, verifier)


def test_nobody_verifies_their_own():
    claim = CompletionFactory()
    with pytest.raises(ValidationError, match="somebody else"):
        decide(claim, by=claim.claimed_by)


def test_a_completion_is_decided_once():
    claim = CompletionFactory()
    decide(claim)
    with pytest.raises(ValidationError, match="already"):
        decide(claim, verified=False, note="Not yet")


def test_returning_a_claim_says_what_is_needed():
    with pytest.raises(ValidationError) as error:
        decide(CompletionFactory(), verified=False)
    assert list(field_errors(error)) == ["note"]


def ask(action, proposed, *, by=None, reason="Late funding", impact="Longer waits", on=DAY):
    return request_new_date(
        by=by or UserFactory(),
        action=action,
        proposed=proposed,
        reason=reason,
        impact=impact,
        on=on,
    )


def test_a_new_date_waits_for_somebody_else_and_leaves_the_first_alone():
    action = ActionFactory(due=date(2026, 9, 30))
    revision = ask(action, date(2026, 11, 30))
    action.refresh_from_db()
    assert (revision.state, action.due) == (RevisionState.REQUESTED, date(2026, 9, 30))
    decide_new_date(by=UserFactory(), revision=revision, approved=True, on=DAY)
    action.refresh_from_db()
    assert (action.first_due, action.due) == (date(2026, 9, 30), date(2026, 11, 30))


def test_a_declined_date_moves_nothing():
    action = ActionFactory(due=date(2026, 9, 30))
    revision = ask(action, date(2026, 11, 30))
    decide_new_date(by=UserFactory(), revision=revision, approved=False, on=DAY, note="Not needed")
    action.refresh_from_db()
    assert (action.due, revision.state) == (date(2026, 9, 30), RevisionState.DECLINED)


def test_who_asked_never_decides():
    revision = DeadlineRevisionFactory()
    with pytest.raises(ValidationError, match="somebody else"):
        decide_new_date(by=revision.requested_by, revision=revision, approved=True, on=DAY)


def test_the_second_move_goes_to_chief_officers_and_is_not_the_chairs_to_approve():
    action = ActionFactory(due=date(2026, 9, 30))
    DeadlineRevisionFactory(
        action=action, proposed_due=date(2026, 10, 15), state=RevisionState.APPROVED
    )
    revision = ask(action, date(2026, 10, 31))
    assert revision.to_chief_officers is True
    with pytest.raises(ValidationError) as error:
        decide_new_date(by=UserFactory(), revision=revision, approved=True, on=DAY)
    assert error.value.messages == [FOR_OFFICERS]


def test_nobody_decides_on_a_date_of_an_action_that_they_lead():
    chair = UserFactory()
    revision = DeadlineRevisionFactory(action=led_action(chair, PlanFactory()))
    with pytest.raises(ValidationError) as error:
        decide_new_date(by=chair, revision=revision, approved=True, on=timezone.localdate())
    assert error.value.messages == [interests.WORDS[interests.Matter.DATE][interests.Tie.POST]]


@pytest.mark.parametrize(
    ("moves", "days", "proposed", "theirs"),
    [
        (1, 730, date(2026, 10, 1), True),
        (2, 730, date(2027, 9, 30), False),
        (2, 30, date(2026, 10, 30), False),
        (2, 30, date(2026, 10, 31), True),
        (9, 90, date(2026, 12, 30), True),
    ],
)
def test_the_committee_says_when_a_date_goes_to_chief_officers(moves, days, proposed, theirs):
    body = BodyFactory()
    action = ActionFactory(due=date(2026, 9, 30), plan__body=body, plan__area=body.area)
    set_date_rule(
        by=None, body=body, expected=0, officers_from_move=moves, officers_after_days=days
    )
    assert ask(action, proposed).to_chief_officers is theirs


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"proposed": date(2026, 9, 30)}, "proposed_due"),
        ({"proposed": date(2026, 8, 1)}, "proposed_due"),
        ({"proposed": date(2026, 12, 1), "reason": " "}, "reason"),
        ({"proposed": date(2026, 12, 1), "impact": " "}, "impact"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_beside_its_field(given, field):
    with pytest.raises(ValidationError) as error:
        ask(ActionFactory(due=date(2026, 9, 30)), **given)
    assert list(field_errors(error)) == [field]


def test_one_request_waits_at_a_time():
    action = ActionFactory(due=date(2026, 9, 30))
    ask(action, date(2026, 11, 30))
    with pytest.raises(ValidationError, match="asked for already"):
        ask(action, date(2026, 12, 31))


def challenge(update, canonical, *, by=None, reason="No plan for cover"):
    return challenge_rating(
        by=by or UserFactory(),
        action=update.action,
        update=update,
        entry=entry_of(update.action.plan, canonical),
        reason=reason,
        on=DAY,
    )


def test_a_challenge_stands_beside_the_leads_rating():
    update = ProgressUpdateFactory()
    made = challenge(update, Canonical.OFF_TRACK)
    update.refresh_from_db()
    assert (made.canonical, update.canonical) == (Canonical.OFF_TRACK, Canonical.ON_TRACK)


@pytest.mark.parametrize(
    ("canonical", "reason", "field"),
    [(Canonical.ON_TRACK, "Same", "entry"), (Canonical.AT_RISK, "", "reason")],
)
def test_a_challenge_differs_and_has_a_reason(canonical, reason, field):
    with pytest.raises(ValidationError) as error:
        challenge(ProgressUpdateFactory(), canonical, reason=reason)
    assert list(field_errors(error)) == [field]


def test_nobody_challenges_their_own_update():
    update = ProgressUpdateFactory()
    with pytest.raises(ValidationError, match="somebody else"):
        challenge(update, Canonical.AT_RISK, by=update.author)


def test_a_challenge_that_is_sent_twice_stands_once():
    update, chair = ProgressUpdateFactory(), UserFactory()
    challenge(update, Canonical.OFF_TRACK, by=chair)
    with pytest.raises(ValidationError, match="already"):
        challenge(update, Canonical.OFF_TRACK, by=chair)
    assert update.challenges.count() == 1


@pytest.mark.parametrize("closed", ["withdrawn", "verified"])
def test_the_date_of_a_closed_action_does_not_move(closed):
    action = ActionFactory(due=date(2026, 9, 30))
    if closed == "withdrawn":
        withdraw_action(by=UserFactory(), action=action, reason="Merged", on=DAY)
    else:
        CompletionFactory(action=action, state=CompletionState.VERIFIED)
    with pytest.raises(ValidationError, match="no longer moves"):
        ask(action, date(2026, 11, 30))
