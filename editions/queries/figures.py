"""The figures of a report as another audience may be told them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from documents.enums import ReportKind
from documents.schema.content import SnapshotContent
from figures.enums import Audience
from figures.queries.audiences import rules_of
from figures.rules.publication import Extent, told_periods
from figures.rules.record import FigureRecord
from reporting.models import Report
from reporting.queries.figures import WORDS, Readers, extent_of, record_at
from reporting.rules.snapshots.order import Order

# of what audience figures may stand in an edition as they were printed: what is public is
# told to members too
TOLD = {
    Audience.PUBLIC: (WORDS[Audience.PUBLIC],),
    Audience.MEMBERS: (WORDS[Audience.MEMBERS], WORDS[Audience.PUBLIC]),
}


def stand_already(content: SnapshotContent, audience: Audience) -> bool:
    """Whether a report tells its figures to this audience already, or tells none."""
    told = content["told"]
    return told is None or told["audience"] in TOLD[audience]


@dataclass(frozen=True)
class Anew:
    """What has to be worked out for an audience: the figures of the report's own moment, what of
    them is told, and by which rule."""

    readers: Readers
    record: FigureRecord
    extent: Extent
    order: Order

    @property
    def tells(self) -> bool:
        rows = self.record.indicators
        chosen = self.extent.indicators
        return any(
            told_periods(row, self.extent) for row in rows if chosen is None or row.pk in chosen
        )


def anew(report: Report, audience: Audience, moment: datetime) -> Anew:
    """The public is told a few headlines year by year, with their parts put together where they
    are small; members what a quarterly report tells them (ADR 237)."""
    area = report.plan.area
    readers = Readers(audience, rules_of(area)[audience])
    record = record_at(area, moment)
    kind = ReportKind.ANNUAL if audience == Audience.PUBLIC else ReportKind(report.kind)
    return Anew(
        readers=readers,
        record=record,
        extent=extent_of(kind, report.as_of, record, readers.rule),
        order=Order(
            kind=kind,
            as_of=report.as_of,
            period=report.period,
            frozen_at=moment,
            prepared_by="",
            marking="",
        ),
    )
