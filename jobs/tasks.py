"""The sweeper: what keeps a promise when a bell was not heard or a worker was killed."""

from datetime import timedelta

import structlog
from celery import shared_task
from django.conf import settings
from django.utils import timezone

from jobs.enums import SWEEP, JobState
from jobs.models import Job
from jobs.querysets import MAX_ATTEMPTS
from jobs.services.leases import FREE
from jobs.services.queue import ring

logger = structlog.get_logger(__name__)

GAVE_UP = "This was tried several times and never came to an end."


@shared_task(name=SWEEP)
def sweep() -> None:
    """Give up on jobs that were abandoned at their last try; ring again for all that wait."""
    now = timezone.now()
    given_up = (
        Job.objects.abandoned(now)
        .filter(attempts__gte=MAX_ATTEMPTS)
        .update(state=JobState.FAILED, finished_at=now, error=GAVE_UP, **FREE)
    )
    if given_up:
        logger.error("jobs.gave_up", count=given_up)
    patience = timedelta(seconds=settings.JOBS_PATIENCE_SECONDS)
    for job_id, task in Job.objects.unanswered(now, patience).values_list("pk", "task"):
        ring(task, job_id)
