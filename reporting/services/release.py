"""A frozen report released to chief officers, or sent back to whoever prepared it."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import locked
from committees.models import PostHolding
from committees.rules.interests import Matter, why_own
from documents.text import lines
from jobs.enums import FileState
from jobs.services import made_files
from reporting.enums import FileFormat, ReportState
from reporting.models import Report
from reporting.queries.interests import of_report, of_return
from reporting.queries.recipients import nobody, recipients
from reporting.rules.versions import later
from reporting.services.corrections import begin_next_version
from reporting.services.deliveries import deliver
from reporting.services.figures import release_figures
from timescales.date_format import long_day


@transaction.atomic
def issue_report(
    *, by: User, report: Report, now: datetime | None = None, send: bool = True
) -> Report:
    """Release a frozen report to chief officers, by e-mail with the PDF and its hash.

    One transaction: state, a delivery and a job for each recipient, audit. Nobody releases a
    report of their own: that they prepared, wrote part of or froze. With `send=False` nobody is
    written to: for an area whose chief officers have no account yet, and for the past reports of
    the demonstration.

    Raises ValidationError when it is not waiting for release, when the PDF is not there as it was
    made, when a later version has begun, and when nobody would be sent it.
    """
    report = locked(report)
    _refuse_unless_waiting(report, "issued")
    today = timezone.localdate(now)
    if why := why_own(Matter.RELEASE, PostHolding.objects.party(by), of_report(report, today)):
        raise ValidationError(why)
    versions = Report.objects.family(report)
    if after := later(report, versions):
        number = after[-1].version
        raise ValidationError(f"Version {number} has begun to put this one right: release that.")
    _refuse_without_pdf(report)
    now = now or timezone.now()
    people = recipients(report, timezone.localdate(now)) if send else []
    if send and not people:
        raise ValidationError({"without_email": nobody(report)})
    Report.objects.move(report, ReportState.ISSUED, issued_by=by, issued_at=now)
    release_figures(by=by, report=report, versions=versions, now=now)
    deliver(by, report, people, now)
    sent_to = [str(person) for person in people]
    record(
        by=by,
        verb="issued report",
        target=report,
        area_id=report.area_id,
        changes={"e-mailed to": sent_to or "nobody"},
    )
    return report


@transaction.atomic
def return_report(*, by: User, report: Report, note: str, now: datetime | None = None) -> Report:
    """Send a frozen report back with a note. Returns its next version, begun with the same words.

    The version sent back stays as it was. A next version that has begun already takes its place,
    and whoever prepares it reads the note. Nobody sends back a report of their own: they begin
    its next version.
    """
    report = locked(report)
    _refuse_unless_waiting(report, "sent back")
    if why := why_own(Matter.RETURN, PostHolding.objects.party(by), of_return(report)):
        raise ValidationError(why)
    note = lines(note).text
    if not note:
        raise ValidationError({"note": "Say what has to be put right."})
    after = later(report, Report.objects.family(report))
    if any(row.state != ReportState.DRAFT for row in after):
        number = after[-1].version
        raise ValidationError(f"Version {number} came after this one: send that back.")
    Report.objects.move(
        report,
        ReportState.RETURNED,
        returned_by=by,
        returned_at=now or timezone.now(),
        return_note=note,
    )
    changes = {"note": note}
    record(by=by, verb="sent report back", target=report, area_id=report.area_id, changes=changes)
    if after:
        following: Report = Report.objects.get(pk=after[-1].pk)
        return following
    return begin_next_version(by=by, report=report)


def _refuse_unless_waiting(report: Report, done: str) -> None:
    if report.state == ReportState.FROZEN:
        return
    said = f"Only a frozen report that was not issued yet can be {done}."
    if report.issued_by and report.issued_at:
        day = long_day(timezone.localtime(report.issued_at))
        said += f" This one was issued by {report.issued_by} on {day}, once."
    elif report.returned_by:
        said += f" This one was sent back by {report.returned_by}."
    raise ValidationError(said)


def _refuse_without_pdf(report: Report) -> None:
    pdf = report.files.filter(format=FileFormat.PDF, state=FileState.READY).first()
    if pdf is None:
        raise ValidationError("The PDF is not ready yet. Wait for it, read it, then release it.")
    made_files.checked(pdf)
