"""A report in which words stand that identify a person: taken back, or made anew without them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import locked
from jobs.enums import FileState
from jobs.services import enqueue_all, made_files
from reporting.enums import RENDER_FILE, TELL_WITHDRAWN, ReportState
from reporting.models import Report
from reporting.rules.versions import later
from reporting.services.corrections import begin_next_version
from reporting.services.figures import take_back

ERRATUM = (
    "The version before held words that identified a person. It was withdrawn, and they are taken "
    "out of this one. Please destroy every copy of it."
)

WITHDRAWN_WORDS = "The report that told them was withdrawn."


@transaction.atomic
def withdraw_report(*, by: User | None, report: Report) -> Report | None:
    """Take back an issued report whose snapshot has lost words by now; who was sent it is told.

    Its files go when all is committed, its hashes stay. Returns the version that puts it right:
    one that has begun or was issued already, else a new one in preparation; None where none could
    be begun (or `by` is None: the program itself begins none). Withdrawn twice it is withdrawn
    once. Raises ValueError for a report that was never issued.
    """
    report = locked(report)
    if report.state != ReportState.ISSUED:
        raise ValueError("Only what was issued is withdrawn.")
    if report.withdrawn_at is None:
        _withdraw(by, report)
    after = later(report, Report.objects.family(report))
    return after[-1] if after else _correction(by, report)


def _withdraw(by: User | None, report: Report) -> None:
    report.withdrawn_at, report.withdrawn_by = timezone.now(), by
    Report.objects.filter(pk=report.pk).update(
        withdrawn_at=report.withdrawn_at, withdrawn_by=by, row_version=F("row_version") + 1
    )
    take_back(by=by, report=report, reason=WITHDRAWN_WORDS)
    made_files.forget_later(report.files.all())
    report.files.update(state=FileState.WITHDRAWN, path="")
    changes = {"because": "It held words that identified a person."}
    area_id = report.area_id
    record(by=by, verb="withdrew report", target=report, area_id=area_id, changes=changes)
    told = [{"delivery": pk} for pk in report.deliveries.values_list("pk", flat=True)]
    enqueue_all(task=TELL_WITHDRAWN, payloads=told, by=by, area_id=area_id)


def _correction(by: User | None, report: Report) -> Report | None:
    if by is None:
        return None
    try:
        return begin_next_version(by=by, report=report, erratum=ERRATUM)
    except ValidationError:
        return None  # somebody begins it once what stands in its way is done


@transaction.atomic
def make_anew(*, by: User | None, report: Report) -> None:
    """Make every document of a frozen report once more: its snapshot has lost words by now."""
    report = locked(report)
    rows = list(report.files.order_by("format"))
    made_files.forget_later(report.files.all())
    payloads = [{"report": report.pk, "format": row.format} for row in rows]
    jobs = enqueue_all(task=RENDER_FILE, payloads=payloads, by=by, area_id=report.area_id)
    for row, job in zip(rows, jobs, strict=True):
        row.state, row.job, row.path, row.sha256 = FileState.WAITING, job, "", ""
        row.save(update_fields=["state", "job", "path", "sha256"])
    area_id = report.area_id
    record(by=by, verb="had documents made anew", target=report, area_id=area_id)
