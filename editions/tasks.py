"""Work outside the request: an edition's documents, by the makers of a report's."""

from __future__ import annotations

from functools import partial

from celery import shared_task

from committees.queries.logos import image_of
from documents.files.made import Made
from documents.schema.content import SnapshotContent
from editions.enums import RENDER_EDITION, EditionFormat
from editions.models import EditionFile
from editions.queries.records import content_of
from editions.services.editions import STANDING
from handouts.large_print import large_print
from jobs.enums import FileState
from jobs.services import made_files
from jobs.services.leases import lease
from reporting.tasks import MAKERS as OF_REPORTS

MAKERS = {**OF_REPORTS, EditionFormat.LARGE.value: large_print}


@shared_task(name=RENDER_EDITION)
def render_edition(job_id: int) -> None:
    """Make one document from its edition's record. Twice gives the same bytes and place."""
    with lease(job_id) as held:
        if held is None:
            return
        rows = EditionFile.objects.select_related("edition__report__plan__area")
        file = rows.filter(job=job_id, edition__state__in=STANDING).first()
        if file is None or file.state == FileState.READY:
            return
        held.progress(1, of=3, message="Reading the record")
        content = content_of(file.edition)
        made_files.fill(held, file, file.place, partial(_made, file, content))


def _made(file: EditionFile, content: SnapshotContent) -> Made:
    logo = image_of(content, file.edition.area_id)
    return MAKERS[file.format](content, file.edition.sha256, logo)
