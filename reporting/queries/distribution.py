"""Reports in a list: how far each is, and which a person has yet to confirm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from committees.querysets import Actor
from documents.statuses import Tag
from reporting.models import Delivery, Report
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
    gone = Report.objects.replaced(reports)
    asked = {row.report_id for row in to_confirm(user)}
    return [
        Listed(report, mark_of(report, gone.get(report.pk)), report.pk in asked - gone.keys())
        for report in reports
    ]


def to_confirm(user: Actor) -> QuerySet[Delivery]:
    """Issued reports that were sent to this person, who has not said that they have them."""
    seen = Report.objects.visible_to(user)
    waiting = Delivery.objects.filter(
        user_id=user.pk or 0,
        received_at__isnull=True,
        report__withdrawn_at__isnull=True,
        report__in=seen,
    )
    return waiting.order_by("-asked_at")
