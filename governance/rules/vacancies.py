"""Seats that nobody takes. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SeatOf = tuple[int | None, str]  # the key of an agency, or none, and the kind of seat


@dataclass(frozen=True)
class Seats:
    """The seats of an agency that a committee has, and how many members take them."""

    place: int
    name: str
    number: int
    taken: int

    @property
    def vacant(self) -> int:
        return max(self.number - self.taken, 0)

    @property
    def beyond(self) -> int:
        """Members for whom no seat is recorded."""
        return max(self.taken - self.number, 0)


def seats_of(
    places: Iterable[tuple[int, str, SeatOf, int]], members: Iterable[SeatOf]
) -> Sequence[Seats]:
    """Each place, by key and name, with the members that take its seats. A place of no agency holds
    members of any that has no place of that kind of its own."""
    rows = list(places)
    own = {seat for _, _, seat, _ in rows}
    taken = Counter(seat if seat in own else (None, seat[1]) for seat in members)
    return [Seats(key, name, number, taken[seat]) for key, name, seat, number in rows]
