"""Two beats at once, and two workers at one job: one letter."""

import threading
from collections.abc import Callable

import pytest
import time_machine
from django.core import mail
from django.db import connection

from jobs.models import Job
from letters.models import Letter
from reminders.enums import SEND_DIGEST
from reminders.services import queue_digests
from reminders.tasks import send_digest
from tests.reminders.asked import OPENS, asked, morning

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Every call in a thread of its own, all begun together; what each returned."""
    start, found = threading.Barrier(len(calls)), []

    def run(call: Callable[[], object]) -> None:
        start.wait()
        try:
            found.append(call())
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.fixture(autouse=True)
def _silent_bell(monkeypatch) -> None:
    """No broker: the jobs' rows are what counts."""
    monkeypatch.setattr("jobs.services.queue.ring", lambda job_id, task: None)


def test_two_beats_at_once_ask_for_one_letter():
    asked()

    queued = at_once(*[lambda: queue_digests(by=None, today=OPENS)] * 4)

    assert (sorted(queued), Job.objects.filter(task=SEND_DIGEST).count()) == ([0, 0, 0, 1], 1)


def test_two_workers_at_one_job_send_one_letter():
    asked()
    with time_machine.travel(morning(OPENS)):
        queue_digests(by=None, today=OPENS)
        job = Job.objects.get(task=SEND_DIGEST)
        at_once(*[lambda: send_digest(job.pk)] * 3)

    assert (len(mail.outbox), Letter.objects.count()) == (1, 1)
