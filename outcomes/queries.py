"""Measures with what their readings say together, for pages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from outcomes.models import Measure, Reading
from outcomes.rules import readings
from outcomes.rules.readings import Figures, figures


@dataclass(frozen=True)
class Measured:
    """A measure as a page shows it; `said` is None where it stands in words alone."""

    measure: Measure
    said: Figures | None


@dataclass(frozen=True)
class Given:
    """The newest reading of a measure, as somebody gives it together with an update."""

    measure: Measure
    value: Decimal | None
    on: date
    note: str


def measured(measures: Iterable[Measure], today: date, *, exact: bool) -> list[Measured]:
    """Measures with their numbers as they are known today. One query where one is counted.

    `exact` is for those who may see small numbers of children: who may change them.
    """
    rows = list(measures)
    given = _given([row.pk for row in rows if row.counted])
    return [
        Measured(
            row,
            figures(row.facts(), given.get(row.pk, ()), today, exact=exact)
            if row.counted
            else None,
        )
        for row in rows
    ]


def every_reading(measure: Measure) -> list[readings.Reading]:
    """All that was ever given, newest first, what was corrected too."""
    rows = measure.readings.select_related("given_by").order_by("-on", "-pk")
    return [row.said() for row in rows]


def _given(keys: Sequence[int]) -> dict[int, list[readings.Reading]]:
    given: defaultdict[int, list[readings.Reading]] = defaultdict(list)
    if keys:
        for row in Reading.objects.filter(measure__in=keys).select_related("given_by"):
            given[row.measure_id].append(row.said())
    return given
