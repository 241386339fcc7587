"""The lease: who may run a job, who may finish it, and what is left after a fault."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from jobs.enums import JobState
from jobs.models import Job
from jobs.querysets import MAX_ATTEMPTS
from jobs.services.leases import LeaseLost, claim, lease

pytestmark = pytest.mark.django_db


def make(**values) -> Job:
    return Job.objects.create(task="tests.work", created_by_label="somebody", **values)


def expire(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_second_claim_gets_nothing():
    job = make()

    assert (claim(job.pk) is None, claim(job.pk) is None) == (False, True)


def test_missing_row_is_no_fault():
    assert claim(12345) is None


def test_job_is_not_claimed_before_it_is_due():
    job = make(due_at=timezone.now() + timedelta(minutes=1))

    assert claim(job.pk) is None


def test_abandoned_job_goes_to_the_next_and_the_first_cannot_finish_it():
    job = make()
    first = claim(job.pk)
    expire(job)
    second = claim(job.pk)
    second.finish({"by": "second"})

    with pytest.raises(LeaseLost):
        first.finish({"by": "first"})
    job.refresh_from_db()
    assert (job.state, job.result, job.attempts) == (JobState.DONE, {"by": "second"}, 2)


def test_lasting_write_rolls_back_with_a_lost_lease():
    job = make()
    held = claim(job.pk)
    expire(job)
    claim(job.pk)

    with pytest.raises(LeaseLost), transaction.atomic():
        make(message="written in the same transaction")
        held.finish()
    assert Job.objects.count() == 1


def test_block_that_ends_finishes_the_job():
    job = make()
    with lease(job.pk) as held:
        held.progress(1, of=3, message="One of three")

    job.refresh_from_db()
    assert (job.state, job.percent_done, job.message) == (JobState.DONE, 100, "One of three")


def test_progress_is_seen_while_the_job_runs():
    job = make()
    with lease(job.pk) as held:
        held.progress(1, of=3)
        job.refresh_from_db()

    assert (job.state, job.percent_done) == (JobState.RUNNING, 33)


def test_finished_job_is_not_started_again():
    job = make()
    with lease(job.pk):
        pass
    with lease(job.pk) as held:
        assert held is None


def test_what_a_person_can_mend_fails_at_once_with_its_words():
    job = make()
    with lease(job.pk):
        raise ValidationError("The plan has no actions.")

    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "The plan has no actions.")


def test_fault_puts_the_job_back_for_later_and_tells_no_detail():
    job = make()
    before = timezone.now()
    with lease(job.pk):
        raise RuntimeError("a secret detail")

    job.refresh_from_db()
    assert (job.state, job.due_at > before) == (JobState.QUEUED, True)
    assert job.error == "Something went wrong while this was being made."


def test_last_try_fails_for_good():
    job = make(attempts=MAX_ATTEMPTS - 1)
    with lease(job.pk):
        raise RuntimeError("again")

    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, MAX_ATTEMPTS)


def test_block_whose_lease_was_lost_changes_nothing():
    job = make()
    with lease(job.pk) as held:
        expire(job)
        other = claim(job.pk)
        held.progress(1, of=2)

    job.refresh_from_db()
    assert (job.state, job.lease_token) == (JobState.RUNNING, other.token)


def test_fault_after_the_lease_was_lost_changes_nothing():
    job = make()
    with lease(job.pk):
        expire(job)
        other = claim(job.pk)
        raise RuntimeError("too late")

    job.refresh_from_db()
    assert (job.state, job.lease_token) == (JobState.RUNNING, other.token)


def test_keeping_a_lease_moves_its_end():
    job = make()
    held = claim(job.pk)
    expire(job)
    held.keep()

    job.refresh_from_db()
    assert job.lease_until > timezone.now()


@pytest.mark.parametrize(
    "broken",
    [
        {"state": JobState.RUNNING},
        {"state": JobState.DONE},
        {"state": JobState.QUEUED, "finished_at": timezone.now()},
        {"steps_done": 2, "steps_total": 1},
    ],
)
def test_database_refuses_a_row_that_contradicts_itself(broken):
    with pytest.raises(IntegrityError):
        make(**broken)


@pytest.mark.django_db(transaction=True)
def test_heartbeat_keeps_a_lease_that_would_have_run_out(settings):
    settings.JOBS_LEASE_SECONDS = 0.4
    job = make()
    with lease(job.pk) as held:
        first = Job.objects.get(pk=job.pk).lease_until
        for _ in range(200):
            if Job.objects.get(pk=job.pk).lease_until > first + timedelta(seconds=0.4):
                break
            wait()
        held.finish({"kept": True})

    job.refresh_from_db()
    assert (job.result, job.attempts) == ({"kept": True}, 1)


def wait() -> None:
    """Let the heartbeat's thread have a turn, watching rather than guessing how long it takes."""
    threading.Event().wait(0.02)
