"""What a plan's actions are asked and judged by: its update windows and its legend.

The loader (`actions.queries.record`) reads both side by side, in one query: a `Line` with an
opening is of a window, any other of the legend.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from actions.rules.record import Days, EntryState, WindowState
from plans.enums import LegendBasis


class Line(NamedTuple):
    """A window with one of its reopenings, or an entry of a legend; `place` orders either."""

    plan_id: int
    pk: int
    place: int | None
    label: str
    opens_on: date | None = None
    closes_on: date | None = None
    asks_from: date | None = None
    reopened_on: date | None = None
    until: date | None = None
    closed_first: date | None = None
    basis: str = ""
    code: str = ""
    definition: str = ""
    colour: str = ""
    symbol: str = ""
    canonical: str = ""


class Frame(NamedTuple):
    """By plan the windows in the order of their opening, and the legend in printing order."""

    windows: Mapping[int, list[WindowState]]
    legend: Mapping[int, list[EntryState]]


def framed(lines: Iterable[Line]) -> Frame:
    """Windows and legends of some plans. A plan that has none has an empty list."""
    ordered = sorted(lines, key=lambda row: (row.opens_on or date.min, row.pk, row.place or 0))
    windows: dict[int, WindowState] = {}
    entries: defaultdict[int, list[Line]] = defaultdict(list)
    for row in ordered:
        if row.opens_on and row.closes_on:
            windows[row.pk] = _reopened(windows.get(row.pk) or _window(row), row)
        else:
            entries[row.plan_id].append(row)
    by_plan: defaultdict[int, list[WindowState]] = defaultdict(list)
    for window in windows.values():
        by_plan[window.plan_id].append(window)
    legend: defaultdict[int, list[EntryState]] = defaultdict(list)
    for plan, rows in entries.items():
        legend[plan] = [_entry(row) for row in sorted(rows, key=lambda row: row.place or 0)]
    return Frame(by_plan, legend)


def _window(row: Line) -> WindowState:
    assert row.opens_on
    assert row.closes_on
    return WindowState(
        row.pk,
        row.plan_id,
        row.label,
        row.opens_on,
        row.closes_on,
        row.asks_from,
        closed_first=row.closed_first,
    )


def _reopened(window: WindowState, row: Line) -> WindowState:
    more = (Days(row.reopened_on, row.until),) if row.reopened_on else ()
    return replace(window, reopened=(*window.reopened, *more))


def _entry(row: Line) -> EntryState:
    return EntryState(
        row.pk,
        row.plan_id,
        row.basis == LegendBasis.DATE,
        row.code,
        row.label,
        row.definition,
        row.colour,
        row.symbol,
        row.canonical,
    )
