"""Ringing for a worker. A ring may be lost or doubled: the job's row decides."""

import structlog
from celery import current_app
from django.utils import timezone
from kombu.exceptions import OperationalError

from jobs.models import Job

logger = structlog.get_logger(__name__)


def ring(job_id: int, task: str) -> None:
    """Tell the workers that this job waits. A broker that is down is logged, never raised:
    the sweeper rings again."""
    try:
        current_app.send_task(task, args=[job_id])
    except (OperationalError, OSError) as error:
        logger.warning("job.bell_unanswered", job=job_id, task=task, error=str(error))
        return
    Job.objects.filter(pk=job_id).update(rung_at=timezone.now())
