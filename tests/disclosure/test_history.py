"""Forms and relations in which earlier editions tell something, each seen alone."""

from dataclasses import replace
from decimal import Decimal

import pytest

from disclosure import (
    Cell,
    Kind,
    Mode,
    Publication,
    Reason,
    Relation,
    Rounding,
    protect,
    said,
    write,
)
from tests.disclosure.areas import count, difference, percent
from tests.disclosure.attacker import narrowed

TENTH = Rounding(step=Decimal("0.1"))


def publication(*cells: Cell, edition="now", relations=(), **given) -> Publication:
    return Publication(edition=edition, cells=cells, relations=tuple(relations), **given)


def both(first: Publication, second: Publication, numbers: dict[str, int]):
    """Two editions one after the other: what each hides, seen to be safe together."""
    one = protect(first, exact=numbers)
    told = said(first, one)
    two = protect(second, history=[told], exact=numbers)
    assert narrowed([write(told), write(said(second, two))], numbers) == {}
    return one.hidden, two.hidden


def test_exact_number_of_what_was_rounded_before_tells_more():
    numbers = {"a": 3, "b": 9, "all": 12}
    cells = [count(name, number) for name, number in numbers.items()]
    total = [Relation.sum(["a", "b"], "all")]
    nearest = Rounding(step=Decimal(5), mode=Mode.HALF_UP)
    rough = [
        cells[0],
        replace(cells[1], value="10", rounding=nearest),
        replace(cells[2], value="10", rounding=nearest),
    ]

    before, after = both(
        publication(*rough, relations=total), publication(*cells, relations=total), numbers
    )

    assert ("a" in before, len(after)) == (True, 2)


def test_axis_of_a_later_chart_is_looked_at():
    first = publication(count("a", 3))
    told = said(first, protect(first))
    tight = publication(Cell(id="a", exact=3, value="3", upper=Decimal(3)))

    assert [one.cell for one in protect(tight, history=[told]).refusals] == ["a"]


def test_year_is_put_together_from_quarters_of_several_editions():
    """The year and three quarters printed later give the first quarter of an earlier edition."""
    quarters = {f"Q{n}": number for n, number in enumerate([3, 9, 12, 7], start=1)}
    cells = {n: count(n, k, dims={"period": n}) for n, k in quarters.items()}
    year = count("year", 31, dims={"period": "2026"})
    members = {"period": {"2026": tuple(quarters)}}

    before, after = both(
        publication(cells["Q1"], members=members),
        publication(cells["Q2"], cells["Q3"], cells["Q4"], year, members=members),
        quarters | {"year": 31},
    )

    assert (before, len(after)) == ({"Q1"}, 1)


def test_points_said_earlier_give_a_ratio_when_the_other_is_printed():
    numbers = {"a": 3, "b": 12, "m": 25, "n": 40}
    counts = [count(name, number) for name, number in numbers.items()]
    shares = [percent("p", "a", "m", numbers), percent("q", "b", "n", numbers)]
    points = Cell(id="d", kind=Kind.DIFFERENCE, value="18.0", of=("q", "p"), rounding=TENTH)
    elsewhere = publication(
        *(replace(share, value=None, numerator=None, denominator=None) for share in shares[:1]),
        shares[1],
        *counts[1:],
        points,
        edition="elsewhere",
    )
    whole = publication(*counts, shares[0], shares[1], points)

    alone = protect(whole)
    after = protect(whole, history=[elsewhere])

    assert alone.hidden == {"a", "p", "d"}
    assert [one.cell for one in after.refusals] == ["a"]


@pytest.mark.parametrize("linked", [True, False])
def test_ratio_that_is_printed_twice_is_hidden_twice(linked):
    numbers = {"a": 3, "n": 25}
    again = Cell(id="again", kind=Kind.PERCENT, value="12.0", rounding=TENTH)
    cells = [*(count(k, v) for k, v in numbers.items()), percent("p", "a", "n", numbers), again]
    relations = [Relation.same("p", "again")] if linked else []

    pattern = protect(publication(*cells, relations=relations))

    assert pattern.hidden == ({"a", "p", "again"} if linked else {"a", "p"})


def test_order_of_ratios_and_axis_of_a_ratio_are_facts():
    numbers = {"a": 4, "b": 9, "n": 30}
    cells = [
        *(count(k, v) for k, v in numbers.items()),
        percent("p", "a", "n", numbers),
        percent("q", "b", "n", numbers),
    ]
    harmless = publication(*cells, relations=[Relation.order("q", "p")])
    axis = publication(*cells[:3], replace(cells[3], upper=Decimal(50)), cells[4])
    tight = publication(*cells[:3], replace(cells[3], lower=Decimal(12)), cells[4])

    assert (protect(harmless).withheld, protect(harmless).hidden) == (frozenset(), {"a", "p"})
    assert protect(axis).refusals == ()
    assert protect(tight).reasons["n"] is Reason.COVER


def test_order_shown_before_is_known_for_ever():
    numbers = {"a": 4, "b": 4, "all": 8}
    cells = [count(name, number) for name, number in numbers.items()]
    first = publication(*cells[:2], edition="before", relations=[Relation.order("a", "b")])
    told = said(first, protect(first))
    second = publication(*cells, relations=[Relation.sum(["a", "b"], "all")])

    assert protect(first).withheld == frozenset()
    assert protect(second, history=[told]).hidden == {"a", "b", "all"}


def test_change_since_an_earlier_edition_tells_of_it():
    numbers = {"q1": 3, "q2": 12}
    first = publication(count("q1", 3), edition="before")
    second = publication(
        Cell(id="q1", exact=3, value=None, hidden=False),
        count("q2", 12),
        difference("d", "q2", "q1", numbers),
    )

    before, after = both(first, second, numbers)

    assert (before, after) == ({"q1"}, {"d"})
