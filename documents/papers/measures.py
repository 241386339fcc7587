"""Measures with their numbers, as every paper prints them. Pure.

Everything stands in the snapshot's words already: a small number of children too (ADR 220).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from documents import phrases
from documents.schema.content import SnapshotContent
from documents.schema.measures import PlanMeasure

BEFORE = 3  # earlier readings that are printed beside the newest


@dataclass(frozen=True)
class MeasureLine:
    """One measure: to what it belongs, from where, to what, and what its readings say."""

    measure: PlanMeasure
    of: str
    baseline: Sequence[str]
    target: Sequence[str]
    now: str
    says: Sequence[str]
    before: str
    notes: Sequence[str]


def measure_lines(content: SnapshotContent) -> list[MeasureLine]:
    """The plan's measures in their order."""
    names = {row["id"]: row["reference"] for row in content["actions"]}
    return [
        MeasureLine(
            measure=row,
            of=_of(row, [names[key] for key in row["actions"] if key in names]),
            baseline=_baseline(row),
            target=_target(row),
            now=_now(row),
            says=[line for line in (row["difference"], row["trend"], row["reached"]) if line],
            before=_before(row),
            notes=_notes(row),
        )
        for row in content["measures"]
    ]


def counted(lines: Sequence[MeasureLine]) -> list[MeasureLine]:
    """Those that have a number, or are to have one."""
    return [line for line in lines if line.measure["counted"]]


@dataclass(frozen=True)
class Measures:
    """The counted measures of a paper, and what they say of each action that has some."""

    lines: Sequence[MeasureLine]
    small_numbers: bool  # whether some may be printed as fewer than 5
    of_actions: Mapping[int, Sequence[str]]


def measures(content: SnapshotContent) -> Measures:
    lines = counted(measure_lines(content))
    small = any(line.measure["counts_children"] for line in lines)
    return Measures(lines, small, by_action(lines))


def by_action(lines: Sequence[MeasureLine]) -> dict[int, list[str]]:
    """What measures say of each action that has some, a line for each measure, by its id."""
    said: dict[int, list[str]] = {}
    for line in lines:
        words = f"{line.measure['text'].rstrip('.')}: {'; '.join([line.now, *line.says])}."
        for key in line.measure["actions"]:
            said.setdefault(key, []).append(words)
    return said


def _of(row: PlanMeasure, actions: Sequence[str]) -> str:
    outcomes = [f"outcome {number}" for number in row["outcomes"]]
    return phrases.sentence(phrases.listed([*actions, *outcomes])) or phrases.NONE


def _baseline(row: PlanMeasure) -> list[str]:
    if not row["baseline"]:
        return [row["baseline_words"]] if row["baseline_words"] else []
    words = f" ({row['baseline_words']})" if row["baseline_words"] else ""
    return [f"{row['baseline']}, {phrases.day(row['baseline_on'])}{words}"]


def _target(row: PlanMeasure) -> list[str]:
    if not row["target"]:
        return []
    by, agreed = (phrases.day(row[key]) for key in ("target_by", "target_agreed_on"))
    return [f"{row['target']} by {by}", f"Agreed on {agreed}"]


def _now(row: PlanMeasure) -> str:
    return f"{row['latest']}, {row['latest_when']}" if row["latest_when"] else row["latest"]


def _before(row: PlanMeasure) -> str:
    """The readings before the newest, newest first."""
    earlier = row["readings"][:-1][-BEFORE:]
    return "; ".join(f"{one['value']} ({phrases.reading_of(one)})" for one in reversed(earlier))


def _notes(row: PlanMeasure) -> list[str]:
    """What was said of the last reading, and of the one that it put right."""
    if not row["readings"]:
        return []
    last = row["readings"][-1]
    told = [last["note"]] if last["note"] else []
    if last["corrects"]:
        told.append(f"In place of {last['corrects']}")
    return told
