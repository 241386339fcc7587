"""The coordinator's check: accepted, sent back, worded otherwise; once, and never one's own."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.roles import Role
from actions.enums import CheckOutcome, CompletionState, Source
from actions.models import Comment, UpdateCheck
from actions.queries.record import standings
from audit.models import Event
from decisions.services import (
    accept_plain_updates,
    accept_update,
    comment_on_action,
    moderate_update,
    send_back_update,
)
from decisions.services.checks import CheckedMeanwhile
from tests.actions.scene import Scene
from tests.factories import CompletionFactory, PlanFactory, ProgressUpdateFactory

pytestmark = pytest.mark.django_db

ON = timezone.localdate()


@pytest.fixture
def ishbel(now):
    return now.person(Role.LEAD_OFFICER)


@pytest.fixture
def donald(now):
    return now.person(Role.LEAD_OFFICER)


def said(made: Scene, **fields):
    fields = {"as_at": ON, "evidence": "Minutes.", "author": made.lead, **fields}
    return ProgressUpdateFactory.create(action=made.action, **fields)


def refusal(service, **given) -> str:
    with pytest.raises(ValidationError) as refused:
        service(**given)
    return " ".join(refused.value.messages)


def test_accepted_update_is_the_leads_last_word_checked(now, ishbel):
    update = said(now)

    check = accept_update(by=ishbel, update=update, seen=0, on=ON)

    [row] = standings(now.plan, ON)
    assert (check.outcome, check.sequence, row.checked.pk) == (CheckOutcome.ACCEPTED, 1, check.pk)
    assert Event.objects.filter(verb="accepted update").count() == 1


def test_button_pressed_twice_writes_one_check_and_one_event(now, ishbel):
    update = said(now)

    first = accept_update(by=ishbel, update=update, seen=0, on=ON)

    assert accept_update(by=ishbel, update=update, seen=0, on=ON) == first
    assert (UpdateCheck.objects.count(), Event.objects.count()) == (1, 1)


def test_sent_back_update_has_the_lead_asked_again(now, ishbel):
    check = send_back_update(by=ishbel, update=said(now), seen=0, note=" Which paper? ", on=ON)

    [row] = standings(now.plan, ON)
    assert (row.returned.pk, row.owes, check.note) == (check.pk, True, "Which paper?")


def test_a_new_update_answers_what_was_sent_back(now, ishbel):
    send_back_update(by=ishbel, update=said(now), seen=0, note="Which paper?", on=ON)
    said(now)

    [row] = standings(now.plan, ON)
    assert (row.checked, row.owes) == (None, False)


def test_sending_back_needs_a_note(now, ishbel):
    words = refusal(send_back_update, by=ishbel, update=said(now), seen=0, note=" ", on=ON)

    assert words == "Say what is still wanted, so that the lead can answer."
    assert UpdateCheck.objects.count() == 0


def test_second_of_two_coordinators_is_told_what_the_first_did(now, ishbel, donald):
    update = said(now)
    send_back_update(by=ishbel, update=update, seen=0, note="Which paper?", on=ON)

    with pytest.raises(CheckedMeanwhile) as refused:
        accept_update(by=donald, update=update, seen=0, on=ON)

    assert refused.value.message == (
        f"{ishbel} sent it back meanwhile, on {ON:%-d %B %Y}: “Which paper?”. "
        "Nothing of yours was written."
    )
    assert UpdateCheck.objects.get().checked_by == ishbel


def test_whoever_has_seen_the_first_check_may_write_another(now, ishbel, donald):
    update = said(now)
    send_back_update(by=ishbel, update=update, seen=0, note="Which paper?", on=ON)

    check = accept_update(by=donald, update=update, seen=1, on=ON)

    [row] = standings(now.plan, ON)
    assert (check.sequence, row.checked.pk, row.returned) == (2, check.pk, None)


def test_other_words_stand_beside_the_leads_own(now, ishbel):
    update = said(now, what_happened="We done it.", difference="Shorter waits.")

    check = moderate_update(
        by=ishbel, update=update, seen=0, on=ON,
        what_happened="The draft was agreed.", difference="Shorter waits. ",
    )  # fmt: skip

    update.refresh_from_db()
    assert (check.outcome, check.wordings) == (CheckOutcome.ACCEPTED, ["The draft was agreed."])
    assert (update.what_happened, check.difference) == ("We done it.", "")


def test_words_left_as_they_are_accept_the_leads(now, ishbel):
    check = moderate_update(by=ishbel, update=said(now), seen=0, on=ON)

    assert (check.wordings, check.outcome) == ([], CheckOutcome.ACCEPTED)


@pytest.mark.parametrize("service", [accept_update, moderate_update, send_back_update])
def test_nobody_checks_an_update_of_their_own(now, ishbel, service):
    update = said(now, author=ishbel, source=Source.ON_BEHALF)
    note = {"note": "Which paper?"} if service == send_back_update else {}

    words = refusal(service, by=ishbel, update=update, seen=0, on=ON, **note)

    assert words == "You recorded this update, so somebody else has to check it."


def test_another_coordinator_may_check_what_was_recorded_on_behalf(now, ishbel, donald):
    update = said(now, author=ishbel, source=Source.ON_BEHALF)

    assert accept_update(by=donald, update=update, seen=0, on=ON).checked_by == donald


def test_only_the_last_word_of_a_plan_still_standing_is_checked(now, ishbel):
    older, _newer = said(now), said(now)
    assert refusal(accept_update, by=ishbel, update=older, seen=0, on=ON) == (
        "The lead has said something newer about this action. Check that."
    )
    imported = ProgressUpdateFactory.create(action=now.more(), source=Source.IMPORTED)
    assert refusal(accept_update, by=ishbel, update=imported, seen=0, on=ON) == (
        "This came with the plan that was brought in. It is not checked."
    )
    gone = now.more(withdrawn_on=ON, withdrawn_reason="Merged.")
    update = ProgressUpdateFactory.create(action=gone)
    assert refusal(accept_update, by=ishbel, update=update, seen=0, on=ON) == (
        "This action was withdrawn from the plan."
    )


@pytest.mark.parametrize("state", [CompletionState.CLAIMED, CompletionState.VERIFIED])
def test_a_claim_of_completion_is_answered_on_its_own_page(now, ishbel, state):
    claim = CompletionFactory.create(
        action=now.action, completed_on=ON, state=state,
        update_claiming__action=now.action, update_claiming__as_at=ON,
    )  # fmt: skip
    update = claim.update_claiming

    words = refusal(send_back_update, by=ishbel, update=update, seen=0, note="No.", on=ON)

    assert words.startswith("This update reports the action complete.")
    assert accept_update(by=ishbel, update=update, seen=0, on=ON).outcome == "accepted"


def plain(made: Scene, number: int) -> list:
    """Updates with evidence, of actions of their own."""
    given = {"as_at": ON, "evidence": "Minutes.", "author": made.lead}
    return [ProgressUpdateFactory.create(action=made.more(), **given) for _ in range(number)]


def test_all_that_are_not_thin_are_accepted_each_with_its_event(now, ishbel):
    updates = plain(now, 3)

    done = accept_plain_updates(
        by=ishbel, plan=now.plan, seen={row.pk: 0 for row in updates}, on=ON
    )

    assert [check.update_checked for check in done.accepted] == updates
    assert (done.left, Event.objects.filter(verb="accepted update").count()) == ([], 3)


def test_what_changed_meanwhile_is_left_and_said(now, ishbel, donald):
    first, second, third, fourth, fifth = plain(now, 5)
    send_back_update(by=donald, update=first, seen=0, note="Which paper?", on=ON)
    newer = ProgressUpdateFactory.create(action=second.action, as_at=ON, evidence="Minutes.")
    thin = ProgressUpdateFactory.create(action=now.more(), as_at=ON)
    accept_update(by=donald, update=fourth, seen=0, on=ON)
    old = ProgressUpdateFactory.create(action=now.more(), as_at=ON - timedelta(days=200))
    asked = {row.pk: 0 for row in (first, second, third, fourth, thin, old)}

    done = accept_plain_updates(by=ishbel, plan=now.plan, seen=asked, on=ON)

    assert [check.update_checked for check in done.accepted] == [third]
    assert [(left.action, left.why) for left in done.left] == [
        (first.action, f"{donald} sent it back meanwhile"),
        (second.action, "the lead has said something newer"),
        (fourth.action, f"{donald} accepted it meanwhile"),
        (thin.action, "it is thin: look at it alone"),
        (old.action, "it is not in this window any more"),
    ]
    assert not newer.checks.exists()
    assert not fifth.checks.exists()


def test_accepting_all_twice_accepts_once_and_leaves_nothing(now, ishbel):
    seen = {row.pk: 0 for row in plain(now, 2)}
    accept_plain_updates(by=ishbel, plan=now.plan, seen=seen, on=ON)

    again = accept_plain_updates(by=ishbel, plan=now.plan, seen=seen, on=ON)

    assert (again.accepted, again.left, UpdateCheck.objects.count()) == ([], [], 2)


def test_updates_of_another_plan_are_neither_accepted_nor_spoken_of(now, ishbel):
    elsewhere = ProgressUpdateFactory.create(
        action__plan=PlanFactory.create(), as_at=ON, evidence="Minutes."
    )

    done = accept_plain_updates(by=ishbel, plan=now.plan, seen={elsewhere.pk: 0, 0: 0}, on=ON)

    assert (done.accepted, done.left) == ([], [])


def test_comment_is_written_once_however_often_it_is_sent(now):
    chair = now.person(Role.CHAIR)

    first = comment_on_action(by=chair, action=now.action, text=" Bring figures. ", on=ON)
    again = comment_on_action(by=chair, action=now.action, text="Bring figures.", on=ON)

    assert (first, first.text, Event.objects.count()) == (again, "Bring figures.", 1)
    comment_on_action(by=chair, action=now.action, text="Bring figures.", on=ON + timedelta(1))
    assert Comment.objects.count() == 2


def test_comment_says_something(now):
    words = refusal(
        comment_on_action, by=now.person(Role.CHAIR), action=now.action, text=" ", on=ON
    )

    assert words == "Write what you want to say about this action."
