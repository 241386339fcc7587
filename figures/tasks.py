"""Work outside the request: preparing an edition."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction

from accounts.models import User
from committees.models import Area
from figures.enums import PREPARE_EDITION
from figures.queries.record import figure_record
from figures.rules.editions.extents import as_extent
from figures.services import prepare_edition
from jobs.services.leases import lease


@shared_task(name=PREPARE_EDITION)
def prepare_figures(job_id: int) -> None:
    """Prepare one edition. What cannot be released fails the job with its words; a job that was
    done is not done again."""
    with lease(job_id) as held:
        if held is None:
            return
        asked = held.payload
        area = Area.objects.filter(pk=asked["area"]).first()
        by = User.objects.filter(pk=asked["by"]).first()
        if area is None or by is None:
            return
        held.progress(1, of=3, message="Reading the figures")
        record = figure_record(area)
        held.progress(2, of=3, message="Looking for what would give a small number away")
        with transaction.atomic():
            edition = prepare_edition(
                by=by,
                area=area,
                audience=asked["audience"],
                title=asked["title"],
                extent=as_extent(asked["extent"]),
                headlines=asked["headlines"],
                record=record,
            )
            held.finish({"edition": edition.pk})
