"""A plan frozen as it stood on a day, for a report or from the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, Subquery
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.models import User
from audit.models import Head
from audit.services import record
from audit.services.edits import locked
from committees.models import Logo
from committees.querysets import logo_fields
from documents import hash, sections
from documents.enums import ReportKind
from documents.files.made import FORM
from documents.papers import counts
from documents.phrases import listed
from documents.registers import report_day
from documents.schema.content import BaselineRecord, SectionRecord, SnapshotContent, WordsFields
from figures.models import Indicator
from jobs.enums import FileState
from jobs.models import Job
from jobs.services import enqueue_all
from plans.models import Plan
from reporting.enums import RENDER_FILE, FileFormat, ReportState
from reporting.models import Report, ReportFile, Section, Snapshot
from reporting.queries import registers, snapshots
from reporting.queries.reports import content_of, positions_in
from reporting.rules.coverage import wrong_days
from reporting.rules.snapshots.figures import figure_fields
from reporting.rules.snapshots.order import Order
from reporting.services.figures import Telling, prepare_figures
from timescales.date_format import long_day

ORDERED = ("plan__area", "addressed_to", "considered_at", "next_plan", "corrects__corrects")
FORMATS = (FileFormat.PDF, FileFormat.XLSX, FileFormat.DOCX)


@transaction.atomic
def freeze_report(
    *, by: User, report: Report, open_window_reason: str = "", now: datetime | None = None
) -> Report:
    """Freeze the plan as it stands for this report, and ask for its files.

    One transaction: snapshot, figures, report, files, audit. `open_window_reason` says why, where
    leads are still being asked on the report's day. Raises ValidationError when it is missing, when
    the report is not in preparation, its day is still to come, a required section is not written,
    its counts do not balance or its figures cannot be told safely: nothing is written.
    """
    report = _held(report)
    now = now or timezone.now()
    if report.as_of > timezone.localdate(now):
        raise ValidationError("The day of the position has not come yet.")
    report.open_window_reason = open_window_reason.replace("\r\n", "\n").strip()
    order, versions = order_of(report, prepared_by=str(by), now=now), Report.objects.family(report)
    before, content = _to_freeze(report.plan, order, report.next_plan, [row.pk for row in versions])
    telling = prepare_figures(by=by, report=report, order=order) if order.figures else None
    if telling:
        content = _with_figures(content, telling, before)
    snapshot = _kept(by, report.plan, order, before, content)
    reason = report.open_window_reason
    Report.objects.move(
        report,
        ReportState.FROZEN,
        snapshot=snapshot,
        figures_edition=telling.edition if telling else None,
        exact_figures=telling is not None and telling.exact,
        frozen_at=now,
        prepared_by=by,
        open_window_reason=reason,
    )
    changes = {"sha256": snapshot.sha256} | ({"open_window_reason": reason} if reason else {})
    record(by=by, verb="froze report", target=report, area_id=report.area_id, changes=changes)
    jobs = _ask_for(by, report, FORMATS)
    ReportFile.objects.bulk_create(
        ReportFile(report=report, format=name, template_version=FORM, job=job)
        for name, job in zip(FORMATS, jobs, strict=True)
    )
    return report


def _held(report: Report) -> Report:
    """The report in preparation as it stands now, which nobody else changes meanwhile."""
    if Report.objects.hold(report):
        return report
    now = locked(report, *ORDERED)  # somebody changed it since it was loaded
    now.refuse_unless_draft()
    return now


@transaction.atomic
def freeze(*, by: User | None, plan: Plan, order: Order, next_plan: Plan | None = None) -> Snapshot:
    """Write down how `plan` stands on the order's day. It can never be changed afterwards.

    `next_plan` is the plan that an annual report brings. Raises ValidationError when the counts do
    not balance (rule 8), saying where.
    """
    before, content = _to_freeze(plan, order, next_plan, ())
    snapshot = _kept(by, plan, order, before, content)
    changes = {"as_of": order.as_of, "sha256": snapshot.sha256}
    record(by=by, verb="froze snapshot", target=snapshot, area_id=plan.area_id, changes=changes)
    return snapshot


def _to_freeze(
    plan: Plan, order: Order, next_plan: Plan | None, besides: Sequence[int]
) -> tuple[Snapshot | None, SnapshotContent]:
    """What is frozen, and with what it is compared. `besides` are the keys of the report's own
    versions, with which it is not."""
    before = Snapshot.objects.compared_with(plan, order.as_of, order.kind, besides)
    issued = before.of_report if before else None
    if wrong := wrong_days(plan.period_start, order.period, order.as_of, issued):
        raise ValidationError(wrong)
    _refuse_unwritten(order)
    content = content_to_freeze(plan, order, before, next_plan)
    head = order.record_head
    if head := Head.objects.printed(whole=True) if head is None else head:
        content["record_head"] = head
    _refuse_open_window(content)
    if unbalanced := counts.imbalances(content["count_rows"], content["counts"]):
        raise ValidationError(["The counts do not balance, so nothing was frozen.", *unbalanced])
    return before, content


def _with_figures(
    content: SnapshotContent, telling: Telling, before: Snapshot | None
) -> SnapshotContent:
    previous = content_of(before) if before else None
    zone = timezone.get_current_timezone()
    return {**content, **figure_fields(telling.figured, content, previous, zone)}


def _kept(
    by: User | None,
    plan: Plan,
    order: Order,
    before: Snapshot | None,
    content: SnapshotContent,
) -> Snapshot:
    snapshot: Snapshot = Snapshot.objects.create(
        plan=plan,
        as_of=order.as_of,
        made_at=order.frozen_at,
        made_by=str(by) if by else order.prepared_by,
        schema=content["schema"],
        content=hash.canonical_bytes(content).decode(),
        sha256=hash.digest(content),
        previous=before,
    )
    return snapshot


def content_to_freeze(
    plan: Plan, order: Order, before: Snapshot | None, next_plan: Plan | None
) -> SnapshotContent:
    """What would be frozen now, compared with `before`. Writes nothing."""
    content = snapshots.build(
        plan=plan,
        order=replace(
            order,
            frozen_at=order.frozen_at.replace(microsecond=0),
            baseline=_baseline(before) if before else None,
        ),
        previous=content_of(before) if before else None,
        previous_hash=before.sha256 if before else "",
        next_plan=next_plan,
        year=positions_in(plan, order.period.start, order.as_of)
        if order.kind == ReportKind.ANNUAL
        else (),
    )
    if (logo := order.logo) is None:
        logo = logo_fields(Logo.objects.told(plan.area_id).first())
    content = {**content, **logo}
    if order.registers is not None and not order.registers:
        return content
    day = report_day(
        content,
        area=plan.area_id,
        frozen_at=order.frozen_at,
        since=before.as_of if before else None,
    )
    return {**content, **registers.told(day, order.registers)}


def _baseline(before: Snapshot) -> BaselineRecord:
    """What a report that is compared with a snapshot calls it."""
    report = before.of_report
    if report is None:
        return {"title": "", "version": 1, "issued_on": None}
    issued = _issued_on(report)
    return {
        "title": report.title,
        "version": report.version,
        "issued_on": issued.isoformat() if issued else None,
    }


def _refuse_open_window(content: SnapshotContent) -> None:
    """Raises ValidationError for a freeze inside an open window without a reason (rule 8)."""
    window = content["open_window"]
    if window and not window["reason"]:
        until = long_day(date.fromisoformat(window["until"]))
        said = f"Leads are still being asked until {until}. Say why it is frozen before that."
        raise ValidationError({"open_window_reason": said})


def _refuse_unwritten(order: Order) -> None:
    """Raises ValidationError when a required section has no words, naming each."""
    bodies = {row["key"]: row["body"] for row in order.sections}
    if missing := [
        f"“{row.heading}”" for row in sections.unwritten(order.kind, bodies, order.contents)
    ]:
        raise ValidationError(f"Nothing was frozen: {listed(missing)} must be written first.")


@transaction.atomic
def ask_again(*, by: User, file: ReportFile) -> ReportFile:
    """Make a file once more after it failed. Raises ValidationError while it is under way."""
    if locked(file).state != FileState.FAILED:
        raise ValidationError("This file is ready or still being made.")
    file.state = FileState.WAITING
    [file.job] = _ask_for(by, file.report, [FileFormat(file.format)])
    file.save(update_fields=["state", "job"])
    record(by=by, verb="asked for file again", target=file, area_id=file.report.area_id)
    return file


def order_of(report: Report, *, prepared_by: str, now: datetime) -> Order:
    """What a report in preparation asks to have frozen."""
    # where the record ends, and whether there are figures, comes with them: a freeze asks little
    measured = Exists(Indicator.objects.filter(area=report.area_id))
    parts = report.sections.annotate(
        record_head=Head.objects.column(),
        measured=measured,
        logo=Subquery(Logo.objects.told(report.area_id)),
        **registers.KEPT,
    )
    # how each part was agreed and signed is known to a room above (ADR 324, 364)
    of_parts = import_string(settings.RECORDED_PARTS)(parts, timezone.localdate(now))
    written: list[Any] = [row for row, _ in of_parts]
    decisions = [row.body for row in written if row.key == sections.DECISIONS]
    replaced = _replaced(report)
    return Order(
        kind=report.kind,
        as_of=report.as_of,
        period=report.period,
        frozen_at=now,
        prepared_by=prepared_by,
        marking=report.get_marking_display(),
        version=report.version,
        considered_by=str(report.addressed_to or ""),
        considered_on=report.considered_at.held_on if report.considered_at else None,
        decisions=sections.lines("\n".join(decisions)),
        sections=[_section(row, told) for row, told in of_parts],
        contents=report.contents,
        erratum=report.erratum,
        open_window_reason=report.open_window_reason,
        record_head=next((row.record_head or "" for row in written), None),
        logo=next((logo_fields(row.logo) for row in written), None),
        figures=any(row.measured for row in written),
        registers=[
            name
            for name, column in registers.COLUMNS.items()
            if any(getattr(row, column) for row in written)
        ],
        corrects=replaced.version if replaced else None,
        corrects_issued_on=_issued_on(replaced),
    )


def _section(row: Section, told: WordsFields) -> SectionRecord:
    """What was written, and of a part that is somebody's own words whose they are."""
    said: SectionRecord = {"key": row.key, "heading": row.heading, "body": row.body, **told}
    if row.key in sections.OWN_WORDS and row.body and row.written_by and row.written_at:
        said["by"] = str(row.written_by)
        said["on"] = timezone.localdate(row.written_at).isoformat()
    return said


def _replaced(report: Report) -> Report | None:
    """The issued version that readers have; one that never went out replaced nothing."""
    before = report.corrects
    while before and before.corrects and before.state != ReportState.ISSUED:
        before = before.corrects
    return before


def _issued_on(report: Report | None) -> date | None:
    return timezone.localdate(report.issued_at) if report and report.issued_at else None


def _ask_for(by: User, report: Report, formats: Sequence[FileFormat]) -> list[Job]:
    """A job for each of the files, written before them. One query, and one that rings for them."""
    payloads = [{"report": report.pk, "format": name} for name in formats]
    return enqueue_all(task=RENDER_FILE, payloads=payloads, by=by, area_id=report.area_id)
