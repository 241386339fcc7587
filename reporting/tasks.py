"""Work outside the request: a report's documents."""

from __future__ import annotations

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from jobs.leases import Lease, lease
from reporting import exports, files, rendering, word
from reporting.enums import FileFormat, FileState
from reporting.files import Made
from reporting.models import ReportFile
from reporting.queries import content_of
from reporting.schema import SnapshotContent

MAKERS = {
    FileFormat.PDF.value: rendering.pdf,
    FileFormat.XLSX.value: exports.xlsx,
    FileFormat.DOCX.value: word.docx,
}


@shared_task(name="reporting.render_file")
def render_file(job_id: int) -> None:
    """Make one document from its report's snapshot. Twice gives the same bytes and place."""
    with lease(job_id) as held:
        if held is None:
            return
        file = _file(held.payload["file"])
        if file is None or file.report.snapshot is None or file.state == FileState.READY:
            return
        held.progress(1, of=3, message="Reading the snapshot")
        content = content_of(file.report.snapshot)
        held.progress(2, of=3, message="Setting the pages")
        try:
            made = MAKERS[file.format](content, file.report.snapshot.sha256)
        except Exception:
            ReportFile.objects.filter(pk=file.pk).update(state=FileState.FAILED)
            raise
        _keep(held, file, made, content)


def _file(pk: int) -> ReportFile | None:
    rows = ReportFile.objects.select_related("report__snapshot", "report__plan__area")
    return rows.filter(pk=pk).first()


def _keep(held: Lease, file: ReportFile, made: Made, content: SnapshotContent) -> None:
    digest = files.write(file, made.data)
    with transaction.atomic():
        ReportFile.objects.filter(pk=file.pk).update(
            state=FileState.READY,
            path=files.relative_path(file),
            sha256=digest,
            size=len(made.data),
            pages=made.pages,
            made_at=timezone.now(),
        )
        held.finish({"file": file.pk, "pages": made.pages, "sha256": digest})
