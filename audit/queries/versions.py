"""What the things of a plan were on a day, read from their versions in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Q

from audit.enums import Kind
from audit.models import Version

State = Mapping[str, Any]


@dataclass(frozen=True)
class Later:
    """The versions of everything round a plan that became something else after `day`.

    What has no later version is not here: its row of today is what it was. Every row that is here
    may be asked about any day from `day` on.
    """

    day: date
    versions: Mapping[Kind, Mapping[int, list[Version]]]

    def states(self, kind: Kind, day: date) -> dict[int, State | None]:
        """What the things of a kind were at the end of `day`, by key; None: it was not there.

        Raises ValueError for a day before the one that was loaded.
        """
        if day < self.day:
            raise ValueError(f"Versions were loaded from {self.day} on, not for {day}")
        return {key: _state(rows, day) for key, rows in self.versions.get(kind, {}).items()}

    def first(self, kind: Kind, key: int) -> State | None:
        """The earliest state of a thing, for what points at it on a day before it came."""
        rows = self.versions.get(kind, {}).get(key)
        return rows[0].state if rows else None


def later_than(day: date, *, plan_id: int, area_id: int) -> Later:
    """Load what a plan, its area and the agencies were, of all that changed after `day`.

    Of the area's other plans only the plan itself is read, not what stands in it. One query.
    """
    after = Version.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"), valid_from__gt=day)
    mine = Q(plan_id=plan_id) | Q(plan_id=None, area_id=area_id) | Q(plan_id=None, area_id=None)
    rows = Version.objects.filter(mine | Q(kind=Kind.PLAN, area_id=area_id)).filter(Exists(after))
    versions: defaultdict[Kind, dict[int, list[Version]]] = defaultdict(dict)
    for (kind, key), same in _things(rows):
        versions[Kind(kind)][key] = same
    return Later(day, versions)


def _things(rows: Any) -> Iterator[tuple[tuple[str, int], list[Version]]]:
    for thing, same in groupby(rows, lambda row: (row.kind, row.key)):
        yield thing, list(same)


def _state(rows: list[Version], day: date) -> State | None:
    holding = [row for row in rows if row.valid_from is None or row.valid_from <= day]
    return holding[-1].state if holding and not holding[-1].removed else None
