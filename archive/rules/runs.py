"""Numbers that follow one another, as their first and last."""

from __future__ import annotations

from collections.abc import Iterable


def runs(numbers: Iterable[int]) -> list[list[int]]:
    """`[3, 4, 5, 9]` as `[[3, 5], [9, 9]]`."""
    told: list[list[int]] = []
    for number in sorted(numbers):
        if told and told[-1][1] == number - 1:
            told[-1][1] = number
        else:
            told.append([number, number])
    return told
