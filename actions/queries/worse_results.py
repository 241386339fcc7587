"""Which actions of a plan are green beside a figure that grows worse: for pages and reports."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.utils import timezone

from actions.enums import IndicatorKind
from actions.models import ActionIndicator
from actions.rules.worse_results import GreenWorse, Joined, all_worse, green_with_worse
from figures.rules.record import FigureRecord
from figures.rules.told import Told


def joined_to(actions: Collection[int], at: datetime | None = None) -> list[Joined]:
    """Which indicators some actions belonged to at a moment, now where none is given. One query."""
    rows = ActionIndicator.objects.on(at or timezone.now()).filter(action__in=actions)
    columns = rows.order_by("action", "indicator", "kind").values_list(
        "action", "indicator", "kind"
    )
    return [Joined(action, indicator, IndicatorKind(kind)) for action, indicator, kind in columns]


def worse_beside(
    buckets: Mapping[int, str],
    joined: Collection[Joined],
    record: FigureRecord,
    told: Told,
    *,
    until: date,
    report: date | None = None,
) -> list[GreenWorse]:
    """Of actions (their `buckets` by key, in the plan's order) those that are green beside a figure
    that is worse than a year before, of what `told` prints and nothing else.

    `report` is the day of the last report: where it was better then too, that is said.
    """
    wanted = {row.indicator for row in joined}
    indicators = [row for row in record.indicators if row.pk in wanted]
    return green_with_worse(buckets, joined, all_worse(indicators, told, until, report))
