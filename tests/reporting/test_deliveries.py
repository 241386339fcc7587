"""The e-mail that carries an issued report: one a person, with the file that was released."""

import hashlib
import re
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend

from accounts.roles import Role
from audit.models import Event
from committees.models import RoleGrant
from jobs.enums import JobState
from jobs.models import Job
from jobs.services import made_files
from letters.enums import LetterState
from letters.models import Letter
from letters.services import note_bounce
from reporting.enums import SEND_REPORT, Marking
from reporting.queries.deliveries import BOUNCED, FAILED, SENT, WAITING, sent_rows
from reporting.services import begin_next_version, files, freeze_report, issue_report, send_again
from reporting.tasks import send_report
from tests import factories as make
from tests.reporting.posted import LATER, delivery_of, issued, waiting, work
from tests.reporting.scene import NOW, Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Scene:
    return scene()


class Closed(EmailBackend):
    """A mail server that is down."""

    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError


def test_everybody_gets_one_with_the_bytes_of_the_file(stage):
    others = [stage.person(Role.CHIEF_OFFICER) for _ in range(3)]
    report = issued(stage)

    work()
    work()

    to = [address for message in mail.outbox for address in message.to]
    assert sorted(to) == sorted(user.email for user in [stage.chief, *others])
    file = report.files.get(format="pdf")
    for message in mail.outbox:
        [attached] = message.attachments
        assert (attached.filename, attached.mimetype) == (
            files.download_name(file), "application/pdf",
        )  # fmt: skip
        assert hashlib.sha256(attached.content).hexdigest() == file.sha256


def test_what_the_e_mail_says(stage):
    report = issued(stage, marking=Marking.OFFICIAL_SENSITIVE)
    work()

    [message] = mail.outbox
    lines = message.body.strip().splitlines()
    site = django_settings.SITE_URL
    assert (lines[0], lines[-1]) == ("OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE")
    assert [line for line in lines if line.startswith("http")] == [
        f"{site}/reports/{report.pk}/received/",
        f"{site}/reports/{report.pk}/",
    ]
    assert report.files.get(format="pdf").sha256 in lines
    assert "HANDLING" in lines
    assert "None" not in message.body


def test_html_says_the_same_as_the_text(stage):
    issued(stage)
    work()

    [message] = mail.outbox
    html = re.sub(r"<[^>]+>", "", message.alternatives[0].content)
    numbers = re.compile(r"[0-9a-f]{64}")
    assert numbers.findall(html) == numbers.findall(message.body)
    assert html.count("OFFICIAL") == message.body.count("OFFICIAL")


def test_subject_carries_nothing_of_the_plan(stage):
    report = issued(stage, marking=Marking.OFFICIAL_SENSITIVE)
    work()

    assert mail.outbox[0].subject == (
        f"OFFICIAL-SENSITIVE: {stage.plan.area}, {report.title}, version 1"
    )


def test_erratum_stands_in_the_e_mail(stage):
    draft = begin_next_version(by=stage.officer, report=issued(stage), erratum="It is 6 & not 5.")
    freeze_report(by=stage.officer, report=draft, now=NOW)
    make.ReportFileFactory.create(report=draft)
    work()
    mail.outbox.clear()
    issue_report(by=stage.chair, report=draft, now=LATER)

    work()

    [message] = mail.outbox
    assert "It is 6 & not 5." in message.body
    assert "It is 6 &amp; not 5." in message.alternatives[0].content


def test_file_that_was_changed_is_not_sent_and_the_page_says_so(stage):
    report = issued(stage)
    made_files.absolute(report.files.get(format="pdf").path).write_bytes(b"%PDF-1.7 other")

    work()

    assert (mail.outbox, Letter.objects.count()) == ([], 0)
    [row] = sent_rows(report)
    assert (row.state, row.reason[:39]) == (FAILED, "The PDF on the server is not the one th")


