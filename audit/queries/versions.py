"""What the things of a plan were on a day, read from their versions in one query."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q
from django.utils import timezone

from audit.enums import Kind
from audit.models import Version

State = Mapping[str, Any]
M = TypeVar("M", bound=Model)
NEVER_CHANGED: State = {}


@dataclass(frozen=True)
class Day:
    """The end of a day: what was then another thing than its row is now, by kind and key.

    A state is None where the thing was not there. What is not here was as its row is today.
    """

    on: date
    states: Mapping[Kind, Mapping[int, State | None]]
    first: Mapping[Kind, Mapping[int, State]]

    def of(self, kind: Kind) -> Mapping[int, State | None]:
        return self.states.get(kind, {})

    def row(self, kind: Kind, row: M) -> M:
        """A row as it was: a copy, or the row itself where nothing became of it since."""
        state = self.of(kind).get(row.pk)
        return as_it_was(copy.copy(row), state) if state else row

    def rows(self, kind: Kind, rows: Iterable[M], new: Callable[[int], M]) -> list[M]:
        """Rows as they were, without those that came later and with those that are gone.

        `new` makes an empty row for a key that has none any more. They come in no order.
        """
        states, now = self.of(kind), {row.pk: row for row in rows}
        gone = {key: new(key) for key, state in states.items() if state and key not in now}
        there = [row for key, row in now.items() if states.get(key, NEVER_CHANGED) is not None]
        return [self.row(kind, row) for row in (*there, *gone.values())]

    def came_later(self, kind: Kind, key: int) -> State | None:
        """The first state of a thing that was not there yet, for what points at it already."""
        absent = key in self.of(kind) and self.of(kind)[key] is None
        return self.first[kind][key] if absent else None


@dataclass(frozen=True)
class Later:
    """The versions of everything round a plan that became something else after `day`.

    What has no later version is not here: its row of today is what it was. Every row that is here
    may be asked about any day from `day` on.
    """

    day: date
    versions: Mapping[Kind, Mapping[int, list[Version]]]

    def on(self, day: date) -> Day:
        """What had another state at the end of a day.

        Raises ValueError for a day before the one that was loaded.
        """
        if day < self.day:
            raise ValueError(f"Versions were loaded from {self.day} on, not for {day}")
        return Day(
            on=day,
            states={
                kind: {key: _state(rows, day) for key, rows in things.items()}
                for kind, things in self.versions.items()
            },
            first={
                kind: {key: rows[0].state for key, rows in things.items()}
                for kind, things in self.versions.items()
            },
        )


def later_than(day: date, *, plan_id: int, area_id: int) -> Later:
    """Load what a plan, its area and the agencies were, of all that changed after `day`.

    Of the area's other plans only the plan itself is read, not what stands in it. One query; none
    for today, after which nothing can have changed.
    """
    if day >= timezone.localdate():
        return Later(day, {})
    after = Version.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"), valid_from__gt=day)
    mine = Q(plan_id=plan_id) | Q(plan_id=None, area_id=area_id) | Q(plan_id=None, area_id=None)
    rows = Version.objects.filter(mine | Q(kind=Kind.PLAN, area_id=area_id)).filter(Exists(after))
    versions: defaultdict[Kind, dict[int, list[Version]]] = defaultdict(dict)
    for (kind, key), same in _things(rows):
        versions[Kind(kind)][key] = same
    return Later(day, versions)


def as_it_was(row: M, state: State) -> M:
    """Write the columns that a state names on a row, which is returned and not saved."""
    for field in row._meta.concrete_fields:
        if field.attname in state and not field.primary_key:
            setattr(row, field.attname, field.to_python(state[field.attname]))
    return row


def _things(rows: Any) -> Iterator[tuple[tuple[str, int], list[Version]]]:
    for thing, same in groupby(rows, lambda row: (row.kind, row.key)):
        yield thing, list(same)


def _state(rows: list[Version], day: date) -> State | None:
    holding = [row for row in rows if row.valid_from is None or row.valid_from <= day]
    return holding[-1].state if holding and not holding[-1].removed else None
