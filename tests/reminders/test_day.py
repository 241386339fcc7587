"""Who is asked on which day: one e-mail a person and day, and none once they answered."""

from datetime import date, timedelta

import pytest
import time_machine

from actions.enums import CheckOutcome, CompletionState
from audit.services import record
from committees.models import PostHolding
from documents.enums import Canonical
from jobs.models import Job
from plans.enums import PlanState
from reminders.enums import SEND_DIGEST, ReminderKind
from reminders.models import Reminder
from reminders.services.day import run_day
from reminders.tasks import send_digest
from tests import factories as make
from tests.reminders.asked import (
    CLOSES,
    LAST,
    LATE,
    OPENS,
    REMINDER,
    Asked,
    asked,
    beat,
    morning,
    work,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Asked:
    return asked()


def everything(first: date, last: date) -> dict[date, list[str]]:
    """Who is written to on each day from `first` to `last`; days without mail are left out."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return {day: people for day in days if (people := beat(day))}


def test_silence_goes_up_the_line_step_by_step(scene):
    found = everything(OPENS - timedelta(days=3), CLOSES + timedelta(days=20))

    assert found == {
        OPENS: [scene.lead.email],
        REMINDER: [scene.lead.email],
        LAST: [scene.lead.email],
        LATE: [scene.deputy.email, scene.chair.email, scene.coordinator.email],
    }


def test_steps_stop_once_answered(scene):
    beat(OPENS)
    scene.answer(day=date(2026, 8, 20))

    assert everything(OPENS + timedelta(days=1), CLOSES + timedelta(days=20)) == {}


def test_one_letter_for_all_of_a_persons_actions(scene):
    for _ in range(4):
        scene.more()

    assert beat(OPENS) == [scene.lead.email]
    assert Reminder.objects.get().actions.count() == 5


def test_beat_that_rings_often_writes_once(scene):
    assert [beat(OPENS), beat(OPENS), beat(OPENS)] == [[scene.lead.email], [], []]


@pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.CLOSED])
def test_plan_that_is_not_in_force_asks_nobody(scene, state):
    scene.plan.state = state
    scene.plan.save()

    assert beat(OPENS) == []


def test_ongoing_withdrawn_claimed_and_complete_actions_are_not_asked_about(scene):
    scene.answer()
    scene.more(kind="ongoing")
    scene.more(withdrawn_on=OPENS, withdrawn_reason="Merged.")
    make.CompletionFactory(action=scene.more(), completed_on=date(2026, 5, 1))

    assert beat(REMINDER) == []


def test_new_lead_is_asked_and_the_former_is_not(scene):
    beat(OPENS)
    post = make.PostFactory(area=scene.plan.area)
    successor = make.holder_of(post)
    scene.action.leads.update(post=post)

    assert [beat(date(2026, 8, 5)), beat(REMINDER)] == [[successor.email], [successor.email]]


def test_wrong_lead_put_right_before_the_sending_is_never_mailed(scene):
    post = make.PostFactory(area=scene.plan.area)
    right = make.holder_of(post)
    with time_machine.travel(morning(OPENS), tick=False):
        run_day(OPENS)
        scene.action.leads.update(post=post)
        scene.recorded("changed lead")
        work()

    assert not scene.lead.letters.exists()
    assert beat(date(2026, 8, 5)) == [right.email]


def test_answer_between_asking_and_sending_sends_nothing(scene, mailoutbox):
    with time_machine.travel(morning(OPENS), tick=False):
        run_day(OPENS)
        scene.answer()
        scene.recorded("recorded update")
        work()

    assert (mailoutbox, Reminder.objects.count()) == ([], 0)


def test_answer_to_one_of_two_between_asking_and_sending_is_not_asked_for(scene, mailoutbox):
    scene.more()
    with time_machine.travel(morning(OPENS), tick=False):
        run_day(OPENS)
        scene.answer()
        scene.recorded("recorded update")
        work()

    assert [message.subject for message in mailoutbox] == [
        "1 action to update by Friday 28 August 2026"
    ]


def test_what_others_do_elsewhere_leaves_a_letter_as_it_was_written(
    scene, mailoutbox, django_assert_num_queries
):
    with time_machine.travel(morning(OPENS), tick=False):
        run_day(OPENS)
        record(by=None, verb="froze report", target=scene.lead, area_id=make.AreaFactory().pk)
        record(by=scene.lead, verb="signed in", target=scene.lead)
        job = Job.objects.get(task=SEND_DIGEST)
        with django_assert_num_queries(6):
            send_digest(job.pk)

    assert [message.to for message in mailoutbox] == [[scene.lead.email]]


def test_preferred_weekday_is_kept_until_the_window_closes(scene):
    scene.lead.mail_day = 1
    scene.lead.save()

    assert list(everything(OPENS, CLOSES)) == [
        date(2026, 8, 4),
        date(2026, 8, 25),
        date(2026, 8, 26),
    ]


def test_outage_is_made_up_for_once(scene):
    assert everything(date(2026, 8, 27), date(2026, 8, 28)) == {
        date(2026, 8, 27): [scene.lead.email]
    }
    assert [row.kind for row in Reminder.objects.all()] == [ReminderKind.LAST]


def test_reopened_window_asks_from_its_new_closing(scene):
    everything(OPENS, CLOSES)
    make.WindowReopeningFactory(
        window=scene.window, closed_on=CLOSES, until=date(2026, 9, 11), reopened_on=LATE
    )
    scene.window.closes_on = date(2026, 9, 11)
    scene.window.save()

    assert everything(LATE, date(2026, 9, 14)) == {
        LATE: [scene.lead.email],
        date(2026, 9, 4): [scene.lead.email],
        date(2026, 9, 9): [scene.lead.email],
        date(2026, 9, 14): [scene.deputy.email, scene.chair.email, scene.coordinator.email],
    }


def test_own_offsets_of_the_committee(scene):
    make.OffsetsFactory(
        body=scene.plan.body,
        reminder_before_closing=10,
        last_before_closing=3,
        deputy_after_closing=3,
        chair_after_closing=6,
    )

    assert list(everything(OPENS, date(2026, 9, 5))) == [
        OPENS,
        date(2026, 8, 18),
        date(2026, 8, 25),
        LATE,
        date(2026, 9, 3),
    ]


def sent_back(scene: Asked, day: date) -> None:
    update = scene.answer(day=date(2026, 8, 10))
    make.UpdateCheckFactory(
        action=scene.action,
        update_checked=update,
        outcome=CheckOutcome.RETURNED,
        checked_on=day,
        checked_by=scene.coordinator,
    )


def test_sent_back_is_told_once_on_the_next_working_day(scene):
    sent_back(scene, date(2026, 9, 4))  # a Friday, after the window has closed

    assert everything(date(2026, 9, 4), date(2026, 9, 20)) == {date(2026, 9, 7): [scene.lead.email]}


@pytest.mark.parametrize("state", [CompletionState.RETURNED, CompletionState.REOPENED])
def test_completion_that_comes_back_is_told_once(scene, state):
    claimed = make.ProgressUpdateFactory(
        action=scene.action,
        as_at=date(2026, 8, 10),
        canonical=Canonical.COMPLETE,
        evidence="Minutes.",
        difference="Shorter waits.",
    )
    friday = date(2026, 9, 4)
    again = {"reopened_by": scene.coordinator, "reopened_on": friday, "reopen_reason": "Stopped."}
    make.CompletionFactory(
        action=scene.action,
        update_claiming=claimed,
        completed_on=date(2026, 8, 10),
        state=state,
        decided_on=date(2026, 8, 20) if state == CompletionState.REOPENED else friday,
        **(again if state == CompletionState.REOPENED else {}),
    )

    found = everything(friday, date(2026, 9, 20))

    assert found == {date(2026, 9, 7): [scene.lead.email]}


def test_sent_back_in_an_open_window_is_reminded_of_and_goes_up_the_line(scene):
    sent_back(scene, date(2026, 8, 12))

    found = everything(date(2026, 8, 12), LATE)

    assert [list(found), len(found[LATE])] == [
        [date(2026, 8, 13), REMINDER, LAST, LATE],
        3,
    ]


def test_sent_back_and_answered_is_not_told(scene):
    sent_back(scene, date(2026, 9, 1))
    scene.answer(day=date(2026, 9, 1))

    assert beat(date(2026, 9, 2)) == []


def test_sent_back_to_a_person_who_left_goes_to_the_deputy(scene):
    sent_back(scene, date(2026, 9, 1))
    PostHolding.objects.filter(user=scene.lead).update(ends=date(2026, 8, 31))

    assert beat(date(2026, 9, 2)) == [scene.deputy.email]


def test_window_long_past_is_not_written_about(scene):
    assert everything(date(2026, 9, 20), date(2026, 12, 1)) == {}


def test_number_of_queries_does_not_grow_with_actions(scene, django_assert_max_num_queries):
    beat(OPENS)
    for _ in range(30):
        person = make.PostFactory(area=scene.plan.area)
        make.holder_of(person)
        scene.more(person)
    scene.answer(canonical=Canonical.ON_TRACK)
    with time_machine.travel(morning(LATE), tick=False), django_assert_max_num_queries(50):
        run_day(LATE)
