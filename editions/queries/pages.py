"""What the pages of editions show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.timezone import localtime

from committees.querysets import Actor
from documents.statuses import Tag, default_tag
from editions.models import EditionFile, ReportEdition
from editions.queries.records import content_of
from editions.queries.standing import Standing, standings
from editions.rules.standing import Worth
from figures.enums import EditionState
from jobs.enums import FileState
from timescales.date_format import long_day

WORDS = {
    Worth.COUNTS: ("complete", "Issued"),
    Worth.REPLACED: ("reprogrammed", "Replaced"),
    Worth.SUPERSEDED: ("reprogrammed", "Its report was replaced"),
    Worth.WITHDRAWN: ("withdrawn", "Withdrawn"),
}


@dataclass(frozen=True)
class EditionRow:
    """An edition in a list, with what became of it."""

    standing: Standing
    mark: Tag

    @property
    def edition(self) -> ReportEdition:
        return self.standing.edition


def mark_of(standing: Standing) -> Tag:
    """Its state in a word."""
    if standing.worth in WORDS:
        return default_tag(*WORDS[standing.worth])
    if standing.edition.state == EditionState.DISCARDED:
        return default_tag("withdrawn", "Put aside")
    return default_tag("at_risk", "Waits for release")


def rows_of(editions: Sequence[ReportEdition]) -> list[EditionRow]:
    """Three queries, none without editions."""
    if not editions:
        return []
    told = standings(editions)
    return [EditionRow(told[row.pk], mark_of(told[row.pk])) for row in editions]


def seen(user: Actor) -> QuerySet[ReportEdition]:
    """What somebody may read, the newest first."""
    rows = ReportEdition.objects.visible_to(user).select_related("report__plan", "area")
    return rows.defer("content").order_by("-report__as_of", "-report__version", "audience",
                                          "-number", "-pk")  # fmt: skip


@dataclass(frozen=True)
class FileRow:
    """A document of an edition and how far it is."""

    file: EditionFile

    @property
    def ready(self) -> bool:
        return self.file.state == FileState.READY

    @property
    def failed(self) -> bool:
        return self.file.state == FileState.FAILED

    @property
    def withdrawn(self) -> bool:
        return self.file.state == FileState.WITHDRAWN


ORDER = ("pdf", "large", "docx", "xlsx")


def file_rows(edition: ReportEdition) -> list[FileRow]:
    """One query."""
    rows = [FileRow(file) for file in edition.files.all()]
    return sorted(rows, key=lambda row: ORDER.index(row.file.format))


def facts(edition: ReportEdition) -> list[tuple[str, str]]:
    """What an edition is, for a summary list."""
    report = edition.report
    rows = [
        ("Report", f"{report.title}, version {report.version}"),
        ("Position as of the end of", long_day(report.as_of)),
        ("For", edition.get_audience_display()),
        ("Marking", edition.get_marking_display()),
        ("Prepared by", f"{edition.prepared_by or 'cpcplan'}, {_day(edition.prepared_at)}"),
    ]
    if edition.issued_at:
        rows.append(("Issued by", f"{edition.issued_by}, {_day(edition.issued_at)}"))
    return rows


def left_out(edition: ReportEdition) -> list[str]:
    """What is not in it, in the sentences that are printed."""
    content = content_of(edition)
    return content["told_to"]["left_out"] if "told_to" in content else []


def _day(moment: datetime) -> str:
    return long_day(localtime(moment))
