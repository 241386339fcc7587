"""Asking for a job, ringing for it, and sweeping up what was not heard."""

from datetime import timedelta

import pytest
from celery import current_app
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from jobs.enums import JobState
from jobs.models import Job
from jobs.querysets import MAX_ATTEMPTS
from jobs.services import enqueue
from jobs.services.leases import GAVE_UP
from jobs.tasks import sweep

pytestmark = pytest.mark.django_db


@pytest.fixture
def rung(monkeypatch) -> list[tuple[str, list[int]]]:
    """What was sent to the broker."""
    sent = []
    monkeypatch.setattr(current_app, "send_task", lambda task, args: sent.append((task, args)))
    return sent


@pytest.fixture
def dead_broker(monkeypatch) -> None:
    def refuse(*args, **kwargs):
        raise OperationalError("nobody there")

    monkeypatch.setattr(current_app, "send_task", refuse)


def make(**values) -> Job:
    return Job.objects.create(task="tests.work", created_by_label="somebody", **values)


def ago(seconds: float):
    return timezone.now() - timedelta(seconds=seconds)


def test_bell_rings_after_the_commit_only(rung, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue(task="tests.work", payload={"n": 1}, by=None, area_id=7)
        assert rung == []

    assert rung == [("tests.work", [job.pk])]
    assert (job.payload, job.area_id, job.created_by_label) == ({"n": 1}, 7, "cpcplan")


def test_rolled_back_request_leaves_no_job(rung):
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue(task="tests.work", payload={}, by=None)
        raise RuntimeError

    assert (Job.objects.count(), rung) == (0, [])


def test_dead_broker_fails_no_request(dead_broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue(task="tests.work", payload={}, by=None)

    job.refresh_from_db()
    assert (job.state, job.rung_at) == (JobState.QUEUED, None)


def test_sweeper_rings_for_what_waits_unheard(rung):
    unheard = make()
    make(rung_at=timezone.now())
    make(due_at=timezone.now() + timedelta(minutes=1))
    make(state=JobState.DONE, finished_at=timezone.now())
    long_ago = make(rung_at=ago(60))
    sweep()

    assert sorted(rung) == [("tests.work", [unheard.pk]), ("tests.work", [long_ago.pk])]


def running(**values) -> Job:
    token = "11111111-1111-4111-8111-111111111111"
    return make(state=JobState.RUNNING, lease_token=token, rung_at=ago(60), **values)


def test_sweeper_rings_for_an_abandoned_job_and_leaves_a_living_one(rung):
    abandoned = running(lease_until=ago(1), attempts=1)
    running(lease_until=timezone.now() + timedelta(minutes=1), attempts=1)
    sweep()

    assert rung == [("tests.work", [abandoned.pk])]


def test_sweeper_gives_up_after_the_last_try(rung):
    job = running(lease_until=ago(1), attempts=MAX_ATTEMPTS)
    sweep()

    job.refresh_from_db()
    assert (job.state, job.error, job.lease_token, rung) == (JobState.FAILED, GAVE_UP, None, [])


@pytest.mark.parametrize(("done", "total", "percent"), [(0, 0, 0), (1, 3, 33), (3, 3, 100)])
def test_percent_is_whole_and_never_divides_by_nothing(done, total, percent):
    assert Job(steps_done=done, steps_total=total).percent_done == percent


@pytest.mark.parametrize(
    ("state", "finished"), [("queued", False), ("running", False), ("done", True), ("failed", True)]
)
def test_finished_is_done_or_failed(state, finished):
    assert Job(state=state).is_finished is finished
