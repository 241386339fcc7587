"""Versions of one report: which follow each other, and which has been replaced.

Nothing is stored on a version that was replaced: it stays as it was issued, and what came after
it is worked out here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol, TypeVar

from reporting.enums import ReportState


class Version(Protocol):
    """A report as far as its versions are concerned."""

    @property
    def pk(self) -> int: ...
    @property
    def plan_id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def as_of(self) -> date: ...
    @property
    def version(self) -> int: ...
    @property
    def state(self) -> str: ...
    @property
    def corrects_id(self) -> int | None: ...


V = TypeVar("V", bound=Version)
Key = tuple[int, str, date]


def families(reports: Iterable[V], all_of_plans: Iterable[V]) -> dict[int, list[V]]:
    """For each report its versions, itself included, the first one first.

    Versions belong together through `corrects`, also where one looks at another day.
    `all_of_plans` are all reports of the same plans.
    """
    known = {row.pk: row for row in all_of_plans}
    grouped: defaultdict[Key, list[V]] = defaultdict(list)
    for row in sorted(known.values(), key=lambda row: (row.version, row.pk)):
        grouped[_key(row, known)].append(row)
    return {report.pk: grouped[_key(known.get(report.pk, report), known)] for report in reports}


def later(report: Version, versions: Iterable[V]) -> list[V]:
    """Those of `versions` that came after `report`, the next one first."""
    return [row for row in versions if row.version > report.version]


def replacement(report: Version, versions: Iterable[V]) -> V | None:
    """The latest issued version after an issued `report`; None while it is the one that counts."""
    if report.state != ReportState.ISSUED:
        return None
    issued = [row for row in later(report, versions) if row.state == ReportState.ISSUED]
    return issued[-1] if issued else None


def needs_erratum(versions: Iterable[Version], before: int) -> bool:
    """Whether version `before` corrects one that had been issued: then it says what was wrong."""
    return any(row.state == ReportState.ISSUED and row.version < before for row in versions)


def _key(row: V, known: Mapping[int, V]) -> Key:
    while row.corrects_id and row.corrects_id in known:
        row = known[row.corrects_id]
    return row.plan_id, row.kind, row.as_of
