"""Work outside the request: an edition's documents, by the makers of a report's."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from documents.files import pdf
from documents.files.made import Made
from editions.enums import RENDER_EDITION, EditionFormat
from editions.models import EditionFile
from editions.queries.records import content_of
from editions.services import files
from editions.services.editions import STANDING
from jobs.services.leases import Lease, lease
from reporting.enums import FileState
from reporting.services.files import put
from reporting.tasks import MAKERS as OF_REPORTS

MAKERS = {**OF_REPORTS, EditionFormat.LARGE.value: pdf.large_print}


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
        held.progress(2, of=3, message="Setting the pages")
        try:
            made = MAKERS[file.format](content, file.edition.sha256)
        except Exception:
            EditionFile.objects.filter(pk=file.pk).update(state=FileState.FAILED)
            raise
        _keep(held, file, made)


def _keep(held: Lease, file: EditionFile, made: Made) -> None:
    place = files.relative_path(file)
    digest = put(place, made.data)
    with transaction.atomic():
        EditionFile.objects.filter(pk=file.pk).update(
            state=FileState.READY,
            path=place,
            sha256=digest,
            size=len(made.data),
            pages=made.pages,
            made_at=timezone.now(),
        )
        held.finish({"file": file.pk, "pages": made.pages, "sha256": digest})
