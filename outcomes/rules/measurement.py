"""In what a measure is counted, from where and to what: what is right and what is not. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from outcomes.enums import Good
from outcomes.rules.numbers import is_per_cent

OF_SOMETHING = ("% of", "per cent of", "percent of")
NOT_COME = "This day has not come yet."
NO_UNIT = "Say in what it is counted, for example “% of plans” or “days”."


@dataclass(frozen=True)
class Counting:
    """What a measure has where it is counted; all of it empty where it stands in words alone."""

    unit: str = ""
    good: str = Good.NEITHER.value
    counts_children: bool = False
    baseline: Decimal | None = None
    baseline_on: date | None = None
    baseline_words: str = ""
    target: Decimal | None = None
    target_by: date | None = None
    target_agreed_on: date | None = None

    def values(self) -> dict[str, Any]:
        return asdict(self)


def faults(row: Counting, today: date) -> dict[str, str]:
    """What is wrong, by the field beside which it is said; nothing where all is right."""
    said = {**_of_target(row, today), **_of_baseline(row, today)}
    given = (row.baseline, row.baseline_words, row.target, row.counts_children)
    if not row.unit and any(value not in (None, "", False) for value in given):
        said["unit"] = NO_UNIT
    if row.counts_children and is_per_cent(row.unit):
        said["counts_children"] = "A percentage is no count. Give the number, or clear this."
    for name, value in (("baseline", row.baseline), ("target", row.target)):
        if why := fault_of_value(value, row.unit, children=row.counts_children):
            said[name] = why
    return said


def fault_of_value(value: Decimal | None, unit: str, *, children: bool) -> str:
    """Why a value cannot be one in this unit; nothing where it can."""
    if value is None:
        return ""
    if unit.lower().startswith(OF_SOMETHING) and not 0 <= value <= 100:
        return "A percentage of something lies between 0 and 100."
    if children and (value < 0 or value != value.to_integral_value()):
        return "Children are counted in whole numbers."
    return ""


def _of_target(row: Counting, today: date) -> dict[str, str]:
    """A target stands only where one was agreed, with its day and the day of the agreement."""
    given = (row.target, row.target_by, row.target_agreed_on)
    if all(value is None for value in given):
        return {}
    asked = {
        "target": "Give the target, or clear its days.",
        "target_by": "Say by which day it is to be reached.",
        "target_agreed_on": "Say on which day it was agreed: only what was agreed is a target.",
    }
    said = {
        name: why for (name, why), value in zip(asked.items(), given, strict=True) if value is None
    }
    if row.target_agreed_on and row.target_agreed_on > today:
        said["target_agreed_on"] = NOT_COME
    return said


def _of_baseline(row: Counting, today: date) -> dict[str, str]:
    if row.baseline is not None and row.baseline_on is None:
        return {"baseline_on": "Give the day that the baseline is of."}
    if row.baseline_on and row.baseline is None:
        return {"baseline": "Give the baseline, or clear its day."}
    if row.baseline_on and row.baseline_on > today:
        return {"baseline_on": NOT_COME}
    return {}
