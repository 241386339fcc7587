"""Writes of what was observed. Rows are added; a later one takes an earlier one's place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import locked, locked_rows
from figures.models import Indicator, Observation
from figures.models.overtaken import Overtaken
from figures.rules.given import Given, Giving, why_not
from figures.rules.periods import Period


@transaction.atomic
def give_all(*, by: User | None, given: Sequence[Giving]) -> int:
    """Add what is given of several indicators, all or nothing; how many numbers are new.

    Raises ValidationError as `give_figures`, of the first that is refused.
    """
    rows = locked_rows(Indicator.objects.filter(pk__in=[one.indicator for one in given]))
    indicators = {row.pk: row for row in rows}
    return sum(
        len(give_figures(by=by, indicator=indicators[one.indicator], rows=one.rows, seen=one.seen))
        for one in given
    )


@transaction.atomic
def give_figures(
    *,
    by: User | None,
    indicator: Indicator,
    rows: Sequence[Given],
    at: datetime | None = None,
    seen: int | None = None,
) -> list[Observation]:
    """Add what is given for `indicator`; what stands so already is not added again.

    `at` is the moment at which it was given, where that is not now.

    Raises ValidationError, with what is wrong in which row, and adds nothing then; Overtaken where
    something was given of these periods after observation `seen`.
    """
    indicator = locked(indicator)
    categories = set(indicator.categories.values_list("pk", flat=True))
    held = _held(indicator, {row.period.end for row in rows})
    added = []
    for row in rows:
        if row.category is not None and row.category not in categories:
            raise ValueError("A number is given for categories of its own indicator only")
        if problem := why_not(indicator.unit, indicator.denominator, row):
            raise ValidationError(f"{row.period.name}: {problem}")
        before = held.get((row.category, row.period))
        if before is not None and _same(before, row):
            continue
        if seen is not None and (since := _since(held, {one.period for one in rows}, seen)):
            raise Overtaken(indicator, since)
        observation = Observation(
            indicator=indicator,
            category_id=row.category,
            period_start=row.period.start,
            period_end=row.period.end,
            revision=before.revision + 1 if before else 1,
            numerator=row.numerator,
            denominator=row.denominator,
            status=row.status,
            note=row.note.strip(),
            entered_by=by,
            entered_at=at or timezone.now(),
        )
        observation.save()
        held[row.category, row.period] = observation
        seen = None  # what stands from here on is this person's own
        added.append(observation)
    if added:
        periods = sorted({(row.period_end, row.period_start) for row in added})
        record(
            by=by,
            verb="gave figures",
            target=indicator,
            area_id=indicator.area_id,
            changes={
                "periods": [Period(*pair).name for pair in periods],
                "numbers": len(added),
            },
        )
    return added


def _held(indicator: Indicator, ends: set[date]) -> dict[tuple[int | None, Period], Observation]:
    rows = Observation.objects.filter(indicator=indicator, period_end__in=ends)
    return {
        (row.category_id, Period(row.period_end, row.period_start)): row
        for row in rows.order_by("revision")
    }


def _since(
    held: Mapping[tuple[int | None, Period], Observation], periods: set[Period], seen: int
) -> list[Observation]:
    """What holds of these periods and was given after observation `seen`."""
    return [row for (_, period), row in held.items() if period in periods and row.pk > seen]


def _same(before: Observation, row: Given) -> bool:
    return (before.numerator, before.denominator, before.status, before.note) == (
        row.numerator,
        row.denominator,
        row.status,
        row.note.strip(),
    )
