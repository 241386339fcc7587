"""Everything that writes a report: begun, written, frozen, issued."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.versions import write_if_unchanged
from jobs.services import enqueue
from plans.models import Plan
from reporting import canonical, counting, sections, snapshots
from reporting.enums import FileFormat, FileState, ReportKind, ReportState
from reporting.models import Report, ReportFile, Section, Snapshot
from reporting.quarters import Period
from reporting.queries import content_of, previous_snapshot
from reporting.snapshots import Order

RENDER = "reporting.render_file"
FORMATS = (FileFormat.PDF, FileFormat.XLSX, FileFormat.DOCX)
NOT_YET = ("prepared_by", "snapshot", "frozen_at", "issued_by", "issued_at")


@transaction.atomic
def begin_report(
    *, by: User | None, plan: Plan, kind: str, period: Period, **fields: Any
) -> Report:
    """A report in preparation with its empty sections.

    `fields` give as_of, marking and, when known, addressed_to, considered_at, next_plan, version.
    Raises ValidationError for days out of order.
    """
    _check_days(plan, period, fields["as_of"])
    report = Report(
        area_id=plan.area_id,
        plan=plan,
        kind=kind,
        title=f"{ReportKind(kind).label}, {period.name}",
        period_start=period.start,
        period_end=period.end,
        prepared_by=by,
        **fields,
    )
    report.full_clean(exclude=NOT_YET)
    report.save()
    Section.objects.bulk_create(
        Section(report=report, key=part.key, heading=part.heading, position=place)
        for place, part in enumerate(sections.PARTS[kind], start=1)
    )
    record(by=by, verb="began report", target=report, area_id=report.area_id)
    return report


@transaction.atomic
def write_section(*, by: User, section: Section, expected: int, body: str) -> Section:
    """Change what a section says. Raises EditConflict when somebody else did, meanwhile."""
    _refuse_unless_draft(section.report)
    before = section.body
    write_if_unchanged(section, expected=expected, body=body.replace("\r\n", "\n").strip())
    record(
        by=by,
        verb="wrote section",
        target=section,
        area_id=section.report.area_id,
        changes={"body": [before, section.body]},
    )
    return section


@transaction.atomic
def freeze_report(*, by: User, report: Report, now: Any = None) -> Report:
    """Freeze the plan as it stands for this report, and ask for its files.

    One transaction: snapshot, report, files, audit. Raises ValidationError when the report is not
    in preparation or its counts do not balance; nothing is written then.
    """
    report = Report.objects.select_for_update().select_related("plan__area").get(pk=report.pk)
    _refuse_unless_draft(report)
    now = now or timezone.now()
    snapshot = freeze(by=by, plan=report.plan, order=order_of(report, prepared_by=str(by), now=now))
    report.snapshot = snapshot
    report.state = ReportState.FROZEN
    report.frozen_at = now
    report.prepared_by = by
    report.save(update_fields=["snapshot", "state", "frozen_at", "prepared_by"])
    record(
        by=by,
        verb="froze report",
        target=report,
        area_id=report.area_id,
        changes={"sha256": snapshot.sha256},
    )
    for format_ in FORMATS:
        _ask_for(by, ReportFile.objects.create(report=report, format=format_))
    return report


@transaction.atomic
def freeze(*, by: User | None, plan: Plan, order: Order) -> Snapshot:
    """Write down how `plan` stands on the order's day. It can never be changed afterwards.

    Raises ValidationError when the counts do not balance (rule 8), saying where.
    """
    _check_days(plan, order.period, order.as_of)
    before = previous_snapshot(plan, order.as_of, order.kind)
    content = snapshots.build(
        plan=plan,
        order=replace(order, frozen_at=order.frozen_at.replace(microsecond=0)),
        previous=content_of(before) if before else None,
        previous_hash=before.sha256 if before else "",
    )
    if wrong := counting.imbalances(content["count_rows"], content["counts"]):
        raise ValidationError(["The counts do not balance, so nothing was frozen.", *wrong])
    snapshot: Snapshot = Snapshot.objects.create(
        plan=plan,
        as_of=order.as_of,
        made_at=order.frozen_at,
        made_by=str(by) if by else order.prepared_by,
        schema=content["schema"],
        content=canonical.canonical_bytes(content).decode(),
        sha256=canonical.digest(content),
        previous=before,
    )
    changes = {"as_of": order.as_of, "sha256": snapshot.sha256}
    record(by=by, verb="froze snapshot", target=snapshot, area_id=plan.area_id, changes=changes)
    return snapshot


@transaction.atomic
def issue_report(*, by: User, report: Report, now: Any = None) -> Report:
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


@transaction.atomic
def begin_next_version(*, by: User, report: Report) -> Report:
    """A new report in preparation with the words of a frozen one, to put a mistake right.

    The frozen one stays as it is. Raises ValidationError while `report` is still in preparation.
    """
    if report.state == ReportState.DRAFT:
        raise ValidationError("This report is still in preparation: change it as it is.")
    latest = Report.objects.filter(plan=report.plan, kind=report.kind, as_of=report.as_of)
    following = begin_report(
        by=by,
        plan=report.plan,
        kind=report.kind,
        period=Period(report.period_start, report.period_end, period_name(report)),
        as_of=report.as_of,
        marking=report.marking,
        addressed_to=report.addressed_to,
        considered_at=report.considered_at,
        next_plan=report.next_plan,
        version=max(latest.values_list("version", flat=True)) + 1,
    )
    bodies = dict(report.sections.values_list("key", "body"))
    for section in following.sections.all():
        section.body = bodies.get(section.key, "")
        section.save(update_fields=["body"])
    return following


@transaction.atomic
def ask_again(*, by: User, file: ReportFile) -> ReportFile:
    """Make a file once more after it failed. Raises ValidationError while it is under way."""
    if file.state != FileState.FAILED:
        raise ValidationError("This file is ready or still being made.")
    file.state = FileState.WAITING
    file.save(update_fields=["state"])
    _ask_for(by, file)
    return file


def order_of(report: Report, *, prepared_by: str, now: Any) -> Order:
    """What a report in preparation asks to have frozen."""
    written = list(report.sections.all())
    decisions = [row.body for row in written if row.key == sections.DECISIONS]
    return Order(
        kind=report.kind,
        as_of=report.as_of,
        period=Period(report.period_start, report.period_end, period_name(report)),
        frozen_at=now,
        prepared_by=prepared_by,
        marking=report.get_marking_display(),
        version=report.version,
        considered_by=str(report.addressed_to or ""),
        considered_on=report.considered_at.held_on if report.considered_at else None,
        decisions=sections.lines("\n".join(decisions)),
        sections=[{"key": row.key, "heading": row.heading, "body": row.body} for row in written],
        next_plan=report.next_plan,
    )


def period_name(report: Report) -> str:
    """The period's name as the title was made with it."""
    return re.sub(rf"^{re.escape(report.get_kind_display())}, ", "", report.title)


def _ask_for(by: User, file: ReportFile) -> None:
    file.job = enqueue(task=RENDER, payload={"file": file.pk}, by=by, area_id=file.report.area_id)
    file.save(update_fields=["job"])


def _refuse_unless_draft(report: Report) -> None:
    if report.state != ReportState.DRAFT:
        raise ValidationError(
            "This report is frozen and does not change. Begin its next version instead."
        )


def _check_days(plan: Plan, period: Period, as_of: date) -> None:
    if as_of < plan.period_start:
        raise ValidationError(
            {"as_of": f"The plan starts on {plan.period_start:%-d %B %Y}: not before that day."}
        )
    if not period.start <= period.end:
        raise ValidationError({"period_end": "The period ends before it starts."})
