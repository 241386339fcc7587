"""A mixed integer program, and whoever can be asked to solve it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass
class Program:
    """Columns with their cost and bounds; rows `low <= sum <= high`. The cost is made small."""

    costs: list[float] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_lows: list[float] = field(default_factory=list)
    row_highs: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    places: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)

    def column(self, cost: float, low: float, high: float, *, whole: bool) -> int:
        self.costs.append(cost)
        self.lows.append(low)
        self.highs.append(high)
        self.whole.append(whole)
        return len(self.costs) - 1

    def row(self, low: float, high: float, terms: Sequence[tuple[int, float]]) -> None:
        self.row_lows.append(low)
        self.row_highs.append(high)
        for place, factor in terms:
            self.places.append(place)
            self.factors.append(factor)
        self.starts.append(len(self.places))


class Solver(Protocol):
    def solve(self, program: Program) -> Sequence[float] | None:
        """A number for each column, or None; whoever asks checks what comes back."""
