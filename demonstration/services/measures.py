"""Measures that are counted: unit, baseline, agreed target, and what was read from time to time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from accounts.models import User
from actions.services import link_action
from demonstration.queries.measures import counted
from demonstration.queries.sources import Source, Table
from demonstration.services.people import Place
from demonstration.services.plans import Printed
from outcomes.models import Measure
from outcomes.services import add_measure, add_reading


def count_measures(source: Source, place: Place, printed: Printed) -> None:
    """Each measure of the file on its action, whose words it keeps where it has some, or on its
    outcome; then its readings, as they were given."""
    for row in source.figures.get("measures", ()):
        measure = _measure(place, printed, row)
        for months, value, *note in row["readings"]:
            on = place.timetable.month_end(-months)
            add_reading(
                by=_reader(place, row, on),
                measure=measure,
                # an empty text: there was no number yet, and the note says why
                value=None if value == "" else Decimal(str(value)),
                on=on,
                today=on,
                note=note[0] if note else "",
                source=row.get("read_from", ""),
            )


def _measure(place: Place, printed: Printed, row: Table) -> Measure:
    action = printed.actions.get(row.get("action", ""))
    standing = action.measures.first() if action else None
    if standing is not None:  # counted since it was written
        return standing
    measure = add_measure(
        by=place.lead_officer,
        plan=printed.plan,
        text=row["text"],
        evidence_sources=row["sources"],
        counting=counted(row, place.timetable),
        outcomes=printed.plan.high_level_outcomes.filter(number=row.get("outcome", "")),
    )
    if action is not None:
        link_action(by=place.lead_officer, action=action, measures=[measure], on=action.added_on)
    return measure


def _reader(place: Place, row: Table, on: date) -> User | None:
    return place.holder(row.get("post", ""), on) or place.lead_officer
