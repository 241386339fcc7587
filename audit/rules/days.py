"""What things were at the end of a day, by the versions that were kept of them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol, TypeVar

from audit.enums import Kind

State = Mapping[str, Any]
Facts = TypeVar("Facts")


class Kept(Protocol):
    """One version of a thing: what it was, from a day on."""

    @property
    def valid_from(self) -> date | None: ...
    @property
    def state(self) -> State: ...
    @property
    def removed(self) -> bool: ...


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

    def facts(self, kind: Kind, now: Mapping[int, Facts]) -> dict[int, Facts]:
        """The facts of all things of a kind as they were, without those that came later and with
        those that are gone. `now` are today's; they are of the shape in which versions keep them.
        """
        then: dict[int, Any] = {**now, **self.of(kind)}
        return {key: facts for key, facts in then.items() if facts is not None}

    def one(self, kind: Kind, key: int, now: Facts) -> Facts:
        """The facts of one thing as they were; today's where it came later."""
        then: Any = self.of(kind).get(key)
        return then or now

    def came_later(self, kind: Kind, key: int) -> State | None:
        """The first state of a thing that was not there yet, for what points at it already."""
        absent = key in self.of(kind) and self.of(kind)[key] is None
        return self.first[kind][key] if absent else None


# where everything was as its row is
NOTHING_LATER: Final = Day(on=date.max, states={}, first={})


@dataclass(frozen=True)
class Later:
    """The versions of everything round a plan that became something else after `day`.

    What has no later version is not here: its row of today is what it was. Every row that is here
    may be asked about any day from `day` on.
    """

    day: date
    versions: Mapping[Kind, Mapping[int, Sequence[Kept]]]

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


def _state(rows: Iterable[Kept], day: date) -> State | None:
    holding = [row for row in rows if row.valid_from is None or row.valid_from <= day]
    return holding[-1].state if holding and not holding[-1].removed else None
