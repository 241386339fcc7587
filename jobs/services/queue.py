"""Asking for work outside the request. Every use reads:

    job = enqueue(task=SEND_REPORT, payload={"delivery": row.pk}, by=user,
                  area_id=plan.area_id)

The row is written inside the caller's transaction; the bell rings only when that commits. A ring
may be lost or doubled: the job's row decides. The task has the name given here and takes the job's
id: see `jobs.services.leases` for what it must do. The page then shows `job.state`,
`job.percent_done`, `job.message` and, at the end, `job.result` or `job.error`.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

import structlog
from celery import current_app
from django.db import models, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from jobs.models import Job

logger = structlog.get_logger(__name__)


@transaction.atomic
def enqueue(
    *, task: str, payload: dict[str, Any], by: models.Model | None, area_id: int | None = None
) -> Job:
    """Write the job's row, and ring for a worker once the transaction has committed."""
    [job] = enqueue_all(task=task, payloads=[payload], by=by, area_id=area_id)
    return job


@transaction.atomic
def enqueue_all(
    *,
    task: str,
    payloads: Sequence[dict[str, Any]],
    by: models.Model | None,
    area_id: int | None = None,
) -> list[Job]:
    """The same for some jobs of one task, in their order: written in one query, rung for in one."""
    jobs: list[Job] = Job.objects.bulk_create(
        Job(
            task=task,
            payload=payload,
            area_id=area_id,
            created_by_id=by.pk if by else None,
            created_by_label=str(by)[:200] if by else "cpcplan",
        )
        for payload in payloads
    )
    transaction.on_commit(partial(ring, task, *(job.pk for job in jobs)))
    return jobs


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
