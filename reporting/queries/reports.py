"""Reads of reports that several places share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from actions.queries.record import windows_of
from actions.rules.standing import PlanRecord
from documents.schema.content import SnapshotContent
from documents.schema.upgrades import read
from plans.models import Plan
from reporting.models import Snapshot
from timescales.quarters import Period, quarter_to


def content_of(snapshot: Snapshot) -> SnapshotContent:
    """What a snapshot says, in today's shape."""
    return read(snapshot.content)


def previous_snapshot(
    plan: Plan, as_of: date, kind: str, besides: Iterable[int] = ()
) -> Snapshot | None:
    """The latest snapshot of the plan before a day: what a report compares itself with.

    A quarterly report looks back to the last one of any kind, an annual report to the last annual.
    `besides` are the keys of the report's own versions: it is not compared with itself, also where
    a later version looks at a later day.
    """
    rows = Snapshot.objects.filter(plan=plan, as_of__lt=as_of).order_by("-as_of", "-pk")
    rows = rows.exclude(report__in=list(besides))
    if kind == "annual":
        rows = rows.filter(report__kind=kind)
    return rows.first()


def quarter_of(plan: Plan, day: date) -> Period:
    """The quarter that a report of `day` covers: since the window before closed, else three months.

    One query.
    """
    record = PlanRecord(plan.pk, actions=(), windows=windows_of(plan), legend=())
    return quarter_to(day, record.previous_quarter(day))
