"""The letter itself: its words, and that it is sent once, whatever is killed or down."""

import re
import smtplib
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from actions.enums import CheckOutcome
from actions.models import Reminder
from actions.reminders.sending import send_digest
from actions.reminders.wording import first_words
from actions.schedule import run_day
from actions.services.asking import MOST_JOBS, TASK
from committees.models import PostHolding
from jobs.enums import JobState
from jobs.models import Job
from letters.enums import LetterState
from letters.models import Letter
from tests import factories as make
from tests.actions.asked import (
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
NEXT = OPENS + timedelta(days=1)


@pytest.fixture
def scene() -> Asked:
    return asked()


@pytest.fixture(autouse=True)
def _address(settings) -> None:
    settings.SITE_URL = "https://plans.example.org/"


def sent(day: date, to: str) -> mail.EmailMultiAlternatives:
    beat(day)
    return next(message for message in mail.outbox if message.to == [to])


def html_of(message: mail.EmailMultiAlternatives) -> str:
    return message.alternatives[0][0]


@pytest.mark.parametrize(
    ("day", "subject"),
    [
        (OPENS, "2 actions to update by Friday 28 August 2026"),
        (REMINDER, "Reminder: 2 actions to update by Friday 28 August 2026"),
        (LAST, "Last reminder: 2 actions to update by Friday 28 August 2026"),
    ],
)
def test_subject_says_how_many_and_by_when(scene, day, subject):
    scene.more()

    assert sent(day, scene.lead.email).subject == subject


@pytest.mark.parametrize(
    ("who", "subject"),
    [
        ("deputy", "1 action not updated by the lead, window closed Friday 28 August 2026"),
        ("chair", "1 action of your group not updated, window closed Friday 28 August 2026"),
        ("coordinator", "1 action not updated, window closed Friday 28 August 2026"),
    ],
)
def test_subjects_after_the_closing(scene, who, subject):
    assert sent(LATE, getattr(scene, who).email).subject == subject


def test_letter_of_somebody_with_three_things_to_do(scene):
    other = make.PostFactory(area=scene.plan.area)
    make.PostHoldingFactory(post=other, user=scene.lead, capacity="deputy")
    scene.more(other)
    update = make.ProgressUpdateFactory(action=scene.more(), as_at=OPENS)
    make.UpdateCheckFactory(
        action=update.action,
        update_checked=update,
        outcome=CheckOutcome.RETURNED,
        checked_on=OPENS - timedelta(days=3),
    )

    assert sent(OPENS, scene.lead.email).subject == (
        "2 actions to update by Friday 28 August 2026; 1 update sent back to you"
    )


TEXT = """\
Dear Ailsa Wren,

PLEASE UPDATE BY FRIDAY 28 AUGUST 2026

The window for updates to “Plan 2025 to 2027” is open. Please say how this action is getting on \
by Friday 28 August 2026.

* 1.1: Agree how agencies hand over between teams
  https://plans.example.org/actions/{pk}/update/

Each address opens the form for that action; you sign in first if need be. If nothing has \
changed, press “Nothing to report: no change” and you are done. All your actions are here:
https://plans.example.org/my-actions/

This was put together on 3 August 2026. What was answered since then is not asked for again.

Sent by cpcplan for Strathfarrow Child Protection Committee.
On which day of the week you are asked is for you to choose:
https://plans.example.org/my-mail/
"""


def test_plain_text_as_it_is_read(scene):
    assert sent(OPENS, scene.lead.email).body == TEXT.format(pk=scene.action.pk)


def test_both_versions_have_the_same_links(scene):
    scene.more()
    message = sent(OPENS, scene.lead.email)
    in_text = set(re.findall(r"https://\S+", message.body))

    assert set(re.findall(r'href="([^"]+)"', html_of(message))) == in_text
    assert len(in_text) == 4


def test_html_is_a_whole_page_without_pictures(scene):
    page = html_of(sent(OPENS, scene.lead.email))

    assert re.findall(r"<(h1|h2|ul|img|table)\b", page) == ["h1", "h2", "ul"]
    assert '<html lang="en-GB">' in page


def test_no_more_of_the_plan_than_reference_and_first_words(scene):
    scene.action.text = "Ask families <b>what</b> helped & " + "write down what they said " * 9
    scene.action.evidence = scene.action.expected_impact = "SECRET"
    scene.action.save()
    make.ProgressUpdateFactory(
        action=scene.action, as_at=date(2026, 5, 1), what_happened="SECRET", reason="SECRET"
    )
    update = scene.answer(day=date(2026, 8, 10))
    make.UpdateCheckFactory(
        action=scene.action,
        update_checked=update,
        outcome=CheckOutcome.RETURNED,
        note="SECRET",
        checked_on=date(2026, 8, 12),
    )
    message = sent(REMINDER, scene.lead.email)

    assert "SECRET" not in message.body + html_of(message)
    assert "* 1.1: Ask families <b>what</b> helped & write down what they said…\n" in message.body
    assert "Ask families &lt;b&gt;what&lt;/b&gt; helped &amp; write down" in html_of(message)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Short and\n whole", "Short and whole"),
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 60 + "…"),
        ("word " * 12 + "x", "word " * 11 + "word…"),
        ("one, " * 20, "one, " * 11 + "one…"),
    ],
)
def test_first_words(text, expected):
    assert first_words(text) == expected


