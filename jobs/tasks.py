"""The sweeper: what keeps a promise when a bell was not heard or a worker was killed."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from jobs.enums import SWEEP
from jobs.models import Job
from jobs.services.leases import give_up
from jobs.services.queue import ring


@shared_task(name=SWEEP)
def sweep() -> None:
    """Give up on jobs that were abandoned at their last try; ring again for all that wait."""
    now = timezone.now()
    give_up(now)
    patience = timedelta(seconds=settings.JOBS_PATIENCE_SECONDS)
    for job_id, task in Job.objects.unanswered(now, patience).values_list("pk", "task"):
        ring(task, job_id)
