"""What a person sees of a report's way: its steps, its e-mails, its versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from accounts.roles import Permission
from committees.permissions import may
from committees.querysets import Actor
from documents.statuses import Tag
from reporting.enums import ReportState
from reporting.models import Delivery, Report
from reporting.queries.deliveries import sent_rows
from reporting.queries.milestones import Seen, steps
from reporting.queries.versions import family, later, needs_erratum, replaced, replacement
from reporting.rules.state_tags import mark_of


@dataclass(frozen=True)
class Listed:
    """One version in a list: its state in a word, and whether this person has yet to confirm it."""

    report: Report
    mark: Tag
    to_confirm: bool = False


def listed(user: Actor, reports: Iterable[Report]) -> list[Listed]:
    """Reports with their state, marked where they were replaced. Two queries and the reports'."""
    reports = list(reports)
    gone = replaced(reports)
    asked = {row.report_id for row in to_confirm(user)}
    return [
        Listed(report, mark_of(report, gone.get(report.pk)), report.pk in asked - gone.keys())
        for report in reports
    ]


def to_confirm(user: Actor) -> QuerySet[Delivery]:
    """Issued reports that were sent to this person, who has not said that they have them."""
    seen = Report.objects.visible_to(user)
    waiting = Delivery.objects.filter(
        user_id=user.pk or 0, received_at__isnull=True, report__in=seen
    )
    return waiting.order_by("-asked_at")


def way_of(report: Report, user: Actor) -> dict[str, Any]:
    """Steps, e-mails and versions, as far as `user` may know of them. Seven queries at most."""
    versions = family(report)
    replaced_by = replacement(report, versions)
    insider = may(user, Permission.REPORT_READ, report.area_id)
    issued = report.state == ReportState.ISSUED
    rows = sent_rows(report) if insider and report.state != ReportState.DRAFT else None
    own = _own(report, user) if issued else None
    after = later(report, versions)
    return {
        "mark": mark_of(report, replaced_by),
        "steps": steps(report, Seen(rows, own, replaced_by)),
        "sent": rows or [],
        "own_delivery": own,
        "replaced_by": replaced_by,
        "later": after[-1] if insider and after else None,
        "versions": _versions(versions, insider) if len(versions) > 1 else [],
        "corrects_issued": needs_erratum(versions, report.version),
    }


def _own(report: Report, user: Actor) -> Delivery | None:
    return report.deliveries.filter(user_id=user.pk or 0).select_related("letter").first()


def _versions(versions: list[Report], insider: bool) -> list[Listed]:
    """The latest first; those who read issued reports only see those."""
    seen = [row for row in versions if insider or row.state == ReportState.ISSUED]
    return [Listed(row, mark_of(row, replacement(row, versions))) for row in reversed(seen)]
