"""What became of editions: whether each counts, or what took its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from editions.models import ReportEdition
from editions.rules.standing import Worth, course
from figures.enums import EditionState
from reporting.models import Report

COLUMNS = ("report", "audience", "number", "state", "issued_at", "report__withdrawn_at",
           "report__version", "report__title")  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """An edition with what became of it; `after` took its place, `report_after` that of its
    report."""

    edition: ReportEdition
    worth: Worth
    after: ReportEdition | None
    report_after: Report | None

    @property
    def counts(self) -> bool:
        return self.worth == Worth.COUNTS

    @property
    def gone(self) -> bool:
        return self.worth == Worth.WITHDRAWN


@dataclass(frozen=True)
class _Issue:
    pk: int
    version: int
    number: int
    on: date | None
    gone: bool


def standings(editions: Sequence[ReportEdition]) -> dict[int, Standing]:
    """What became of each, by its key. Three queries."""
    reports = {row.report_id: row.report for row in editions}
    families: Mapping[int, list[Report]] = Report.objects.families(list(reports.values()))
    replaced: Mapping[int, Report] = Report.objects.replaced(list(reports.values()))
    keys = {row.pk for rows in families.values() for row in rows}
    kin = ReportEdition.objects.filter(report__in=keys).select_related("report").only(*COLUMNS)
    by_report: defaultdict[tuple[int, str], list[ReportEdition]] = defaultdict(list)
    for row in kin:
        by_report[row.report_id, row.audience].append(row)
    named = {row.pk: row for rows in by_report.values() for row in rows}
    told = {}
    for row in editions:
        family = [report.pk for report in families[row.report_id]]
        beside = [one for key in family for one in by_report[key, row.audience]]
        report_after = replaced.get(row.report_id)
        became = course(_issue(row), map(_issue, beside), report_replaced=report_after is not None)
        after = named[became.after] if became.after else None
        told[row.pk] = Standing(row, became.worth, after, report_after)
    return told


def standing(edition: ReportEdition) -> Standing:
    return standings([edition])[edition.pk]


def _issue(row: ReportEdition) -> _Issue:
    """An edition of a report that was withdrawn is withdrawn with it."""
    return _Issue(
        pk=row.pk,
        version=row.report.version,
        number=row.number,
        on=localdate(row.issued_at) if row.issued_at else None,
        gone=row.state == EditionState.WITHDRAWN or row.report.withdrawn_at is not None,
    )
