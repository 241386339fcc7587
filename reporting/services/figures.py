"""The figures of a report: told to its readers in an edition that is frozen and issued with it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from documents.schema.content import SnapshotContent
from documents.schema.indicators import NO_FIGURES, FigureFields
from figures.enums import EditionState
from figures.models import Edition
from figures.rules.editions.release import NotSafe
from figures.rules.publication import told_periods
from figures.services import discard_edition, issue_with_report, prepare_edition, withdraw_edition
from plans.models import Plan
from reporting.enums import Marking, ReportState
from reporting.models import Report
from reporting.queries.figures import (
    Readers,
    extent_of,
    figured,
    readers_of,
    record_at,
)
from reporting.rules.snapshots.figures import Figured, figure_fields
from reporting.rules.snapshots.order import Order

MARK_IT = (
    "The figures in this report are printed as they are, for chief officers: mark it "
    "OFFICIAL-SENSITIVE first."
)


class Telling(NamedTuple):
    """The figures of a report that is being frozen, with the edition in which they are told."""

    figured: Figured
    edition: Edition
    exact: bool


def prepare_figures(*, by: User, report: Report, order: Order) -> Telling | None:
    """The figures that the readers of `report` are told, in an edition that waits with it; None
    where none stand. Inside the transaction of whoever freezes it.

    Raises ValidationError where its marking is too low for them, and, naming the figure, where no
    hiding makes them safe beside what was told before.
    """
    area = report.plan.area
    readers = readers_of(area, report.kind)
    record = record_at(area, order.frozen_at)
    extent = extent_of(report.kind, order.as_of, record, readers.rule)
    chosen = [
        row for row in record.indicators if extent.indicators is None or row.pk in extent.indicators
    ]
    if not any(told_periods(row, extent) for row in chosen):
        return None
    refuse_low_marking(readers, report.marking)
    edition = prepare_edition(
        by=by,
        area=area,
        audience=readers.audience,
        title=report.title,
        extent=extent,
        record=record,
        as_of=order.as_of,
        now=order.frozen_at,
    )
    figures = figured(report.plan, order, readers, record, edition)
    return Telling(figures, edition, readers.exact)


def refuse_low_marking(readers: Readers, marking: str) -> None:
    if readers.exact and marking != Marking.OFFICIAL_SENSITIVE:
        raise ValidationError(MARK_IT)


def figures_of_proof(
    plan: Plan, order: Order, content: SnapshotContent, previous: SnapshotContent | None
) -> FigureFields:
    """What would be printed if it were frozen now. Nothing is kept.

    Raises ValidationError where no hiding makes the figures safe.
    """
    readers, record = readers_of(plan.area, order.kind), record_at(plan.area, order.frozen_at)
    if not record.indicators:
        return NO_FIGURES
    try:
        figures = figured(plan, order, readers, record)
    except NotSafe as unsafe:
        said = "The figures cannot be made safe as they are. Try to freeze it to read which."
        raise ValidationError(said) from unsafe
    return figure_fields(figures, content, previous, timezone.get_current_timezone())


def put_aside(*, by: User, report: Report) -> None:
    """What a report that goes no further would have told binds no later edition."""
    edition = report.figures_edition
    if edition is not None and edition.state == EditionState.PREPARED:
        discard_edition(by=by, edition=edition, reason=f"{report.title}: goes no further.")


def release_figures(
    *, by: User, report: Report, versions: list[Report], now: datetime | None
) -> None:
    """Issue what a report tells with it, and take off what the version before it told."""
    for row in versions:
        edition = row.figures_edition
        before = row.pk != report.pk and row.state == ReportState.ISSUED
        if before and edition is not None and edition.state == EditionState.ISSUED:
            reason = f"Replaced by version {report.version} of the report."
            withdraw_edition(by=by, edition=edition, reason=reason)
    if report.figures_edition is not None:
        issue_with_report(by=by, edition=report.figures_edition, now=now)


def take_back(*, by: User | None, report: Report, reason: str) -> None:
    """What a withdrawn report told stays a fact; its page says why it was taken off."""
    edition = report.figures_edition
    if edition is not None and edition.state == EditionState.ISSUED:
        withdraw_edition(by=by, edition=edition, reason=reason)
