"""The risk register as it stands on a report's day, with the actions as that report prints them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet

from actions.models import ActionRisk
from audit.enums import Kind
from audit.queries.versions import as_they_were, relate
from audit.rules.days import Day
from documents.enums import ReportKind
from documents.registers import ReportDay
from documents.schema.registers import RegisterRecord
from risks.models import Risk
from risks.queries.register import RiskRow, register, told_risk
from risks.rules.report import risk_part


def held(area: int | OuterRef) -> QuerySet[Risk]:
    """What anybody has put in an area's register."""
    return Risk.objects.filter(area=area).in_register()


def told_of_risks(day: ReportDay, then: Day) -> list[RegisterRecord]:
    """Its part of a report. Seven queries, however many risks there are; one more where one had
    another owner then.

    An annual report tells what became of risks over its year, and names nobody: the public reads
    it.
    """
    risks = held(day.area).filter(shared_on__lte=day.as_of).select_related("area", "post")
    rows, since = as_they_were(risks, then.of(Kind.RISK)), _since(day)
    relate(rows, "post", then.of(Kind.POST))
    kept = register(day.area, rows, day.as_of, since)
    if not kept.rows:
        return []
    against = _against(day, kept.rows)
    told = [told_risk(row, against.get(row.risk.pk, ())) for row in kept.rows]
    return [risk_part(told, kept.scale, since, names=day.kind != ReportKind.ANNUAL)]


def _since(day: ReportDay) -> date | None:
    if day.kind == ReportKind.ANNUAL:
        return day.period_start - timedelta(days=1)
    return day.since


def _against(day: ReportDay, rows: Sequence[RiskRow]) -> Mapping[int, Sequence[str]]:
    """The report's own actions that belonged to each risk on its day, as it prints them."""
    joined = Q(ended_on=None) | Q(ended_on__gt=day.as_of)
    links = ActionRisk.objects.filter(
        joined, added_on__lte=day.as_of, risk__in=[row.risk.pk for row in rows]
    )
    against: defaultdict[int, list[str]] = defaultdict(list)
    for link in links.filter(action__in=day.actions):
        if status := day.status_of(link.action_id):
            reference = day.actions[link.action_id]["reference"]
            against[link.risk_id].append(f"Action {reference}: {status}")
    return against
