"""What is said of the difference made, as it stands on a report's day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import OuterRef, QuerySet

from actions.queries.priorities import Priority, priorities_of
from assurance.queries.report import end_of
from audit.enums import Kind
from audit.queries.versions import relate
from audit.rules.days import Day
from documents.enums import ReportKind
from documents.registers import ReportDay
from documents.schema.registers import RegisterRecord
from impact.models import Chosen, Statement
from impact.rules.report import OnPriority, register_part
from plans.models import Plan

KINDS = {
    "action": Kind.ACTION,
    "measure": Kind.MEASURE,
    "indicator": Kind.INDICATOR,
    "activity": Kind.ACTIVITY,
    "voice": Kind.VOICE,
}


def stated(area: int | OuterRef) -> QuerySet[Statement]:
    """What anybody has shared of the difference made in an area."""
    return Statement.objects.filter(plan__area=area, shared_at__isnull=False)


def told_of_difference(day: ReportDay, then: Day) -> list[RegisterRecord]:
    """Its part of a report, "none yet" where nothing was said of a priority of this plan by then. A
    constant number of queries; one where nothing was shared in the area."""
    end = end_of(day.as_of)
    if not stated(day.area).filter(shared_at__lt=end).exists():
        return []
    said = _said(day.plan, end, then)
    priorities = priorities_of(Plan.objects.get(pk=day.plan), then)
    rows = [_on(priority, said, day, end) for priority in priorities]
    return [register_part(rows, annual=day.kind == ReportKind.ANNUAL)]


def _said(plan: int, end: datetime, then: Day) -> Mapping[str, Statement]:
    """By the key of each priority what was shared last by then, with what it rests on as that
    was."""
    rows = Statement.objects.filter(plan=plan, shared_at__lt=end).order_by("shared_at", "pk")
    known = ("action", "measure", "indicator", "activity", "voice__group")
    chosen = [f"chosen__{name}" for name in known]
    last = {row.key: row for row in rows.prefetch_related(*chosen)}
    evidence = [one for row in last.values() for one in row.chosen.all()]
    for name, kind in KINDS.items():
        relate(evidence, name, then.of(kind))
    return last


def _on(
    priority: Priority, said: Mapping[str, Statement], day: ReportDay, end: datetime
) -> OnPriority:
    statement = said.get(priority.key)
    done = [
        row for key, row in day.actions.items() if key in priority.actions and row["completed_on"]
    ]
    return OnPriority(
        title=priority.title,
        said=statement.text if statement else "",
        rests_on=[
            name
            for one in (statement.chosen.all() if statement else ())
            if (name := _name(one, end))
        ],
        completed=len(done),
        with_words=sum(bool(row["difference"]) for row in done),
    )


def _name(one: Chosen, end: datetime) -> str:
    """What it is called, and no number of it; "" of what was not shared by then."""
    if one.action:
        return f"Action {one.action.reference}"
    if one.measure:
        return f"Measure: {one.measure}"
    if one.indicator:
        return f"Indicator: {one.indicator}"
    shared = one.activity or one.voice
    return str(shared) if shared and shared.shared_at and shared.shared_at < end else ""
