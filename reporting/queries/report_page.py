"""What the report's page shows, put together from its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.roles import Permission
from committees.permissions import may
from committees.querysets import Actor
from documents import sections, statuses
from documents.enums import ReportKind
from documents.statuses import Tag
from jobs.enums import FileState
from reporting.enums import ReportState
from reporting.models import Delivery, Report, ReportFile, Section
from reporting.queries.deliveries import SentRow, counted, sent_rows
from reporting.queries.reports import content_of
from reporting.rules.milestones import Own, Seen, steps
from reporting.rules.parts import PartStanding
from reporting.rules.state_tags import mark_of
from reporting.rules.versions import later, needs_erratum, replacement
from timescales.date_format import day_range, long_day

LEFT_OUT = "The report has no part for it: what is written here is not printed."


@dataclass(frozen=True)
class PartRow:
    """One section: what it is for, and whether somebody wrote it."""

    section: Section
    hint: str
    needed: bool
    words: int
    cover: bool  # of the council's cover report, not of the report itself
    standing: PartStanding | None = None  # while it is in preparation


@dataclass(frozen=True)
class FileRow:
    """One document and how far it is."""

    file: ReportFile
    message: str
    percent: int

    @property
    def ready(self) -> bool:
        return self.file.state == FileState.READY

    @property
    def withdrawn(self) -> bool:
        return self.file.state == FileState.WITHDRAWN

    @property
    def failed(self) -> bool:
        return self.file.state == FileState.FAILED


@dataclass(frozen=True)
class Head:
    """What a reader wants first: what chief officers are asked, and what the chair says."""

    decisions: Sequence[str]
    key: str  # of the section that is the summary
    summary: str
    frozen: bool
    quarterly: bool


@dataclass(frozen=True)
class VersionRow:
    """One version of the report, with its state in a word."""

    report: Report
    mark: Tag


def head(report: Report, written: Sequence[Section]) -> Head:
    """Decisions and summary: of the snapshot once there is one, until then as they are written."""
    if report.snapshot is not None:
        content = content_of(report.snapshot)
        bodies = {row["key"]: row["body"] for row in content["sections"]}
        asked = content["decisions"]
    else:
        bodies = {row.key: row.body for row in written}
        asked = sections.lines(bodies.get(sections.DECISIONS, ""))
    key = sections.opening(report.kind, report.contents)
    return Head(
        decisions=asked,
        key=key,
        summary=bodies.get(key, "").strip(),
        frozen=report.snapshot is not None,
        quarterly=report.kind == ReportKind.QUARTERLY,
    )


def facts(report: Report) -> list[tuple[str, str]]:
    """What a report covers, for a summary list."""
    meeting = report.considered_at
    rows = [
        ("Plan", str(report.plan)),
        ("Position as of the end of", long_day(report.as_of)),
        ("Period covered", day_range(report.period_start, report.period_end)),
        ("Presented to", str(report.addressed_to or "The area’s chief officers group")),
        ("Considered at", str(meeting) if meeting else "Not fixed yet"),
        ("Marking", report.get_marking_display()),
        ("Version", str(report.version)),
        ("Prepared by", str(report.prepared_by or "")),
    ]
    if report.issued_by and report.issued_at:
        rows.append(
            ("Issued by", f"{report.issued_by}, {long_day(timezone.localtime(report.issued_at))}")
        )
    return rows


def part_rows(
    report: Report, written: Sequence[Section], now: Mapping[int, PartStanding]
) -> list[PartRow]:
    """The sections in order, each with what it is for and how it stands."""
    rows, printed = [], [row.key for row in sections.shown(report.kind, report.contents)]
    annual = report.kind == ReportKind.ANNUAL
    if annual:  # in the order in which they are printed
        written = sorted(written, key=lambda row: _place(row.key, printed))
    for section in written:
        about = sections.part(report.kind, section.key)
        cover = section.key in sections.COUNCIL_KEYS
        needed = about.required if cover else about.needed
        own = not cover if annual else section.key in sections.BY_HAND
        hint = LEFT_OUT if own and section.key not in printed else about.hint
        words, stands = len(section.body.split()), now.get(section.pk)
        rows.append(PartRow(section, hint, needed, words, cover, stands))
    return rows


def _place(key: str, printed: Sequence[str]) -> int:
    return printed.index(key) if key in printed else len(printed)


def file_rows(report: Report) -> list[FileRow]:
    """The documents, the PDF first. One query; none in preparation, when there are none yet."""
    if report.state == ReportState.DRAFT:
        return []
    rows = [
        FileRow(file, _message(file), file.job.percent_done if file.job else 0)
        for file in report.files.select_related("job")
    ]
    return sorted(rows, key=lambda row: row.file.format != "pdf")


def under_way(rows: Sequence[FileRow]) -> bool:
    """Whether a document is still being made."""
    return any(not (row.ready or row.failed or row.withdrawn) for row in rows)


def statuses_of(report: Report) -> list[tuple[Tag, int]]:
    """The counts that were frozen, worst news first."""
    if report.snapshot is None:
        return []
    content = content_of(report.snapshot)
    colours = statuses.palette(content)
    return [
        (colours.tag(key), content["counts"].get(key, 0))
        for key in statuses.order(content["counts"])
    ]


def _message(file: ReportFile) -> str:
    if file.state == FileState.READY:
        return "Ready"
    if file.state == FileState.FAILED:
        return "It could not be made."
    return (file.job.message if file.job else "") or "Waiting for its turn"


def way_of(report: Report, user: Actor) -> dict[str, Any]:
    """Steps, e-mails and versions, as far as `user` may know of them. Seven queries at most."""
    versions = Report.objects.family(report)
    replaced_by = replacement(report, versions)
    insider = may(user, Permission.REPORT_READ, report.area_id)
    issued = report.state == ReportState.ISSUED
    rows = sent_rows(report) if insider and report.state != ReportState.DRAFT else None
    own = _own(report, user) if issued else None
    after = later(report, versions)
    return {
        "mark": mark_of(report, replaced_by),
        "steps": steps(report, _seen(rows, own, replaced_by)),
        "sent": rows or [],
        "own_delivery": own,
        "replaced_by": replaced_by,
        "later": after[-1] if insider and after else None,
        "versions": _versions(versions, insider) if len(versions) > 1 else [],
        "corrects_issued": needs_erratum(versions, report.version),
    }


def _seen(rows: Sequence[SentRow] | None, own: Delivery | None, replaced_by: Report | None) -> Seen:
    return Seen(
        everybody=None if rows is None else counted(rows),
        own=Own(own.letter, own.received_at) if own else None,
        replaced_by=replaced_by,
    )


def _own(report: Report, user: Actor) -> Delivery | None:
    return report.deliveries.filter(user_id=user.pk or 0).select_related("letter").first()


def _versions(versions: list[Report], insider: bool) -> list[VersionRow]:
    """The latest first; those who read issued reports only see those."""
    seen = [row for row in versions if insider or row.state == ReportState.ISSUED]
    return [VersionRow(row, mark_of(row, replacement(row, versions))) for row in reversed(seen)]