def test_coordinator_reads_silence_by_agency(scene):
    nhs = make.PostFactory(area=scene.plan.area, agency=make.AgencyFactory(name="NHS Farrow"))
    bare = make.PostFactory(area=scene.plan.area, title="Reporter")
    for post in (nhs, nhs, bare):
        scene.more(post)
    body = sent(LATE, scene.coordinator.email).body

    names = re.findall(r"^(.+ \(\d\))$", body, re.M)
    assert names == ["NHS Farrow (2)", "No agency named (1)", "Strathfarrow Council (1)"]
    assert "4 actions have no update." in body


def test_deputy_stands_in_and_is_told_why(scene):
    PostHolding.objects.filter(user=scene.lead).update(ends=date(2026, 7, 1))

    assert (
        "  Lead: Head of Children’s Services.\n"
        "  You are asked as deputy, because nobody who holds the post can answer.\n"
    ) in sent(OPENS, scene.deputy.email).body


def test_sent_back_is_told_without_the_note(scene):
    update = scene.answer(day=date(2026, 8, 10))
    make.UpdateCheckFactory(
        action=scene.action,
        update_checked=update,
        outcome=CheckOutcome.RETURNED,
        checked_on=date(2026, 8, 12),
    )
    message = sent(date(2026, 8, 13), scene.lead.email)

    assert message.subject == "1 update sent back to you"
    assert "Open the action to read the note, then send the update again." in message.body


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

    assert set(Job.objects.filter(task=TASK).values_list("state", flat=True)) == {JobState.FAILED}
    assert Job.objects.filter(task=TASK).count() == MOST_JOBS


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


def test_killed_between_writing_and_sending_sends_the_same_letter(scene):
    def kill() -> None:
        raise Killed

    with time_machine.travel(morning(OPENS), tick=False):
        with pytest.raises(Killed):
            send_digest(scene.lead.pk, OPENS, before_sending=kill)
        written = Letter.objects.get()
        send_digest(scene.lead.pk, OPENS)

    assert [message.extra_headers["Message-ID"] for message in mail.outbox] == [written.message_id]


def test_two_calls_send_one_letter(scene):
    with time_machine.travel(morning(OPENS), tick=False):
        first, second = (send_digest(scene.lead.pk, OPENS) for _ in range(2))

    assert (first.state, second, len(mail.outbox)) == (LetterState.SENT, None, 1)


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
        f"digest:{scene.lead.pk}:2026-08-03",
    )
    assert timezone.localtime(reminder.letter.sent_at).date() == OPENS
