"""Who solves a program where nobody else is named."""

from collections.abc import Sequence

from disclosure.program import Program


class Highs:
    """HiGHS, which is loaded when it is asked the first time: with the numbers it works in it takes
    15 MB, and a worker that only makes reports never asks."""

    def solve(self, program: Program) -> Sequence[float] | None:
        from disclosure.highs import solution  # noqa: PLC0415

        return solution(program)
