"""A frozen report released to chief officers."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from reporting.enums import FileFormat, FileState, ReportState
from reporting.models import Report


@transaction.atomic
def issue_report(*, by: User, report: Report, now: datetime | None = None) -> Report:
    """Release a frozen report to chief officers. Nobody releases a report of their own."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    if report.state != ReportState.FROZEN:
        raise ValidationError("Only a frozen report that was not issued yet can be issued.")
    if report.prepared_by_id == by.pk:
        raise ValidationError("You prepared this report, so somebody else has to release it.")
    if not report.files.filter(format=FileFormat.PDF, state=FileState.READY).exists():
        raise ValidationError("The PDF is not ready yet. Wait for it, read it, then release it.")
    report.state = ReportState.ISSUED
    report.issued_by = by
    report.issued_at = now or timezone.now()
    report.save(update_fields=["state", "issued_by", "issued_at"])
    record(by=by, verb="issued report", target=report, area_id=report.area_id)
    return report
