from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Self

from committees.querysets import M
from outcomes.rules.facts import MeasureFacts
from outcomes.rules.numbers import plainly
from outcomes.rules.readings import Reading
from plans.querysets import ByPlanQuerySet, OfPlanQuerySet
from timescales.date_format import iso

OWN = (
    *("text", "evidence_sources", "position", "unit", "good", "counts_children", "baseline"),
    *("baseline_on", "baseline_words", "target", "target_by", "target_agreed_on", "ended_on"),
)
READING = ("pk", "value", "starts", "on", "note", "source", "corrects_id", "given_on")


class MeasureQuerySet(ByPlanQuerySet[M]):
    def in_use(self) -> Self:
        """Those by which something is measured still."""
        return self.filter(ended_on=None)

    def with_readings(self) -> tuple[dict[int, MeasureFacts], dict[int, list[Reading]]]:
        """What each is now, in order, and every reading that was ever given of it, by key. One
        query; to which outcomes they belong is not asked."""
        rows = self.order_by("position", "pk", "readings__pk")
        facts: dict[int, MeasureFacts] = {}
        readings: defaultdict[int, list[Reading]] = defaultdict(list)
        for key, *row in rows.values_list("pk", *OWN, *(f"readings__{name}" for name in READING)):
            facts[key] = _facts(row[: len(OWN)])
            if row[len(OWN)]:
                readings[key].append(Reading(*row[len(OWN) :]))
        return facts, readings


class ReadingQuerySet(OfPlanQuerySet[M]):
    plan_path, area_path = "measure__plan__", "measure__plan__area"


def _facts(row: Sequence[Any]) -> MeasureFacts:
    text, sources, position, unit, good, children, base, base_on, words, *rest = row
    target, by, agreed, ended = rest
    return {
        "text": text,
        "evidence_sources": sources,
        "position": position,
        "unit": unit,
        "good": good,
        "counts_children": children,
        "baseline": plainly(base),
        "baseline_on": iso(base_on),
        "baseline_words": words,
        "target": plainly(target),
        "target_by": iso(by),
        "target_agreed_on": iso(agreed),
        "ended_on": iso(ended),
        "outcomes": [],
    }
