"""Holding a job while it runs. The whole of a task reads:

    @shared_task(name=RENDER_FILE)
    def render_report(job_id: int) -> None:
        with lease(job_id) as held:
            if held is None:        # done already, running elsewhere, or the row is gone
                return
            held.progress(1, of=3, message="Drawing the charts")
            …                       # may run twice after a kill: nothing is written for good here
            with transaction.atomic():
                …                   # the lasting write
                held.finish({"file": file.pk})   # raises LeaseLost, so the write rolls back

A lease is kept alive by a heartbeat of its own while the block runs. Leaving the block without
`finish` finishes with an empty result. ValidationError fails the job at once with its words; any
other exception is logged and the job is tried again later, five times at most.
"""

import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import Error, connection
from django.db.models import F
from django.utils import timezone

from jobs.enums import JobState
from jobs.models import Job
from jobs.querysets import MAX_ATTEMPTS, JobQuerySet

logger = structlog.get_logger(__name__)

GAVE_UP = "This was tried several times and never came to an end."
FREE: dict[str, Any] = {"lease_token": None, "lease_until": None}


class LeaseLost(RuntimeError):
    """Somebody else holds or has finished this job: whatever was being written must roll back."""


class Lease:
    """A job that this worker alone may finish, for as long as the lease is kept."""

    def __init__(self, job: Job, token: uuid.UUID) -> None:
        self.job_id: int = job.pk
        self.payload: dict[str, Any] = job.payload
        self.attempt: int = job.attempts
        self.token = token
        self.until = job.lease_until or timezone.now()
        self.finished = False

    def _mine(self) -> JobQuerySet[Job]:
        mine: JobQuerySet[Job] = Job.objects.filter(
            pk=self.job_id, state=JobState.RUNNING, lease_token=self.token
        )
        return mine

    def _write(self, **values: Any) -> None:
        if not self._mine().update(**values):
            raise LeaseLost(f"The lease on job {self.job_id} is lost.")

    def keep(self) -> None:
        """Move the lease's end forward. Raises LeaseLost when it is no longer ours."""
        now = timezone.now()
        self._write(heartbeat_at=now, lease_until=now + lease_time())
        self.until = now + lease_time()

    def keep_for_sending(self) -> None:
        """Keep a lease of which less than half is left: what cannot be taken back is done next.
        While more is left nobody else can have taken the job, and nothing is asked."""
        if self.until - timezone.now() < lease_time() / 2:
            self.keep()

    def progress(self, done: int, *, of: int, message: str = "") -> None:
        """Say how far the work is. Inside a transaction nobody sees it before the commit."""
        self._write(steps_done=min(done, of), steps_total=of, message=message[:200])

    def finish(self, result: dict[str, Any] | None = None) -> None:
        """Mark the job done, once. Raises LeaseLost if another worker took it over."""
        self._write(
            state=JobState.DONE,
            finished_at=timezone.now(),
            result=result or {},
            error="",
            steps_done=F("steps_total"),
            **FREE,
        )
        self.finished = True

    def fail(self, error: str) -> None:
        """Mark the job failed for good, with words a person can read."""
        self._write(state=JobState.FAILED, finished_at=timezone.now(), error=error, **FREE)
        self.finished = True

    def put_back(self, error: str) -> None:
        """Leave the job for another try, later each time; after the last try it has failed."""
        if self.attempt >= MAX_ATTEMPTS:
            self.fail(error)
            return
        due = timezone.now() + timedelta(seconds=settings.JOBS_RETRY_SECONDS * self.attempt)
        self._write(state=JobState.QUEUED, due_at=due, error=error, **FREE)
        self.finished = True


def lease_time() -> timedelta:
    return timedelta(seconds=settings.JOBS_LEASE_SECONDS)


def claim(job_id: int) -> Lease | None:
    """Take the job by one conditional UPDATE; None when it is not there to be taken."""
    now, token = timezone.now(), uuid.uuid4()
    taken = (
        Job.objects.filter(pk=job_id)
        .claimable(now)
        .update(
            state=JobState.RUNNING,
            lease_token=token,
            lease_until=now + lease_time(),
            heartbeat_at=now,
            started_at=now,
            attempts=F("attempts") + 1,
        )
    )
    return Lease(Job.objects.get(pk=job_id), token) if taken else None


def give_up(now: datetime) -> None:
    """Fail, for good, the jobs whose worker was gone at their last try too."""
    lost = Job.objects.abandoned(now).filter(attempts__gte=MAX_ATTEMPTS)
    if count := lost.update(state=JobState.FAILED, finished_at=now, error=GAVE_UP, **FREE):
        logger.error("jobs.gave_up", count=count)


@contextmanager
def lease(job_id: int) -> Iterator[Lease | None]:
    """Claim the job for the length of the block; see the head of this module."""
    held = claim(job_id)
    if held is None:
        yield None
        return
    log = logger.bind(job=job_id, attempt=held.attempt)
    try:
        with _heartbeat(held):
            yield held
        if not held.finished:
            held.finish()
    except LeaseLost:
        log.warning("job.lease_lost")
    except ValidationError as error:
        _settle(held, error)
    except Exception:
        log.exception("job.failed")
        _settle(held, None)


def _settle(held: Lease, refused: ValidationError | None) -> None:
    """After an exception: fail with the words meant for a person, or leave it for another try."""
    try:
        if refused is not None:
            held.fail(" ".join(refused.messages))
        else:
            held.put_back("Something went wrong while this was being made.")
    except LeaseLost:
        logger.warning("job.lease_lost", job=held.job_id)


@contextmanager
def _heartbeat(held: Lease) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=_beat, args=(held, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _beat(held: Lease, stop: threading.Event) -> None:
    try:
        while not stop.wait(settings.JOBS_LEASE_SECONDS / 4):
            try:
                held.keep()
            except LeaseLost:
                return
            except Error as error:
                # A busy database is no reason to give up while the lease still runs.
                logger.warning("job.heartbeat_missed", job=held.job_id, error=str(error))
    finally:
        connection.close()
