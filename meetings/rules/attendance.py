"""How often an agency's seats were taken at the meetings of which that is recorded. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from meetings.enums import Attended

NO_AGENCY: Final = "No agency named"


@dataclass(frozen=True)
class SeatTaken:
    """A member's seat at one meeting; `how` is None where the record leaves it open."""

    agency: str
    how: Attended | None


@dataclass(frozen=True)
class Tally:
    """The seats of an agency at some meetings, each once for each meeting."""

    name: str
    present: int
    deputy: int
    apologies: int
    absent: int
    left_open: int

    @property
    def seats(self) -> int:
        return self.told + self.left_open

    @property
    def told(self) -> int:
        return self.taken + self.apologies + self.absent

    @property
    def taken(self) -> int:
        """By the member or by a deputy."""
        return self.present + self.deputy


def tally(name: str, seats: Iterable[SeatTaken]) -> Tally:
    counted = Counter(seat.how for seat in seats)
    return Tally(name, *(counted[how] for how in (*Attended, None)))


def by_agency(seats: Iterable[SeatTaken]) -> Sequence[Tally]:
    """A line for each agency in the order of names, seats of none last."""
    grouped: defaultdict[str, list[SeatTaken]] = defaultdict(list)
    for seat in seats:
        grouped[seat.agency].append(seat)
    return [tally(name or NO_AGENCY, grouped[name]) for name in sorted(grouped, key=_last_if_none)]


def _last_if_none(name: str) -> tuple[bool, str]:
    return not name, name