def test_answer_reaches_the_coordinators_and_nobody_leaves_the_list(stage):
    stage.person(Role.LEAD_OFFICER)
    here = RoleGrant.objects.filter(area=stage.plan.area, role=Role.LEAD_OFFICER)
    officers = set(here.values_list("user__email", flat=True))
    make.person_with(Role.LEAD_OFFICER, make.AreaFactory.create())
    issued(stage)

    work()

    [message] = mail.outbox
    assert set(message.reply_to) == officers
    assert "List-Unsubscribe" not in message.extra_headers


def test_killed_between_letter_and_sending_sends_the_same_letter(stage, settings):
    report = issued(stage)
    settings.EMAIL_BACKEND = "tests.reporting.test_deliveries.Closed"
    work()
    [letter] = Letter.objects.all()
    [row] = sent_rows(report)
    assert (letter.state, row.state) == (LetterState.WAITING, WAITING)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Job.objects.filter(task=SEND_REPORT).update(due_at=NOW)
    work()

    [message] = mail.outbox
    assert message.extra_headers["Message-ID"] == letter.message_id
    assert Letter.objects.get().key == f"report:{report.pk}:{stage.chief.pk}"


def test_killed_after_sending_sends_nothing_more(stage):
    issued(stage)
    work()
    # the worker died before its job was marked as done
    Job.objects.filter(task=SEND_REPORT).update(state=JobState.QUEUED, finished_at=None)

    work()

    assert (len(mail.outbox), Letter.objects.count()) == (1, 1)
    assert Job.objects.get(task=SEND_REPORT).state == JobState.DONE


def test_who_may_not_read_it_any_more_is_not_written_to(stage):
    report = issued(stage)
    stage.chief.role_grants.all().delete()

    work()

    [row] = sent_rows(report)
    assert (mail.outbox, row.state) == ([], FAILED)
    assert row.reason.endswith("has no account any more that reads issued reports here.")


def test_bounce_is_shown_and_sent_again_under_a_new_key(stage):
    report = issued(stage)
    work()
    delivery = delivery_of(stage, report)
    note_bounce(delivery.letter, "550 no such mailbox")
    [row] = sent_rows(report)
    assert (row.state, row.reason, row.again) == (BOUNCED, "550 no such mailbox", True)

    send_again(by=stage.officer, delivery=delivery)
    with pytest.raises(ValidationError, match="is on its way or was sent"):
        send_again(by=stage.chair, delivery=delivery)
    work()

    [row] = sent_rows(report)
    first = f"report:{report.pk}:{stage.chief.pk}"
    assert (row.state, row.again, len(mail.outbox)) == (SENT, False, 2)
    assert list(Letter.objects.order_by("pk").values_list("key", flat=True)) == [
        first,
        f"{first}:2",
    ]
    assert Event.objects.get(verb="sent report again").changes == {"because": "550 no such mailbox"}


def test_third_time_has_a_third_key(stage):
    report = issued(stage)
    for _ in range(2):
        work()
        delivery = delivery_of(stage, report)
        note_bounce(delivery.letter, "550 no such mailbox")
        send_again(by=stage.officer, delivery=delivery)
    work()

    assert delivery_of(stage, report).letter.key == f"report:{report.pk}:{stage.chief.pk}:3"


def test_what_arrived_is_not_sent_again(stage):
    report = issued(stage)
    work()

    with pytest.raises(ValidationError, match="is on its way or was sent"):
        send_again(by=stage.officer, delivery=delivery_of(stage, report))


def test_delivery_without_a_trace_can_be_sent_again(stage):
    report = issued(stage)
    Job.objects.filter(task=SEND_REPORT).delete()

    send_again(by=stage.officer, delivery=delivery_of(stage, report))
    work()

    assert len(mail.outbox) == 1


def test_job_of_a_delivery_that_is_gone_fails_no_worker(stage):
    report = waiting(stage)
    job = Job.objects.create(
        task=SEND_REPORT, payload={"delivery": 0, "report": report.pk, "key": "x"}
    )

    send_report(job.pk)

    job.refresh_from_db()
    assert (job.state, mail.outbox) == (JobState.DONE, [])
