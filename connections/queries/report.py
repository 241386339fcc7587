"""The plans of others that a plan's actions serve, as they stand on a report's day."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import OuterRef, Q, QuerySet

from actions.models import Action
from assurance.queries.report import end_of
from assurance.queries.trace import onward
from audit.enums import Kind
from audit.queries.versions import as_they_were
from audit.rules.days import Day
from connections.models import Connection, OtherPlan
from connections.rules.report import Serving, register_part
from documents.registers import ReportDay
from documents.schema.registers import RegisterRecord


def connected(area: int | OuterRef) -> QuerySet[Connection]:
    """Which action serves which other plan in an area, those taken off again too."""
    return Connection.objects.filter(other_plan__area=area)


def told_of_other_plans(day: ReportDay, then: Day) -> list[RegisterRecord]:
    """Its part of a report: each other plan with the report's own actions that serve it, by what
    they took the place of too. Two queries and one for each step in the longest chain; one where
    nothing serves another plan."""
    end = end_of(day.as_of)
    standing = Q(ended_at__isnull=True) | Q(ended_at__gte=end)
    links = list(connected(day.area).filter(standing, added_at__lt=end).order_by("pk"))
    if not links:
        return []
    own = Action.objects.filter(plan__area=day.area)
    steps = onward(own, {link.action_id for link in links}, until=day.as_of)
    served: defaultdict[int, set[int]] = defaultdict(set)
    for link in links:
        heads = {link.action_id}
        while heads:
            served[link.other_plan_id] |= heads
            heads = {to for key in heads for to, _ in steps.get(key, ())}
            heads -= served[link.other_plan_id]
    known = as_they_were(OtherPlan.objects.filter(pk__in=served), then.of(Kind.OTHER_PLAN))
    rows = sorted(known, key=lambda row: (row.name, row.pk))
    told = [
        Serving(
            str(row),
            row.owner,
            [
                (f"{action['reference']} {action['text']}", day.status_of(key))
                for key, action in day.actions.items()
                if key in served[row.pk] and not action["withdrawn_on"]
            ],
        )
        for row in rows
    ]
    return register_part(day.kind, [row for row in told if row.actions])
