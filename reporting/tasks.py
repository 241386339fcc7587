"""Work outside the request: a report's documents, and the e-mails that carry it."""

from __future__ import annotations

from datetime import date
from functools import partial

from celery import shared_task
from django.utils import timezone

from committees.queries.logos import image_of
from documents.files import pdf, spreadsheet, word
from documents.files.made import Made
from documents.schema.content import SnapshotContent
from jobs.enums import FileState
from jobs.services import made_files
from jobs.services.leases import lease
from reporting.enums import (
    RENDER_FILE,
    SEND_ALARM,
    SEND_REPORT,
    TELL_WITHDRAWN,
    VERIFY_RECORD,
    FileFormat,
)
from reporting.models import Delivery, ReportFile
from reporting.queries.reports import content_of
from reporting.services import alarms, letters

MAKERS = {
    FileFormat.PDF.value: pdf.pdf,
    FileFormat.XLSX.value: spreadsheet.xlsx,
    FileFormat.DOCX.value: word.docx,
}


@shared_task(name=RENDER_FILE)
def render_file(job_id: int) -> None:
    """Make one document from its report's snapshot. Twice gives the same bytes and place."""
    with lease(job_id) as held:
        if held is None:
            return
        file = _file(job_id)
        if file is None or file.report.snapshot is None or file.state == FileState.READY:
            return
        held.progress(1, of=3, message="Reading the snapshot")
        content = content_of(file.report.snapshot)
        mark = file.report.snapshot.fingerprint
        made_files.fill(held, file, file.place, partial(_made, file, content, mark))


def _made(file: ReportFile, content: SnapshotContent, mark: str) -> Made:
    return MAKERS[file.format](content, mark, image_of(content, file.report.area_id))


@shared_task(name=SEND_REPORT)
def send_report(job_id: int) -> None:
    """Send one issued report to one person. Run twice it is one letter with one Message-ID."""
    with lease(job_id) as held:
        if held and (delivery := _delivery(held.payload["delivery"])):
            letters.post(delivery, held.payload["key"])


@shared_task(name=TELL_WITHDRAWN)
def tell_withdrawn(job_id: int) -> None:
    """Tell one person that a report which they were sent was withdrawn. Run twice it is one
    letter."""
    with lease(job_id) as held:
        if held and (delivery := _delivery(held.payload["delivery"])):
            letters.tell_withdrawn(delivery)


@shared_task(name=VERIFY_RECORD)
def verify_record() -> None:
    """Once a night, however often it is called."""
    now = timezone.localtime()
    alarms.verify_once(now=now, today=now.date())


@shared_task(name=SEND_ALARM)
def send_alarm(job_id: int) -> None:
    """Tell one person of a break. Run twice it is one letter."""
    with lease(job_id) as held:
        if held is not None:
            alarms.send_alarm(held.payload["user"], date.fromisoformat(held.payload["day"]))
            held.finish({})


def _delivery(pk: int) -> Delivery | None:
    related = ("user", "report__snapshot", "report__plan", "report__area", "report__issued_by")
    return Delivery.objects.filter(pk=pk).select_related(*related).first()


def _file(job_id: int) -> ReportFile | None:
    """The file that a job was the last to be asked for."""
    rows = ReportFile.objects.select_related("report__snapshot", "report__plan__area")
    return rows.filter(job=job_id).first()
