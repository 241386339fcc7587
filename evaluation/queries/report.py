"""Self-evaluation as it stands on a report's day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet
from django.utils import timezone

from assurance.queries.report import end_of
from audit.enums import Kind
from audit.queries.versions import as_they_were, relate
from audit.rules.days import Day
from documents.registers import ReportDay
from documents.schema.registers import RegisterRecord
from evaluation.models import Evaluation, Evidence, Framework, Planned, QualityIndicator
from evaluation.queries.evidence import TOLD
from evaluation.queries.programme import NAMED
from evaluation.rules.programme import overdue
from evaluation.rules.report import Judged, register_part
from plans.enums import PlanState
from timescales.date_format import long_day


def evaluated(area: int | OuterRef) -> QuerySet[Evaluation]:
    """What anybody has shared of how an area judges itself."""
    return Evaluation.objects.filter(
        indicator__domain__framework__area=area, shared_at__isnull=False
    )


def told_of_evaluation(day: ReportDay, then: Day) -> list[RegisterRecord]:
    """Its part of a report: what was shared, by whichever edition, and the gaps by the newest. A
    constant number of queries; one where nothing was shared by then."""
    end = end_of(day.as_of)
    rows = _shared(day.area, end)
    if not rows:
        return []
    framework = max((_framework(row) for row in rows), key=_edition)
    dated = Framework.objects.filter(area=day.area, dated__lte=day.as_of)
    there = as_they_were(dated, then.of(Kind.FRAMEWORK))
    framework = max((framework, *there), key=_edition)
    newest: dict[int, date] = {}
    for row in rows:
        if _framework(row) != framework:
            continue
        newest[row.indicator_id] = max(row.on, newest.get(row.indicator_id, row.on))
    total = QualityIndicator.objects.filter(domain__framework=framework).count()
    planned = as_they_were(
        Planned.objects.filter(indicator__domain__framework=framework), then.of(Kind.PLANNED)
    )
    late = [overdue(row.on, newest.get(row.indicator_id), day.as_of) for row in planned]
    judged = [_judged(row, framework, day, then) for row in rows]
    return [
        register_part(
            str(framework),
            judged,
            indicators=total,
            never=total - len(newest),
            overdue=sum(late),
            since=day.period_start,
            until=day.as_of,
        )
    ]


def _framework(row: Evaluation) -> Framework:
    return row.indicator.domain.framework


def _edition(framework: Framework) -> tuple[date, int]:
    return framework.dated, framework.pk


def _shared(area: int, end: datetime) -> Sequence[Evaluation]:
    """In the order of the frameworks, the newest first."""
    rows = evaluated(area).filter(shared_at__lt=end)
    rows = rows.select_related("indicator__domain__framework").prefetch_related(
        *(f"evidence__{name}" for name in NAMED)
    )
    places = ("indicator__domain__position", "indicator__position", "shared_at", "pk")
    return list(rows.order_by("-indicator__domain__framework__dated", *places))


def _judged(row: Evaluation, framework: Framework, day: ReportDay, then: Day) -> Judged:
    assert row.shared_at is not None
    evidence = [one for one in row.evidence.all() if _told(one, day, end_of(day.as_of))]
    for name, kind in (("activity", Kind.ACTIVITY), ("action", Kind.ACTION)):
        relate(evidence, name, then.of(kind))
    own = _framework(row)
    return Judged(
        indicator=str(row.indicator) if own == framework else f"{row.indicator}\n{own}",
        on=row.on,
        shared_on=timezone.localdate(row.shared_at),
        judged=row.judged,
        known=row.known,
        to_improve=row.to_improve,
        rests_on=[_words(one) for one in evidence],
    )


def _words(one: Evidence) -> str:
    """Its name, with what it said when it was joined where that is a number or somebody's words."""
    if one.action_id or one.activity_id or not one.said or one.said_on is None:
        return one.name
    said = " ".join(one.said.split()).rstrip(".")
    return f"{one.name} ({said}, as it stood on {long_day(one.said_on)})"


def _told(one: Evidence, day: ReportDay, end: datetime) -> bool:
    """Neither what was not shared by then nor another plan's draft is told."""
    if one.action:
        return one.action.plan_id == day.plan or one.action.plan.state != PlanState.DRAFT
    if one.update:
        plan = one.update.action.plan
        return plan.pk == day.plan or plan.state != PlanState.DRAFT
    if one.edition:
        return one.edition.audience in TOLD
    shared = one.activity or one.voice
    return bool(shared and shared.shared_at and shared.shared_at < end)
