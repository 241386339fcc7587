"""Reads of reports that several places share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from django.utils import timezone

from actions.queries.record import windows_of
from actions.rules.record import WindowState
from actions.rules.standing import PlanRecord, window_on
from documents.enums import ReportKind
from documents.schema.content import BaselineRecord, SnapshotContent
from documents.schema.upgrades import read
from plans.models import Plan
from reporting.enums import ReportState
from reporting.models import Report, Snapshot
from timescales.date_format import iso, long_day
from timescales.quarters import ONE_DAY, Period, covering, quarter_to, year_of


def content_of(snapshot: Snapshot) -> SnapshotContent:
    """What a snapshot says, in today's shape."""
    return read(snapshot.content)


def last_issued(plan: Plan, before: date, kind: str, besides: Iterable[int] = ()) -> Report | None:
    """The last issued report of a kind as of a day before `before`, in its latest version.

    What dashboard, "what changed" and the next report compare with (domain.md, rule 8). `besides`
    are the keys of a report's own versions. One query.
    """
    rows = Report.objects.filter(plan=plan, kind=kind, state=ReportState.ISSUED, as_of__lt=before)
    rows = rows.exclude(pk__in=list(besides)).select_related("snapshot")
    return rows.order_by("-as_of", "-version", "-pk").first()


def previous_snapshot(
    plan: Plan, as_of: date, kind: str, besides: Iterable[int] = ()
) -> Snapshot | None:
    """The snapshot that a report compares itself with: that of the last issued report of its kind.

    Where none was issued a quarterly report looks back to what was last frozen from the command
    line. `besides` are the keys of the report's own versions: it is not compared with itself, also
    where a later version looks at a later day.
    """
    issued = last_issued(plan, as_of, kind, besides)
    return issued.snapshot if issued else frozen_alone(plan, as_of, kind)


def frozen_alone(plan: Plan, as_of: date, kind: str) -> Snapshot | None:
    """What the command line froze last before a day, for a quarterly report. One query."""
    if kind == ReportKind.ANNUAL:
        return None
    rows = Snapshot.objects.filter(plan=plan, as_of__lt=as_of, report=None)
    return rows.order_by("-as_of", "-pk").first()


def baseline_of(snapshot: Snapshot) -> BaselineRecord:
    """What a report that is compared with a snapshot calls it; it comes with its report, if any."""
    report: Report | None = getattr(snapshot, "report", None)
    if report is None:
        return {"title": "", "version": 1, "issued_on": None}
    day = timezone.localdate(report.issued_at) if report.issued_at else None
    issued = iso(day)
    return {"title": report.title, "version": report.version, "issued_on": issued}


def open_window(plan: Plan, day: date) -> WindowState | None:
    """The window in which leads are still being asked at the end of a day. One query."""
    window = window_on(windows_of(plan), day)
    return window if window and window.open_on(day) else None


class Issued(Protocol):
    """A report as it is named: the report itself, or what a page has loaded of it."""

    @property
    def title(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def issued_at(self) -> datetime | None: ...


def name_of(report: Issued) -> str:
    """ "the last issued report, “Quarterly progress report, …”, issued on 3 May 2026"."""
    version = f", version {report.version}" if report.version > 1 else ""
    issued = f", issued on {long_day(timezone.localdate(report.issued_at))}"
    return f"the last issued report, “{report.title}”{version}{issued if report.issued_at else ''}"


def covered_until(report: Report) -> date:
    """The last day that a report covers; the next of its kind begins on the day after (rule 8)."""
    return report.as_of if report.kind == ReportKind.QUARTERLY else report.period_end


def period_for(plan: Plan, day: date, kind: str, besides: Iterable[int] = ()) -> Period:
    """What a report of `day` covers: from the day after the last issued one of its kind.

    A first quarterly report begins after the window before closed, else three months back; a first
    annual report with the plan's year. Three queries at most.
    """
    if before := last_issued(plan, day, kind, besides):
        return covering(kind, min(covered_until(before) + ONE_DAY, day), day)
    if kind == ReportKind.ANNUAL:
        return year_of(day, plan.period_start)
    if frozen := previous_snapshot(plan, day, kind, besides):
        return quarter_to(day, frozen.as_of)
    record = PlanRecord(plan.pk, actions=(), windows=windows_of(plan), legend=())
    return quarter_to(day, max(record.previous_quarter(day), plan.period_start - ONE_DAY))
