"""Measures of the sample snapshots: a percentage, days, a small number of children, words alone."""

from typing import Any

from documents.schema.measures import PlanMeasure, ReadingRecord
from earlier.upgrades import NOT_COUNTED


def reading(pk: int, on: str, value: str, **more: Any) -> ReadingRecord:
    record: dict[str, Any] = {
        "id": pk, "starts": None, "on": on, "value": value, "note": "", "source": "Record audit",
        "corrects": "", "given_on": on,
    }  # fmt: skip
    return record | more  # type: ignore[return-value]


def measures() -> list[PlanMeasure]:
    """Of the first actions and of an outcome."""
    return [_plans(), _days(), _children(), _words(), _none_yet()]


def _plans() -> PlanMeasure:
    return {
        **NOT_COUNTED,
        **{"id": 1, "text": "Children's views stand in every plan", "sources": "Record audit"},
        **{"actions": [1, 2], "counted": True, "unit": "% of plans", "good": "up"},
        **{"baseline": "52% of plans", "baseline_on": "2025-08-31"},
        **{"baseline_words": "audit of 50 records", "target": "90% of plans"},
        **{"target_by": "2027-07-31", "target_agreed_on": "2025-09-04"},
        "readings": [
            reading(1, "2026-04-30", "58% of plans"),
            reading(2, "2026-07-31", "61% of plans", note="44 records.", corrects="16% of plans"),
            reading(3, "2026-10-31", "66% of plans", starts="2026-08-01"),
        ],
        **{"latest": "66% of plans", "latest_when": "1 August 2026 to 31 October 2026"},
        "difference": "14 percentage points above the baseline: better",
        "trend": "Up at each of the last 2 readings: better",
        "reached": "Target not reached yet",
    }  # type: ignore[typeddict-item]


def _days() -> PlanMeasure:
    return {
        **NOT_COUNTED,
        **{"id": 2, "text": "Days from referral to first meeting", "sources": "Case system"},
        **{"actions": [2], "counted": True, "unit": "days", "good": "down"},
        **{"baseline": "31 days", "baseline_on": "2025-07-31"},
        "readings": [
            reading(4, "2026-09-30", "No number yet", note="The system changes over in October.")
        ],
        "latest": "No number yet",
    }  # type: ignore[typeddict-item]


def _children() -> PlanMeasure:
    return {
        **NOT_COUNTED,
        **{"id": 3, "text": "Children who wait for an advocate", "counted": True, "actions": [3]},
        **{"unit": "children", "good": "down", "counts_children": True},
        "readings": [
            reading(5, "2026-06-30", "9 children"),
            reading(6, "2026-09-30", "fewer than 5 children"),
        ],
        **{"latest": "fewer than 5 children", "latest_when": "30 September 2026"},
        "trend": "Down since the reading before: better",
    }  # type: ignore[typeddict-item]


def _words() -> PlanMeasure:
    return {**NOT_COUNTED, "id": 4, "text": "Parents say that they were heard", "actions": [1]}


def _none_yet() -> PlanMeasure:
    return {
        **NOT_COUNTED,
        **{"id": 5, "text": "Families helped before a referral", "outcomes": ["01"]},
        **{"counted": True, "unit": "families", "good": "up", "latest": "No number yet"},
    }  # type: ignore[typeddict-item]
