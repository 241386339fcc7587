"""Measures with their numbers, put into a snapshot's plain words: the one writer of their record.

What is printed of a small number of children is decided here, once, for every format (ADR 220).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from audit.enums import Kind
from audit.rules.days import Day
from documents.schema.measures import PlanMeasure, ReadingRecord
from outcomes.rules.facts import MeasureFacts, OutcomeFacts, whole
from outcomes.rules.readings import Figures, Line, Reading, figures
from timescales.date_format import iso


@dataclass(frozen=True)
class MeasuresNow:
    """Measures as their rows are now, with every reading that was ever given of each."""

    facts: Mapping[int, MeasureFacts]
    readings: Mapping[int, Sequence[Reading]]
    actions: Mapping[int, Collection[int]]  # by measure
    outcomes: Mapping[int, OutcomeFacts]


def linked_on(key: int, name: str, day: Day, now: Collection[int]) -> list[int]:
    """The actions that were linked to an outcome or a measure at the end of a day.

    `name` is the link's name in what a version keeps of an action; `now` are those linked today.
    """
    states = day.of(Kind.ACTION)
    same = [action for action in now if action not in states]
    return same + [action for action, state in states.items() if state and key in state[name]]


def measures_on(day: Day, now: MeasuresNow, actions: Iterable[int]) -> list[PlanMeasure]:
    """The measures of a day with what was known of their numbers at its end.

    `actions` are those of the plan of the day, in its order.
    """
    then, order = measures_then(day, now.facts), list(actions)
    outcomes = sorted(
        day.facts(Kind.OUTCOME, now.outcomes).items(),
        key=lambda item: (item[1]["position"], item[0]),
    )
    numbers = {key: row["number"] for key, row in outcomes}
    records = []
    for key, row in then.items():
        linked = set(linked_on(key, "measures", day, now.actions.get(key, ())))
        said = figures(row, now.readings.get(key, ()), day.on)
        records.append(_record(key, row, said, [pk for pk in order if pk in linked], numbers))
    return records


def measures_then(day: Day, now: Mapping[int, MeasureFacts]) -> dict[int, MeasureFacts]:
    """The measures that were used at the end of a day, in their order."""
    then = {key: whole(row) for key, row in day.facts(Kind.MEASURE, now).items()}
    used = {key: row for key, row in then.items() if _used(row, day.on)}
    return dict(sorted(used.items(), key=lambda item: (item[1]["position"], item[0])))


def _record(
    key: int,
    facts: MeasureFacts,
    said: Figures,
    actions: Collection[int],
    outcomes: Mapping[int, str],
) -> PlanMeasure:
    counted = bool(facts["unit"])
    return {
        "id": key,
        "text": facts["text"],
        "sources": facts["evidence_sources"],
        "actions": list(actions),
        "outcomes": [name for pk, name in outcomes.items() if pk in facts["outcomes"]],
        "counted": counted,
        "unit": facts["unit"],
        "good": facts["good"],
        "counts_children": facts["counts_children"],
        "baseline": said.baseline,
        "baseline_on": facts["baseline_on"],
        "baseline_words": facts["baseline_words"],
        "target": said.target,
        "target_by": facts["target_by"],
        "target_agreed_on": facts["target_agreed_on"],
        "readings": [_reading(line) for line in said.lines],
        "latest": said.latest if counted else "",
        "latest_when": said.latest_when,
        "difference": said.difference,
        "trend": said.trend,
        "reached": said.reached,
    }


def _reading(line: Line) -> ReadingRecord:
    row = line.reading
    return {
        "id": row.pk,
        "starts": iso(row.starts),
        "on": row.on.isoformat(),
        "value": line.value,
        "note": line.note,
        "source": row.source,
        "corrects": line.corrects,
        "given_on": row.given_on.isoformat(),
    }


def _used(row: MeasureFacts, day: date) -> bool:
    return row["ended_on"] is None or date.fromisoformat(row["ended_on"]) > day
