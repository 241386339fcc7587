"""What the short papers of a report are made from: its snapshot, and those it leads back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.models import Action
from committees.querysets import Actor
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from handouts import agency_extract, cover_report
from handouts.action_sheet import REPORTS
from plans.models import Plan
from reporting.models import Report, Snapshot
from reporting.queries.reports import content_of


@dataclass(frozen=True)
class Offered:
    """The papers that can be made of one snapshot."""

    agencies: Sequence[str]
    knows_agencies: bool
    actions: Sequence[ActionRecord]
    unwritten: Sequence[str]  # headings of the cover report that nobody wrote


def offered(content: SnapshotContent) -> Offered:
    return Offered(
        agencies=agency_extract.agencies(content),
        knows_agencies=agency_extract.knows_agencies(content),
        actions=content["actions"],
        unwritten=cover_report.missing(content),
    )


def earlier(snapshot: Snapshot, most: int = REPORTS - 1) -> list[SnapshotContent]:
    """The contents of the snapshots before one, the newest first.

    Each holds the hash of the one before it, so the hash of the newest says which they are. One
    query for each.
    """
    told, step = list[SnapshotContent](), snapshot
    while step.previous is not None and len(told) < most:
        step = step.previous
        told.append(content_of(step))
    return told


def newest_of(plan: Plan, user: Actor) -> Report | None:
    """The report with the newest position of a plan that `user` may read. One query."""
    rows = Report.objects.visible_to(user).filter(plan=plan, snapshot__isnull=False)
    standing = rows.filter(withdrawn_at=None)
    return standing.order_by("-as_of", "-version", "-pk").first()


def newest_with(action: Action, user: Actor) -> Report | None:
    """The same where the action was in the plan by the day of the position. One query."""
    rows = Report.objects.visible_to(user).filter(
        plan=action.plan_id, snapshot__isnull=False, as_of__gte=action.added_on
    )
    return rows.filter(withdrawn_at=None).order_by("-as_of", "-version", "-pk").first()
