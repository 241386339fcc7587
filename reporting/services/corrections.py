"""The next version of a report: how a mistake is put right without changing what was issued."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.module_loading import import_string

from accounts.models import User
from audit.services import record
from audit.services.edits import edit, locked
from documents.text import lines
from reporting.enums import ReportState
from reporting.models import Report
from reporting.rules.versions import later, needs_erratum
from reporting.services.drafts import begin_report
from reporting.services.figures import put_aside

WHAT_WAS_WRONG = "Say what was wrong in the issued version and what is right now."
NOTHING_TO_CORRECT = "No version of this report was issued before: there is nothing to correct."


@transaction.atomic
def begin_next_version(*, by: User, report: Report, erratum: str = "") -> Report:
    """A new report in preparation with the words of a frozen one, to put a mistake right.

    The frozen one stays as it is. After an issued version an `erratum` is required: what was
    wrong, and what is right now. That of a version which never went out is carried on.

    Raises ValidationError while `report` is still in preparation, when another version came after
    it, and for a missing erratum.
    """
    report = locked(report)
    if report.state == ReportState.DRAFT:
        raise ValidationError("This report is still in preparation: change it as it is.")
    versions = Report.objects.family(report)
    _refuse_unless_latest(report, versions)
    erratum = lines(erratum).text or carried_erratum(report)
    if needs_erratum(versions, report.version + 1) and not erratum:
        raise ValidationError({"erratum": WHAT_WAS_WRONG})
    put_aside(by=by, report=report)
    # what the chair sends back goes on with whoever prepared it
    sent_back = report.state == ReportState.RETURNED
    following = begin_report(
        by=by,
        plan=report.plan,
        kind=report.kind,
        period=report.period,
        as_of=report.as_of,
        marking=report.marking,
        addressed_to=report.addressed_to,
        considered_at=report.considered_at,
        next_plan=report.next_plan,
        version=report.version + 1,
        corrects=report,
        erratum=erratum,
        prepared_by=report.prepared_by if sent_back else by,
    )
    said = {row.key: row for row in report.sections.all()}
    for section in following.sections.all():
        if before := said.get(section.key):
            section.body = before.body
            section.written_by_id, section.written_at = before.written_by_id, before.written_at
            section.save(update_fields=["body", "written_by", "written_at"])
    for name in settings.NEXT_VERSIONS:
        import_string(name)(by=by, before=report, after=following)
    return following


@transaction.atomic
def edit_erratum(*, by: User, report: Report, expected: int, erratum: str) -> Report:
    """Change what a version in preparation says was wrong before it.

    Raises ValidationError when it is empty or nothing was issued before, EditConflict when
    somebody else changed the report.
    """
    locked(report).refuse_unless_draft()
    if not needs_erratum(Report.objects.family(report), report.version):
        raise ValidationError(NOTHING_TO_CORRECT)
    erratum = lines(erratum).text
    if not erratum:
        raise ValidationError({"erratum": WHAT_WAS_WRONG})
    changes = edit(report, {"erratum": erratum}, expected=expected)
    if changes:
        area_id = report.area_id
        record(by=by, verb="wrote erratum", target=report, area_id=area_id, changes=changes)
    return report


def carried_erratum(report: Report) -> str:
    """What still is to be said of the issued version before, where `report` never went out."""
    return "" if report.state == ReportState.ISSUED else report.erratum


def _refuse_unless_latest(report: Report, versions: Sequence[Report]) -> None:
    after = later(report, versions)
    if any(row.state == ReportState.DRAFT for row in after):
        raise ValidationError("The next version of this report is in preparation already.")
    if after:
        latest = after[-1].version
        raise ValidationError(f"Version {latest} came after this one. Begin the next from there.")
