"""The assurance register of an area: its entries with how many findings each has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from assurance.enums import ActivityKind
from assurance.models import Activity, Finding
from assurance.queries.answers import unanswered
from committees.models import Area
from committees.querysets import Actor


@dataclass(frozen=True)
class Entry:
    """`without` are the findings that nothing answers."""

    activity: Activity
    findings: int
    without: int


@dataclass(frozen=True)
class Group:
    name: str
    entries: Sequence[Entry]


def register(user: Actor, area: Area) -> list[Group]:
    """What `user` sees of it, by kind, the newest first. Two queries."""
    rows = list(Activity.objects.visible_to(user).filter(area=area))
    findings = Finding.objects.filter(activity__in=rows)
    waiting = unanswered(user, findings).values("pk")
    counted = {
        key: (number, without)
        for key, number, without in findings.order_by()
        .values("activity")
        .annotate(number=Count("pk"), without=Count("pk", filter=Q(pk__in=waiting)))
        .values_list("activity", "number", "without")
    }
    groups = [
        Group(
            kind.label,
            [Entry(row, *counted.get(row.pk, (0, 0))) for row in rows if row.kind == kind],
        )
        for kind in ActivityKind
    ]
    return [group for group in groups if group.entries]
