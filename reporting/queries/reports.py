"""Reads of reports that several places share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from django.utils import timezone

from actions.queries.record import windows_of
from actions.rules.record import WindowState
from actions.rules.standing import PlanRecord, window_on
from committees.enums import Nation
from documents import sections
from documents.enums import ReportKind
from documents.schema.content import SnapshotContent
from documents.schema.scope import PositionRecord
from earlier.upgrades import read
from plans.models import Plan
from reporting.models import Snapshot
from reporting.rules.coverage import covered_until
from reporting.rules.snapshots.scope import position_in_year
from timescales.date_format import long_day
from timescales.quarters import ONE_DAY, Period, covering, quarter_to, year_of


def content_of(snapshot: Snapshot) -> SnapshotContent:
    """What a snapshot says, in today's shape."""
    return read(snapshot.content, snapshot.keys_here)


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


def period_for(plan: Plan, day: date, kind: str, besides: Iterable[int] = ()) -> Period:
    """What a report of `day` covers: from the day after the last issued one of its kind.

    A first quarterly report begins after the window before closed, else three months back; a first
    annual report with the plan's year. Two queries at most.
    """
    before = Snapshot.objects.compared_with(plan, day, kind, list(besides))
    if before and before.of_report:
        return covering(kind, min(covered_until(before.of_report) + ONE_DAY, day), day)
    if kind == ReportKind.ANNUAL:
        return year_of(day, plan.period_start)
    if before:
        return quarter_to(day, before.as_of)
    record = PlanRecord(plan.pk, actions=(), windows=windows_of(plan), legend=())
    return quarter_to(day, max(record.previous_quarter(day), plan.period_start - ONE_DAY))


def contents_for(plan: Plan, kind: str) -> list[str]:
    """The parts with which an area's first report of a kind begins: an English annual one has an
    order of its own."""
    english = kind == ReportKind.ANNUAL and plan.area.nation == Nation.ENGLAND
    return list(sections.ENGLISH_ORDER) if english else []


def positions_in(plan: Plan, start: date, until: date) -> list[PositionRecord]:
    """How a plan stood in its quarterly reports from a day until the one before another. One
    query."""
    rows = Snapshot.objects.of_year(plan, start, until)
    return [position_in_year(content_of(row), row.sha256) for row in rows]
