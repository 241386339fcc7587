"""Work for the worker tests: a little time, then one lasting write that can be counted."""

import threading

from celery import shared_task
from django.core.exceptions import ValidationError
from django.db import transaction

from audit.services import record
from jobs.models import Job
from jobs.services.leases import lease


@shared_task(name="tests.work")
def work(job_id: int) -> None:
    with lease(job_id) as held:
        if held is None:
            return
        for step in range(held.payload["steps"]):
            threading.Event().wait(0.05)
            held.progress(step + 1, of=held.payload["steps"], message="Working")
        with transaction.atomic():
            record(by=None, verb="worked", target=Job.objects.get(pk=job_id))
            held.finish({"answer": 42})


@shared_task(name="tests.refuse")
def refuse(job_id: int) -> None:
    with lease(job_id) as held:
        if held is not None:
            raise ValidationError("The plan has no actions.")


@shared_task(name="tests.break")
def break_down(job_id: int) -> None:
    with lease(job_id) as held:
        if held is not None:
            raise RuntimeError("a secret detail")
