"""A year simulated with the clock: every statement of its reports, pages and letters is true."""

import re

import pytest

from tests.oracle.lives import lived
from tests.oracle.outturn import outturn
from tests.oracle.paper import Paper
from tests.oracle.reader import Reader
from tests.oracle.years import imported_life, year

pytestmark = pytest.mark.django_db
UNTRUE = [
    (r"has had \d+ actions", "has had 99 actions"),
    (r'Completed in the year</th><td class="n">\d+', 'Completed in the year</th><td class="n">9'),
    (r"<td>Done .+?<", "<td>Done 1 May 2020<"),
    (r"Added since</th><td class=\"n\">\+\d+", 'Added since</th><td class="n">+9'),
    (r"moved once", "moved 7 times"),
    (r"Last known: .+?,", "Last known: Blue,"),
    (r"Closed on .+? by", "Closed on 1 May 2020 by"),
    (r"\d+ actions of it are not complete", "99 actions of it are not complete"),
]


def read_year(seed: int, *, mail: bool = False) -> Reader:
    reader = Reader(imported_life())
    lived(reader.life, year(seed, mail=mail), reader.look)
    return reader


@pytest.mark.parametrize("seed", [3, 6])
def test_every_statement_of_a_year_is_true(seed):
    reader = read_year(seed)
    assert (reader.papers, reader.wrong) == (5, [])


def test_a_year_with_its_letters_and_what_is_untrue_in_it():
    """Nobody who was not asked is told of silence; an annual report that was changed is noticed."""
    reader = read_year(2, mail=True)
    assert (reader.papers, reader.letters > 0, reader.wrong) == (5, True, [])
    assert reader.true is not None
    noticed = {
        old
        for old, new in UNTRUE
        if (changed := re.sub(old, new, reader.year)) != reader.year
        and list(outturn(Paper(changed), reader.true, reader.true.day))
    }
    there = {old for old, _ in UNTRUE if re.search(old, reader.year)}
    assert (sorted(there - noticed), len(there) > 3) == ([], True)
