"""Versions of one report: which follow each other, and which has been replaced.

Nothing is stored on a version that was replaced: it stays as it was issued, and what came after
it is worked out here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from reporting.enums import ReportState
from reporting.models import Report

Key = tuple[int, str, object]
FIELDS = ("plan_id", "kind", "as_of", "version", "state", "corrects_id", "issued_at", "erratum")


def families(reports: Iterable[Report]) -> dict[int, list[Report]]:
    """For each report its versions, itself included, the first one first. One query.

    Versions belong together through `corrects`, also where one looks at another day.
    """
    reports = list(reports)
    plans = {report.plan_id for report in reports}
    known = {row.pk: row for row in Report.objects.filter(plan__in=plans).only(*FIELDS)}
    grouped: defaultdict[Key, list[Report]] = defaultdict(list)
    for row in sorted(known.values(), key=lambda row: (row.version, row.pk)):
        grouped[_key(row, known)].append(row)
    return {report.pk: grouped[_key(known.get(report.pk, report), known)] for report in reports}


def family(report: Report) -> list[Report]:
    """The versions of one report, itself included, the first one first. One query."""
    return families([report])[report.pk]


def later(report: Report, versions: Iterable[Report]) -> list[Report]:
    """Those of `versions` that came after `report`, the next one first."""
    return [row for row in versions if row.version > report.version]


def replacement(report: Report, versions: Iterable[Report]) -> Report | None:
    """The latest issued version after an issued `report`; None while it is the one that counts."""
    if report.state != ReportState.ISSUED:
        return None
    issued = [row for row in later(report, versions) if row.state == ReportState.ISSUED]
    return issued[-1] if issued else None


def replaced(reports: Iterable[Report]) -> dict[int, Report]:
    """By the key of each replaced report the version that replaced it. One query."""
    reports = list(reports)
    kin = families(reports)
    following = {report.pk: replacement(report, kin[report.pk]) for report in reports}
    return {pk: row for pk, row in following.items() if row is not None}


def needs_erratum(versions: Iterable[Report], before: int) -> bool:
    """Whether version `before` corrects one that had been issued: then it says what was wrong."""
    return any(row.state == ReportState.ISSUED and row.version < before for row in versions)


def _key(row: Report, known: Mapping[int, Report]) -> Key:
    while row.corrects_id and row.corrects_id in known:
        row = known[row.corrects_id]
    return row.plan_id, row.kind, row.as_of
