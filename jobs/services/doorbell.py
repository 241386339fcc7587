"""Ringing for a worker. A ring may be lost or doubled: the job's row decides."""

import structlog
from celery import current_app
from django.utils import timezone
from kombu.exceptions import OperationalError

from jobs.models import Job

logger = structlog.get_logger(__name__)


def ring(task: str, *job_ids: int) -> None:
    """Tell the workers that these jobs wait. A broker that is down is logged, never raised:
    the sweeper rings again."""
    rung = [job_id for job_id in job_ids if _rung(task, job_id)]
    if rung:
        Job.objects.filter(pk__in=rung).update(rung_at=timezone.now())


def _rung(task: str, job_id: int) -> bool:
    try:
        current_app.send_task(task, args=[job_id])
    except (OperationalError, OSError) as error:
        logger.warning("job.bell_unanswered", job=job_id, task=task, error=str(error))
        return False
    return True
