"""How an indicator stands in the year's programme. Pure."""

from __future__ import annotations

from datetime import date

from timescales.date_format import month

NEVER = "Never evaluated"
NO_DAY = "Not planned"


def overdue(planned: date | None, evaluated: date | None, today: date) -> bool:
    """Whether the planned month is over, and nothing of that month or later was shared."""
    if planned is None or (today.year, today.month) <= (planned.year, planned.month):
        return False
    return evaluated is None or evaluated < planned.replace(day=1)


def planned_words(planned: date | None, evaluated: date | None, today: date) -> str:
    """When it is evaluated next, in words; what was planned and is done is no more planned."""
    if planned is None:
        return NO_DAY
    if overdue(planned, evaluated, today):
        return f"Overdue: planned for {month(planned)}"
    if evaluated is not None and evaluated >= planned.replace(day=1):
        return f"Done: planned for {month(planned)}"
    return f"Planned for {month(planned)}"
