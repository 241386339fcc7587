"""Random areas, published and attacked by another solver that shares nothing with us."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure import Publication, protect, said, write
from tests.disclosure.areas import concerns, count, series, table, truth
from tests.disclosure.attacker import narrowed

MAKERS = {
    "table": lambda chance: table(chance, chance.randrange(2, 6), chance.randrange(2, 6)),
    "series": lambda chance: series(chance, chance.choice([4, 8])),
    "concerns": lambda chance: concerns(chance, chance.randrange(2, 7)),
}


def attacked(publication: Publication) -> dict[str, list[int]]:
    """What the attacker narrows, less what we say ourselves cannot be helped."""
    pattern = protect(publication)
    leaks = narrowed([write(said(publication, pattern))], truth(publication))
    limits = {limit.cell: list(limit.possible) for limit in pattern.limits}
    return {name: may for name, may in leaks.items() if limits.get(name) != may}


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("maker", MAKERS)
def test_no_small_number_is_narrowed(maker, seed):
    assert attacked(MAKERS[maker](random.Random(seed))) == {}


@given(
    st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=3), min_size=2, max_size=3).filter(
        lambda rows: len({len(row) for row in rows}) == 1
    ),
    st.sampled_from([2, 4]),
    st.booleans(),
)
@settings(max_examples=25, deadline=None)
def test_small_tables_of_any_numbers(rows, threshold, zero_shown):
    cells, totals = [], [sum(column) for column in zip(*rows, strict=True)]
    for i, row in enumerate([*rows, totals]):
        for j, number in enumerate([*row, sum(row)]):
            row_name = "all" if i == len(rows) else f"r{i}"
            column = "all" if j == len(row) else f"c{j}"
            cells.append(count(f"{i}.{j}", number, dims={"row": row_name, "column": column}))
    members = {
        "row": {"all": tuple(f"r{i}" for i in range(len(rows)))},
        "column": {"all": tuple(f"c{j}" for j in range(len(rows[0])))},
    }
    publication = Publication(
        edition="e",
        cells=tuple(cells),
        members=members,
        threshold=threshold,
        zero_shown=zero_shown,
    )

    assert attacked(publication) == {}


@pytest.mark.parametrize("maker", MAKERS)
def test_same_input_gives_the_same_pattern(maker):
    first, second = (protect(MAKERS[maker](random.Random(3))) for _ in range(2))

    assert first == second


def test_true_zeros_are_shown_and_never_hidden_as_cover():
    publication = table(random.Random(5), 4, 5)
    pattern = protect(publication)

    zeros = {cell.id for cell in publication.cells if cell.exact == 0}
    assert zeros != set()
    assert zeros - pattern.printed == set()


@pytest.mark.parametrize("seed", range(6))
def test_cover_that_is_given_back_narrows_something(seed):
    """For some reader: one who knows nothing else, or one who knows what is small."""
    publication = table(random.Random(seed), 3, 3)
    pattern = protect(publication)
    covers = [name for name, reason in pattern.reasons.items() if reason == "cover"]
    told, numbers = write(said(publication, pattern)), truth(publication)

    def learnt(edition):
        return [narrowed([edition], numbers, classes=known) for known in (False, True)]

    before = learnt(told)
    for cover in covers:
        cells = [
            {**cell, "value": str(numbers[cover])} if cell["id"] == cover else cell
            for cell in told["cells"]
        ]
        assert learnt({**told, "cells": cells}) != before, cover
