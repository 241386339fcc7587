"""Other worlds in which everything that was said still holds, checked in whole numbers.

No solver is trusted: a world counts for what `Atlas.world` finds true of it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from disclosure.facts import Fact
from disclosure.knowledge import Knowledge


@dataclass(frozen=True)
class World:
    """`moves` from the true numbers. `breaks` names what is said and would be untrue there: the
    world is possible for a reader exactly when all of that is hidden. `classed`: small counts
    stay small in it and marked others stay large, so who knows which is which learns no more.
    """

    moves: Mapping[str, int]
    breaks: frozenset[str]
    classed: bool


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A fact with its place: `saying` is empty for what lasts; `total` is that of the truth,
    `largest` the largest of its factors."""

    fact: Fact
    saying: str
    total: int
    names: tuple[str, ...]
    largest: int

    def total_in(self, moves: Mapping[str, int]) -> int:
        return self.total + sum(k * moves.get(name, 0) for name, k in self.fact.terms)


@dataclass
class Atlas:
    """Facts by the unknowns that they speak of, with limits within which worlds are sought.

    `fixed` unknowns have one number for ever; `exact` ones while they are printed.
    """

    known: Knowledge
    touching: dict[str, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    fixed: set[str] = field(default_factory=set)
    exact: set[str] = field(default_factory=set)
    marked: set[str] = field(default_factory=set)
    small: set[str] = field(default_factory=set)
    wholes: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        told = [("", one) for one in self.known.lasting]
        said = [(name, one) for name, many in self.known.sayings.items() for one in many]
        for saying, one in (*told, *said):
            total = sum(k * self.known.numbers[name] for name, k in one.terms)
            largest = max((abs(k) for _, k in one.terms), default=1)
            placed = Placed(one, saying, total, one.names, largest)
            for name in placed.names:
                self.touching[name].append(placed)
            if len(one.terms) == 1 and one.low is not None and one.low == one.high:
                self._numbered(placed)
        numbers = self.known.numbers
        self.small |= {n for n in self.known.counts if self.least <= numbers[n] <= self.threshold}
        for edition in self.known.editions:
            for cell in edition.cells:
                if isinstance(cell.denominator, str):
                    self.wholes.add(cell.denominator)
                if cell.id in self.known.counts and (cell.value is not None or cell.hidden):
                    self.marked.add(cell.id)

    def _numbered(self, placed: Placed) -> None:
        """One number and no other: for ever, or as long as the figure itself is printed."""
        (name,) = placed.names
        if not placed.saying:
            self.fixed.add(name)
        elif placed.saying == name:
            self.exact.add(name)

    @property
    def threshold(self) -> int:
        return self.known.publication.threshold

    @property
    def least(self) -> int:
        """The least number that is hidden for being small."""
        return 1 if self.known.publication.zero_shown else 0

    def is_small(self, name: str) -> bool:
        return name in self.small

    def floor(self, name: str) -> int | None:
        """What is marked as hidden is not nothing; nor do other counts vanish in our worlds."""
        if name not in self.known.counts:
            return None
        return min(self.least, self.known.numbers[name])

    def span(self, name: str, *, classed: bool, reach: int) -> tuple[int, int]:
        """How far the unknown may go down and up from its true number."""
        if name in self.fixed:
            return 0, 0
        number, floor = self.known.numbers[name], self.floor(name)
        if name in self.wholes:  # four times a part is the same share of four times its whole
            reach = max(reach, number * self.threshold)
        low = number - reach if floor is None else max(number - reach, floor)
        high = number + reach
        if classed and name in self.marked:
            if self.is_small(name):
                high = min(high, self.threshold)
            elif number > self.threshold:
                low = max(low, self.threshold + 1)
        return number - low, high - number

    def world(self, moves: Mapping[str, int]) -> World | None:
        """The world with these moves, or None where something lasting would be untrue."""
        moves = {name: move for name, move in moves.items() if move}
        for name, move in moves.items():
            floor = self.floor(name)
            if floor is not None and self.known.numbers[name] + move < floor:
                return None
        breaks = set()
        for name in moves:
            for placed in self.touching[name]:
                if not placed.fact.holds_at(placed.total_in(moves)):
                    if not placed.saying:
                        return None
                    breaks.add(placed.saying)
        return World(
            moves, frozenset(breaks), all(self._keeps_class(*one) for one in moves.items())
        )

    def _keeps_class(self, name: str, move: int) -> bool:
        if name not in self.marked:
            return True
        there = self.known.numbers[name] + move
        return (self.least <= there <= self.threshold) == self.is_small(name)
