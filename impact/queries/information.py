"""What was said of the difference made and somebody shared, for a request for information."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from committees.models import Area
from documents.files.cells import Cell
from impact.models import Statement
from plans.models import Plan

Row = Sequence[Cell]


def stated_between(area: Area, since: date, until: date, *, plan: Plan | None = None) -> list[Row]:
    """The plan, the priority, the day on which it was shared, the words and who shared them, the
    oldest first. One query."""
    rows = Statement.objects.filter(plan__area=area, shared_at__isnull=False)
    rows = rows.filter(shared_at__date__gte=since, shared_at__date__lte=until)
    if plan:
        rows = rows.filter(plan=plan)
    known = rows.select_related("plan", "heading__level", "outcome", "shared_by")
    return [
        (
            *(row.plan.title, row.priority, timezone.localdate(row.shared_at), row.text),
            str(row.shared_by),
        )
        for row in known.order_by("shared_at", "pk")
    ]
