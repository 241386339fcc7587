"""Writes to what figures are held against: comparators in their editions, and what was agreed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import locked
from figures.enums import GoalKind, Unit
from figures.models import Benchmark, Category, Goal, Indicator
from figures.rules.periods import Period


@transaction.atomic
def add_benchmark(
    *,
    by: User | None,
    indicator: Indicator,
    comparator: str,
    period: Period,
    value: Decimal,
    edition_date: date,
    source: str,
    category: Category | None = None,
) -> Benchmark:
    """Add a comparator's value as one edition of its source has it; earlier editions stay.

    The same value of the same edition once more changes nothing. Raises ValidationError by field,
    for another value of an edition that stands among it: what was printed is revised by an edition.
    """
    indicator = locked(indicator)
    _check_value(indicator, value, "value")
    if edition_date > timezone.localdate():
        raise ValidationError({"edition_date": "This edition is not out yet."})
    if edition_date <= period.end:
        raise ValidationError({"edition_date": "An edition comes out after its period has ended."})
    row = Benchmark(
        indicator=indicator,
        comparator=comparator.strip(),
        category=category,
        period_start=period.start,
        period_end=period.end,
        value=value,
        edition_date=edition_date,
        source=source.strip(),
        entered_by=by,
        entered_at=timezone.now(),
    )
    if standing := _standing(row):
        if standing.value == row.value:
            return standing
        said = f"This edition says {standing.value.normalize():f} already. A revision is an edition"
        raise ValidationError({"value": f"{said} of its own: give its date."})
    row.full_clean(exclude=["indicator", "entered_by"])
    row.save()
    # a comparator's value is published: the record may hold it
    changes = {"comparator": row.comparator, "period": period.name, "edition": edition_date}
    area_id = indicator.area_id
    record(by=by, verb="added comparator", target=indicator, area_id=area_id, changes=changes)
    return row


@transaction.atomic
def agree_goal(
    *,
    by: User | None,
    indicator: Indicator,
    kind: GoalKind,
    value: Decimal | None,
    agreed_on: date,
    agreed_by: str,
    note: str = "",
) -> Goal:
    """Record a target or threshold that was agreed, from a day on; without a `value`, that none
    holds any more. Earlier ones stay. Raises ValidationError by field."""
    indicator = locked(indicator)
    if value is not None:
        _check_value(indicator, value, "value")
    if agreed_on > timezone.localdate():
        raise ValidationError({"agreed_on": "This day has not come: nothing is agreed yet."})
    if not agreed_by.strip():
        raise ValidationError({"agreed_by": "Say who agreed it."})
    held = indicator.goals.filter(kind=kind).order_by("agreed_on", "pk").last()
    said = (value, agreed_on, agreed_by.strip(), note.strip())
    if held and (held.value, held.agreed_on, held.agreed_by, held.note) == said:
        return held
    if value is None and (held is None or held.value is None):
        raise ValidationError({"value": f"There is no {kind.label.lower()} to end."})
    goal = Goal(
        indicator=indicator,
        kind=kind,
        value=value,
        agreed_on=agreed_on,
        agreed_by=agreed_by.strip(),
        note=note.strip(),
        entered_by=by,
        entered_at=timezone.now(),
    )
    goal.full_clean(exclude=["indicator", "entered_by"])
    goal.save()
    verb = "recorded goal" if value is not None else "ended goal"
    changes = {"kind": kind.label, "agreed_on": agreed_on, "agreed_by": goal.agreed_by}
    record(by=by, verb=verb, target=indicator, area_id=indicator.area_id, changes=changes)
    return goal


def _standing(row: Benchmark) -> Benchmark | None:
    same = Benchmark.objects.filter(
        indicator=row.indicator,
        comparator=row.comparator,
        category=row.category,
        period_start=row.period_start,
        period_end=row.period_end,
        edition_date=row.edition_date,
    )
    return same.order_by("pk").last()


def _check_value(indicator: Indicator, value: Decimal, field: str) -> None:
    if value < 0:
        raise ValidationError({field: "This cannot be less than nought."})
    if indicator.unit == Unit.PERCENT and value > 100:
        raise ValidationError({field: "A percentage is at most 100."})
