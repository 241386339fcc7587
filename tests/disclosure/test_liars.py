"""A solver that lies costs figures, or the edition; it never gives a number away."""

import random
from collections.abc import Sequence

import pytest

from disclosure import Publication, protect, rounded, said, write
from disclosure.program import Program
from disclosure.solver import Highs
from tests.disclosure.areas import series, table, truth
from tests.disclosure.attacker import narrowed


class Silent:
    def solve(self, program: Program) -> Sequence[float] | None:
        return None


class Spoilt:
    """Answers that are wrong by something each time."""

    def __init__(self, seed: int) -> None:
        self.chance, self.highs = random.Random(seed), Highs()

    def solve(self, program: Program) -> Sequence[float] | None:
        answer = self.highs.solve(program)
        return answer and [number + self.chance.choice([0, 0, 0, 1, -1]) for number in answer]


class Forgetful(Spoilt):
    """Calls what is feasible infeasible, every other time."""

    def solve(self, program: Program) -> Sequence[float] | None:
        return self.highs.solve(program) if self.chance.random() < 0.5 else None


class Babbling(Spoilt):
    def solve(self, program: Program) -> Sequence[float] | None:
        return self.chance.choice([[], [float("nan")] * len(program.costs), [1.0]])


def leaks(publication: Publication, solver) -> tuple[int, dict[str, list[int]]]:
    """How many are hidden, and what the attacker learns that was not said to be beyond help."""
    pattern = protect(publication, solver=solver)
    if pattern.refusals:
        return len(publication.cells), {}
    found_out = narrowed([write(said(publication, pattern))], truth(publication))
    limits = {limit.cell: list(limit.possible) for limit in pattern.limits}
    return len(pattern.hidden), {
        name: may
        for name, may in found_out.items()
        if name not in limits or not set(limits[name]) <= set(may)
    }


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("liar", [lambda _: Silent(), Spoilt, Forgetful, Babbling])
def test_lies_cost_figures_and_never_leak(liar, seed):
    publication = table(random.Random(seed), 3, 4) if seed % 2 else series(random.Random(seed), 4)
    honest, _ = leaks(publication, Highs())

    hidden, learnt = leaks(publication, liar(seed))

    assert (learnt, hidden >= honest) == ({}, True)


def test_without_any_solver_most_tables_can_still_be_said():
    refused = [
        bool(protect(table(random.Random(seed), 3, 3), solver=Silent()).refusals)
        for seed in range(10)
    ]

    assert refused.count(False) >= 5


@pytest.mark.parametrize("liar", [Silent(), Babbling(1)])
def test_rounding_without_a_solver_is_still_to_a_neighbouring_multiple(liar):
    publication = rounded(table(random.Random(2), 3, 3), solver=liar)

    assert all(abs(int(cell.value) - cell.exact) < 5 for cell in publication.cells)
