"""The assurance register as it stands on a report's day: what was shared and reported by then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone

from actions.models import Action
from assurance.models import Activity, Finding, FindingAction, FindingDecision, Judgement
from assurance.queries.trace import chain, decided_on, onward, standing_today
from assurance.rules.report import Came, Found, Looked, register_parts
from assurance.rules.samples import graded
from assurance.rules.trace import Became
from audit.enums import Kind
from audit.queries.versions import as_they_were, gone
from audit.rules.days import Day
from documents.enums import Canonical
from documents.registers import ReportDay
from documents.schema.registers import RegisterRecord
from plans.queries import told_in


def assured(area: int | OuterRef) -> QuerySet[Activity]:
    """What anybody has shared in an area's register."""
    return Activity.objects.filter(area=area, shared_at__isnull=False)


def told_of_assurance(day: ReportDay, then: Day) -> list[RegisterRecord]:
    """Its part of a report. A constant number of queries, and one for each step in the longest
    chain of actions; three where no action came of a finding."""
    end = end_of(day.as_of)
    shared = as_they_were(assured(day.area).filter(shared_at__lt=end), then.of(Kind.ACTIVITY))
    rows = [row for row in shared if row.reported_on <= day.as_of]
    if not rows:
        return []
    rows.sort(key=lambda row: (row.reported_on, row.pk), reverse=True)
    findings = _findings(rows, then)
    came = _came(day, findings, end, then)
    decided = _decided(findings, day.as_of, end)
    told = [
        Found(row.activity_id, row.reference, row.text, came[row.pk], decided.get(row.pk, ""))
        for row in findings
    ]
    order = {row.pk: place for place, row in enumerate(rows)}
    told.sort(key=lambda row: order[row.activity])
    judged = _judged(rows, then)
    looked = [_looked(row, judged.get(row.pk, ())) for row in rows]
    return register_parts(looked, told, since=day.period_start, until=day.as_of)


def _decided(findings: Sequence[Finding], as_of: date, end: datetime) -> dict[int, str]:
    """What stood decided at the end of a day, by the finding's key, in words."""
    standing = Q(ended_at__isnull=True) | Q(ended_at__gte=end)
    rows = FindingDecision.objects.filter(standing, finding__in=findings, decided_on__lte=as_of)
    return {key: f"{row.words} {row.whose}" for key, row in decided_on(rows.order_by("pk")).items()}


def end_of(day: date) -> datetime:
    """The first moment after a day."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _findings(rows: Sequence[Activity], then: Day) -> list[Finding]:
    """The findings of activities as they were, in the order of each report."""
    states, mine = then.of(Kind.FINDING), {row.pk for row in rows}
    now = list(Finding.objects.filter(activity__in=mine))
    removed = [row for row in gone(Finding, now, states) if row.activity_id in mine]
    there = [*as_they_were(now, states), *removed]
    return sorted(there, key=lambda row: (row.activity_id, row.position, row.pk))


def _judged(rows: Sequence[Activity], then: Day) -> Mapping[int, Sequence[Judgement]]:
    """By activity what each was judged to be, as it stood."""
    states = then.of(Kind.JUDGEMENT)
    now = list(Judgement.objects.filter(activity__in=[row.pk for row in rows]))
    there = [*as_they_were(now, states), *gone(Judgement, now, states)]
    judged: defaultdict[int, list[Judgement]] = defaultdict(list)
    for row in sorted(there, key=lambda row: (row.position, row.pk)):
        judged[row.activity_id].append(row)
    return judged


def _looked(row: Activity, judged: Sequence[Judgement]) -> Looked:
    return Looked(
        pk=row.pk,
        title=row.title,
        kind=row.get_kind_display(),
        looked_by=row.looked_by,
        reported_on=row.reported_on,
        undated=row.undated,
        when=row.when,
        judgements=[f"{one}: {one.graded}" for one in judged if one.graded],
        went_well=row.went_well,
        to_improve=row.to_improve,
        # a paper goes on to readers who are told no small number (ADR 302)
        graded=graded(row.sample, row.good_or_better, exact=False),
    )


def _came(
    day: ReportDay, findings: Sequence[Finding], end: datetime, then: Day
) -> defaultdict[int, list[Came]]:
    """The actions that stood for each finding at the end of a day."""
    joined = Q(ended_at__isnull=True) | Q(ended_at__gte=end)
    told = Action.objects.filter(told_in(day.plan, then), plan__area=day.area)
    links = list(
        FindingAction.objects.filter(
            joined, finding__in=[row.pk for row in findings], added_at__lt=end, action__in=told
        )
        .select_related("action")
        .order_by("action__position", "pk")
    )
    came: defaultdict[int, list[Came]] = defaultdict(list)
    if not links:
        return came
    steps = onward(told, {link.action_id for link in links}, until=day.as_of)
    wanted = {link.action_id for link in links} | {to for rows in steps.values() for to, _ in rows}
    stood = standing_today(wanted, day.as_of)
    for link in links:
        came_of_it = chain(link.pk, link.action_id, steps, stood)
        leaves = [row for row in came_of_it if row.action not in steps]
        known = came[link.finding_id]
        known += [row for row in (_as_told(day, one, then) for one in leaves) if row not in known]
    return came


def _as_told(day: ReportDay, row: Became, then: Day) -> Came:
    """An action of the report's own plan stands as the report prints it."""
    own = day.actions.get(row.action)
    was: Any = own or then.of(Kind.ACTION).get(row.action) or {}
    number = was.get("reference") or was.get("number")
    return Came(
        reference=number or row.reference,
        text=was.get("text", row.text),
        plan="" if own else row.plan,
        status=day.status_of(row.action) or row.tag.marked,
        complete=own["status"] == Canonical.COMPLETE if own else row.tag.canonical == "complete",
        withdrawn=bool(own["withdrawn_on"] if own else row.withdrawn_on),
    )
