"""What was issued cannot be recalled: editions are safe together, not each alone."""

import pytest

from disclosure import protect, read, said, write
from tests.disclosure.attacker import narrowed
from tests.disclosure.editions import rolling


def issued(seed: int, editions: int = 12):
    """Every edition as it was stored, the last true numbers, and what could not be helped."""
    stored, limits, numbers = [], {}, {}
    for publication, numbers in rolling(seed, editions):
        pattern = protect(publication, history=[read(one) for one in stored], exact=numbers)
        stored.append(write(said(publication, pattern)))
        limits |= {limit.cell: list(limit.possible) for limit in pattern.limits}
    return stored, numbers, limits


@pytest.mark.parametrize("seed", range(3))
def test_twelve_rolling_editions_with_revisions_are_safe_together(seed):
    stored, numbers, limits = issued(seed)

    leaks = narrowed(stored, numbers)

    assert {name: may for name, may in leaks.items() if limits.get(name) != may} == {}


def test_editions_each_judged_alone_are_not():
    leaks = {}
    for seed in range(3):
        alone = []
        for publication, numbers in rolling(seed):
            alone.append(write(said(publication, protect(publication, exact=numbers))))
        leaks |= narrowed(alone, numbers)

    assert len(leaks) > 3
