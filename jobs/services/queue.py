"""Asking for work outside the request. Every use reads:

    job = enqueue(task=RENDER_FILE, payload={"file": file.pk}, by=user,
                  area_id=plan.area_id)

The row is written inside the caller's transaction; the bell rings only when that commits. The task
has the name given here and takes the job's id: see `jobs.services.leases` for what it must
do. The page then shows `job.state`, `job.percent_done`, `job.message` and, at the end,
`job.result` or `job.error`.
"""

from functools import partial
from typing import Any

from django.db import models, transaction

from jobs.models import Job
from jobs.services.doorbell import ring


@transaction.atomic
def enqueue(
    *, task: str, payload: dict[str, Any], by: models.Model | None, area_id: int | None = None
) -> Job:
    """Write the job's row, and ring for a worker once the transaction has committed."""
    job: Job = Job.objects.create(
        task=task,
        payload=payload,
        area_id=area_id,
        created_by_id=by.pk if by else None,
        created_by_label=str(by)[:200] if by else "cpcplan",
    )
    transaction.on_commit(partial(ring, job.pk, task))
    return job
