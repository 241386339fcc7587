"""Rounding to five that adds up, attacked like everything else."""

import random
from decimal import Decimal

import pytest

from disclosure import Kind, Mode, Publication, protect, rounded, said, write
from tests.disclosure.areas import count, difference, percent, rate, series, table, truth
from tests.disclosure.attacker import Attacker


def narrowed_though_rounded(publication: Publication) -> dict[str, list[int]]:
    """Small numbers, printed as a multiple or hidden, that may not be each of 1 to 4."""
    pattern = protect(publication)
    attacker = Attacker([write(said(publication, pattern))])
    limits = {limit.cell for limit in pattern.limits}
    small = {name for name, number in truth(publication).items() if 1 <= number <= 4} - limits
    may = {name: attacker.possible(attacker.numbers[name], range(1, 5)) for name in sorted(small)}
    return {name: numbers for name, numbers in may.items() if numbers != [1, 2, 3, 4]}


@pytest.mark.parametrize("seed", range(5))
def test_rounded_publications_are_safe_and_hide_next_to_nothing(seed):
    chance = random.Random(seed)
    publication = rounded(table(chance, 4, 5) if seed % 2 else series(chance, 4))

    assert narrowed_though_rounded(publication) == {}
    assert len(protect(publication).hidden) <= 4


def test_multiples_add_up_and_lie_beside_the_number():
    publication = rounded(table(random.Random(1), 4, 4))
    numbers = {cell.id: (cell.exact, int(cell.value)) for cell in publication.cells}

    assert all(abs(exact - value) < 5 and value % 5 == 0 for exact, value in numbers.values())
    assert all(exact == value for exact, value in numbers.values() if exact % 5 == 0)
    for row in ("r0", "r1", "r2", "r3", "all"):
        parts = sum(numbers[f"t|{row}|c{column}"][1] for column in range(4))
        assert parts == numbers[f"t|{row}|all"][1]


def test_what_was_rounded_before_is_rounded_alike():
    cells = [count(f"a{i}", 3 + i) for i in range(40)]
    before = rounded(Publication(edition="before", cells=tuple(cells)))
    told = said(before, protect(before))
    other = {cell.id: cell.value for cell in before.cells}
    more = [*cells, count("all", sum(cell.exact for cell in cells))]
    after = rounded(Publication(edition="after", cells=tuple(more)), history=[told])

    assert {cell.id: cell.value for cell in after.cells if cell.id in other} == other


def test_changes_and_ratios_are_worked_out_from_the_multiples():
    numbers = {"a": 12, "b": 7, "none": 0, "n": 3}
    cells = (
        *(count(name, numbers[name]) for name in numbers),
        difference("d", "a", "b", numbers),
        percent("p", "b", "a", numbers, step="1"),
        rate("r", "a", 10_000, numbers),
        percent("kept", "b", "a", numbers, complement_sensitive=True),
        percent("few", "none", "n", numbers),
    )
    after = rounded(Publication(edition="e", cells=cells))
    a, b, n = (int(after.cell(name).value) for name in "abn")

    assert (after.cell("d").value, after.cell("d").rounding.mode) == (str(a - b), Mode.CONTROLLED)
    assert (after.cell("p").numerator, after.cell("r").value) == (None, f"{a}.0")
    assert Decimal(after.cell("p").value) == round(Decimal(100 * b) / a)
    assert after.cell("kept") == cells[7]
    assert after.cell("few").value == ("0.0" if n else None)
    assert after.cell("few").kind is Kind.PERCENT


def test_step_of_one_is_refused():
    with pytest.raises(ValueError, match="step: 1 rounds nothing"):
        rounded(Publication(edition="e", cells=()), step=1)
