"""What one audience is told of an area's figures, safe beside everything that was told before.

The pure part of preparing an edition: no number leaves by another way.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from disclosure import (
    Cell,
    Kind,
    Publication,
    Refused,
    contradictions,
    protect,
    read,
    rounded,
    said,
    write,
)
from documents.schema.keys import KeysHere, translated
from figures.enums import Method
from figures.rules.editions.audiences import Rule
from figures.rules.keys import Key, Part
from figures.rules.keys_here import keys_here
from figures.rules.numbers import Numbers
from figures.rules.publication import Extent, publication
from figures.rules.record import FigureRecord
from figures.rules.told import with_changes, without_changes

ELSEWHERE = "figures published elsewhere"
LIFTED = "numbers let out by name"
STEP = 5


class Workings(TypedDict):
    """For those who see exact numbers: by the names of cells why they are hidden; which were let
    out; and for the names of those that cannot be as open as they should, what they may be."""

    reasons: dict[str, str]
    lifted: list[str]
    limits: dict[str, list[int]]


@dataclass(frozen=True)
class Release:
    said: Publication
    workings: Workings


class NotSafe(ValueError):
    """The edition must not be issued as it is: each cell that is at fault, and why."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{cell}: {why}" for cell, why in faults))


def released(
    record: FigureRecord,
    extent: Extent,
    rule: Rule,
    *,
    name: str,
    history: Sequence[Publication] = (),
    lifted: Iterable[str] = (),
) -> Release:
    """What an audience with `rule` is told of `extent`. `history`: all that anybody whose readers
    overlap was told, as it was said. `lifted`: numbers that a named person let out.

    Raises NotSafe for what could be worked out whatever is hidden, and for figures that contradict
    each other.
    """
    threshold = 0 if rule.is_exact else rule.threshold
    given = publication(record, extent, name=name, threshold=threshold, zero_shown=rule.zero_shown)
    if rule.is_exact:
        return Release(with_changes(_bare(given)), {"reasons": {}, "lifted": [], "limits": {}})
    numbers = Numbers(record)
    out = _lifted(given, numbers, lifted)
    known = [
        *(without_changes(one) for one in history if one.threshold),
        *_as_edition(ELSEWHERE, _elsewhere(record, extent)),
        *_as_edition(LIFTED, out.values()),
    ]
    if rule.method == Method.ROUND:
        given = rounded(given, step=STEP, history=known)
    exact = _exact(numbers, known)
    if faults := contradictions(given, history=known, exact=exact):
        raise NotSafe([tuple(fault.split(": ", 1)) for fault in faults])  # type: ignore[misc]
    pattern = protect(given, history=known, exact=exact)
    try:
        told = said(given, pattern)
    except Refused as refused:
        raise NotSafe([(one.cell, one.why) for one in refused.refusals]) from refused
    workings: Workings = {
        "reasons": {
            cell: reason.value for cell, reason in pattern.reasons.items() if cell not in out
        },
        "lifted": sorted(out),
        "limits": {one.cell: list(one.possible) for one in pattern.limits},
    }
    cells = tuple(out.get(one.id, one) for one in told.cells)
    return Release(with_changes(replace(told, cells=cells)), workings)


def _bare(given: Publication) -> Publication:
    return replace(given, cells=tuple(replace(cell, exact=None) for cell in given.cells))


def _lifted(given: Publication, numbers: Numbers, lifted: Iterable[str]) -> Mapping[str, Cell]:
    """The cells that were let out, with their values: facts from then on, and printed."""
    cells = {}
    for name in lifted:
        cell, number = given.by_id.get(name), numbers.exact(name)
        if cell is not None and number is not None:
            cells[name] = replace(cell, exact=None, value=str(number), hidden=True)
    return cells


def _elsewhere(record: FigureRecord, extent: Extent) -> Iterable[Cell]:
    """The totals of indicators that stand in national tables: anybody can read them there."""
    indicators = frozenset(row.pk for row in record.indicators if row.published_elsewhere)
    if not indicators:
        return ()
    whole = Extent(since=extent.since, until=extent.until, indicators=indicators, breakdowns=False)
    cells = publication(record, whole, name=ELSEWHERE, exact=True).cells
    return [
        replace(cell, exact=None)
        for cell in cells
        if cell.kind is Kind.COUNT and Key.read(cell.id).part is Part.NUMERATOR
    ]


def _as_edition(name: str, cells: Iterable[Cell]) -> list[Publication]:
    there = tuple(cells)
    return [Publication(edition=name, cells=there)] if there else []


def _exact(numbers: Numbers, known: Sequence[Publication]) -> dict[str, int]:
    names = {cell.id for one in known for cell in one.cells if cell.kind is Kind.COUNT}
    exact = {name: numbers.exact(name) for name in names}
    return {name: number for name, number in exact.items() if number is not None}


# -- What is stored --------------------------------------------------------------------------------


def canonical(told: Publication) -> str:
    """The one way to write down what was said: sorted keys, no spaces."""
    return json.dumps(
        write(told), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def as_said(text: str, sha256: str, keys: KeysHere | None = None) -> Publication:
    """What was stored; with the `keys` that indicators and categories have here, where it came from
    elsewhere. Raises ValueError where it is not as it was written."""
    if digest(text) != sha256:
        raise ValueError("What was said in this edition is not as it was stored.")
    said = json.loads(text)
    return read(keys_here(said, translated(keys)) if keys else said)
