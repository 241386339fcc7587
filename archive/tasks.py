"""Work outside the request: making the file of an area, and taking it away after its days."""

from __future__ import annotations

from celery import shared_task
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from archive.enums import MAKE_FILE, REMOVE_FILES, State
from archive.models import Departure
from archive.services.departure import fail_file, keep_file, make_file
from archive.services.departure import remove_files as remove
from jobs.services.leases import lease


@shared_task(name=MAKE_FILE)
def make_area_file(job_id: int) -> None:
    """Make one file. Made again after a kill it takes the place of the first."""
    with lease(job_id) as held:
        if held is None:
            return
        row = Departure.objects.filter(pk=held.payload["departure"]).select_related("area").first()
        if row is None or row.state != State.CONFIRMED:
            return
        held.progress(1, of=2, message="Writing everything of the area")
        try:
            made = make_file(row)
        except ValidationError as error:
            fail_file(departure=row, why="; ".join(error.messages))
            raise
        with transaction.atomic():
            keep_file(departure=row, made=made)
            held.finish({"departure": row.pk})


@shared_task(name=REMOVE_FILES)
def remove_files() -> None:
    remove(now=timezone.now())
