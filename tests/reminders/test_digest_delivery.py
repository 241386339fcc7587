"""A letter is sent once, whatever is killed or down between the writing and the sending."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from jobs.enums import JobState
from jobs.models import Job
from letters.enums import LetterState
from letters.models import Letter
from reminders.enums import SEND_DIGEST
from reminders.models import Reminder
from reminders.services.day import run_day
from reminders.services.digests import MOST_JOBS, queue_digests
from reminders.services.letters import record_now, send_digest
from tests.reminders.asked import OPENS, REMINDER, Asked, asked, beat, morning, work

pytestmark = pytest.mark.django_db
NEXT = OPENS + timedelta(days=1)


@pytest.fixture
def scene() -> Asked:
    return asked()


def down(monkeypatch) -> None:
    """The mail server takes nothing."""

    def refuse(self, messages):
        raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)


def test_server_that_is_down_is_tried_again_with_the_same_letter(scene, monkeypatch):
    with monkeypatch.context() as patch:
        down(patch)
        assert beat(OPENS) == []
    waiting = Letter.objects.get()
    with time_machine.travel(morning(OPENS) + timedelta(minutes=5), tick=False):
        work()

    waiting.refresh_from_db()
    assert waiting.state == LetterState.SENT
    assert [message.extra_headers["Message-ID"] for message in mail.outbox] == [waiting.message_id]


def test_letter_that_waited_over_night_goes_out_once_with_todays_words(scene, monkeypatch):
    with monkeypatch.context() as patch:
        down(patch)
        beat(OPENS)
    scene.more()

    assert [beat(NEXT), beat(NEXT)] == [[scene.lead.email], []]
    assert [message.subject for message in mail.outbox] == [
        "2 actions to update by Friday 28 August 2026"
    ]
    assert (Letter.objects.count(), Reminder.objects.count()) == (1, 1)


def test_letter_that_waited_is_not_sent_when_all_is_answered(scene, monkeypatch):
    with monkeypatch.context() as patch:
        down(patch)
        beat(OPENS)
    scene.answer()

    assert [beat(NEXT), beat(REMINDER)] == [[], []]


def test_server_that_stays_down_is_tried_with_every_beat_but_not_for_ever(scene, monkeypatch):
    down(monkeypatch)
    with time_machine.travel(morning(OPENS)) as clock:
        for _ in range(MOST_JOBS + 3):
            run_day(OPENS)
            for _ in range(5):
                work()
                clock.shift(timedelta(minutes=1))

    assert set(Job.objects.filter(task=SEND_DIGEST).values_list("state", flat=True)) == {
        JobState.FAILED
    }
    assert Job.objects.filter(task=SEND_DIGEST).count() == MOST_JOBS


def test_refused_address_is_kept_as_a_bounce_and_asked_again_at_the_next_step(scene, monkeypatch):
    def refuse(self, messages):
        raise smtplib.SMTPRecipientsRefused({scene.lead.email: (550, b"No such user")})

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        beat(OPENS)
    scene.lead.email = "ailsa.wren@example.test"
    scene.lead.save()

    assert Letter.objects.get().bounce_reason == "550 No such user"
    assert [beat(NEXT), beat(REMINDER)] == [[], ["ailsa.wren@example.test"]]


class Killed(BaseException):
    """A worker that is killed runs no handler."""


def kill() -> None:
    raise Killed


def test_killed_before_it_is_known_to_have_left_sends_the_same_letter(scene):
    with time_machine.travel(morning(OPENS), tick=False):
        queue_digests(by=None, today=OPENS)
        written, reached = Letter.objects.get(), record_now()
        with pytest.raises(Killed):
            send_digest(scene.lead.pk, OPENS, reached, before_sending=kill)
        again = [send_digest(scene.lead.pk, OPENS, reached) for _ in range(2)]

    assert [message.extra_headers["Message-ID"] for message in mail.outbox] == [written.message_id]
    assert ([letter and letter.state for letter in again]) == [LetterState.SENT, None]


def test_job_of_a_day_that_is_over_leaves_it_to_today(scene):
    with time_machine.travel(morning(OPENS), tick=False):
        run_day(OPENS)
    assert beat(NEXT) == [scene.lead.email]


def test_person_deactivated_before_sending_gets_nothing(scene):
    with time_machine.travel(morning(OPENS), tick=False):
        run_day(OPENS)
        scene.lead.is_active = False
        scene.lead.save()
        work()

    assert (mail.outbox, Letter.objects.count()) == ([], 0)


def test_letter_and_steps_are_kept(scene):
    beat(OPENS)
    reminder = Reminder.objects.get()

    assert (reminder.key, reminder.sent_on, reminder.letter.key) == (
        f"window:{scene.window.pk}:2026-08-28:opened",
        OPENS,
        f"digest:{scene.lead.pk}:{OPENS}",
    )
    assert timezone.localtime(reminder.letter.sent_at).date() == OPENS
