"""Each rule of what may be said, on publications small enough to see through."""

from decimal import Decimal

import pytest

from disclosure import (
    Cell,
    Kind,
    Limit,
    Mode,
    Publication,
    Reason,
    Refused,
    Relation,
    Rounding,
    contradictions,
    protect,
    said,
    write,
)
from tests.disclosure.areas import count, difference, percent, rate, truth
from tests.disclosure.attacker import narrowed, reachable

SMALL, COVER, EARLIER = Reason.SMALL, Reason.COVER, Reason.EARLIER


def publication(*cells: Cell, relations=(), **given) -> Publication:
    return Publication(edition="now", cells=cells, relations=tuple(relations), **given)


def counts(**numbers: int) -> list[Cell]:
    return [count(name, number) for name, number in numbers.items()]


def hidden(*cells: Cell, relations=(), history=(), exact=None, **given) -> dict[str, Reason]:
    """What is hidden, after an attack on everything that is said."""
    whole = publication(*cells, relations=relations, **given)
    pattern = protect(whole, history=history, exact=exact)
    editions = [*(write(one) for one in history), write(said(whole, pattern))]
    numbers = {**(exact or {}), **truth(whole)}
    assert narrowed(editions, numbers) == {
        limit.cell: list(limit.possible) for limit in pattern.limits
    }
    return dict(pattern.reasons)


def test_small_count_alone_is_hidden_and_nothing_else():
    assert hidden(*counts(a=3, b=5, c=0)) == {"a": SMALL}


def test_one_more_is_hidden_where_a_total_would_tell():
    cells = counts(a=3, b=20, all=23)

    assert hidden(*cells, relations=[Relation.sum(["a", "b"], "all")]) == {
        "a": SMALL,
        "b": COVER,
    }


def test_total_is_hidden_with_its_only_part_that_is_not_nothing():
    cells = counts(a=3, b=0, all=3)

    assert hidden(*cells, relations=[Relation.sum(["a", "b"], "all")]) == {
        "a": SMALL,
        "all": SMALL,
    }


def test_two_small_parts_of_a_small_total_cannot_make_it_one():
    whole = publication(*counts(a=1, b=1, all=2), relations=[Relation.sum(["a", "b"], "all")])

    assert protect(whole).limits == (Limit("all", (2, 3, 4)),)
    assert reachable([write(said(whole, protect(whole)))], "all", 6) == [2, 3, 4, 5, 6]


def test_two_hidden_parts_that_add_up_to_little_need_their_total_hidden():
    cells = counts(a=1, b=2, c=40, all=43)

    reasons = hidden(*cells, relations=[Relation.sum(["a", "b", "c"], "all")])

    assert (reasons["a"], reasons["b"], len(reasons)) == (SMALL, SMALL, 3)


def test_rate_that_gives_the_count_is_hidden_with_it():
    cells = counts(a=3)

    assert hidden(*cells, rate("r", "a", 40_000, truth(publication(*cells)))) == {
        "a": SMALL,
        "r": COVER,
    }


def test_rate_of_a_large_population_may_be_said():
    cells = counts(a=3)

    assert hidden(*cells, rate("r", "a", 900_000, truth(publication(*cells)))) == {"a": SMALL}


@pytest.mark.parametrize(("whole", "told"), [(40, True), (400, False)])
def test_whole_percentage_tells_of_a_few_in_a_small_whole(whole, told):
    cells = counts(a=2, all=whole)
    share = percent("p", "a", "all", truth(publication(*cells)), step="1")

    # of 400, half a percent is 2: 1 % says 2 to 5, and the same must be hidden
    assert (
        hidden(*cells, share, relations=[Relation.at_most("a", "all")])
        == {
            "a": SMALL,
            "p": COVER,
        }
        or not told
    )


def test_percentage_of_an_unknown_whole_is_a_fact_too():
    cells = [
        Cell(id="a", exact=3, value=None, hidden=False),
        Cell(id="all", exact=24, value=None, hidden=False),
    ]
    share = percent("p", "a", "all", {"a": 3, "all": 24})

    # 12.5 % says that the whole is a multiple of eight, or large: 1 of 8, 2 of 16, 3 of 24, 4 of 32
    assert hidden(*cells, share) == {}


@pytest.mark.parametrize(
    ("sensitive", "expected"), [(False, {}), (True, {"p": COVER, "all": COVER})]
)
def test_rest_of_a_whole_is_kept_in_where_it_is_children_too(sensitive, expected):
    cells = counts(done=23, all=25)
    share = percent(
        "p", "done", "all", truth(publication(*cells)), complement_sensitive=sensitive, step="1"
    )

    assert hidden(*cells, share) == expected


def test_change_that_would_give_a_small_number_away_is_hidden():
    cells = counts(q1=12, q2=3)

    reasons = hidden(*cells, difference("d", "q2", "q1", truth(publication(*cells))))

    assert reasons == {"q2": SMALL, "d": COVER}


def test_mean_is_a_fact_about_its_parts():
    mean = Cell(id="m", kind=Kind.MEAN, value="8", rounding=Rounding(step=Decimal("0.1")))

    reasons = hidden(*counts(q1=13, q2=3), mean, relations=[Relation.mean(["q1", "q2"], "m")])

    assert reasons == {"q2": SMALL, "m": COVER}


def test_figure_printed_twice_is_hidden_twice():
    cells = counts(a=3, again=3)

    assert hidden(*cells, relations=[Relation.same("a", "again")]) == {"a": SMALL, "again": SMALL}


def test_order_is_withheld_where_it_tells():
    """Of two parts of eight, the larger is four or more."""
    halves = [Relation.sum(["a", "b"], "all"), Relation.order("a", "b")]
    tells = publication(*counts(a=4, b=4, all=8), relations=halves)
    harmless = publication(*counts(a=3, c=5), relations=[Relation.order("c", "a")])

    assert protect(harmless).withheld == frozenset()
    assert protect(tells).withheld == {1}
    assert said(tells, protect(tells)).relations == (halves[0],)
    assert narrowed([write(said(tells, protect(tells)))], truth(tells)) == {}


def test_concerns_do_not_add_up_but_bound_each_other():
    cells = [
        count("all", 6, dims={"concern": "all"}, overlapping=("concern",)),
        count("neglect", 5, dims={"concern": "neglect"}, overlapping=("concern",)),
        count("alcohol", 3, dims={"concern": "alcohol"}, overlapping=("concern",)),
    ]
    members = {"concern": {"all": ("neglect", "alcohol")}}

    assert hidden(*cells, members=members) == {"alcohol": SMALL}


def test_axis_of_a_chart_says_how_much_at_most():
    axis = Cell(id="a", exact=3, value="3", lower=Decimal(0), upper=Decimal(10))
    tight = Cell(id="b", exact=3, value="3", upper=Decimal(3))

    assert hidden(axis) == {"a": SMALL}
    assert [one.cell for one in protect(publication(tight)).refusals] == ["b"]


def test_numerator_that_stands_nowhere_is_kept_in():
    cells = [Cell(id="a", exact=2, value=None, hidden=False), *counts(all=25)]

    assert hidden(*cells, percent("p", "a", "all", {"a": 2, "all": 25})) == {"p": COVER}


def test_points_between_percentages_tell_as_much_as_both():
    numbers = {"a1": 3, "a2": 12, "n1": 25, "n2": 40}
    cells = [count(name, number) for name, number in numbers.items()]
    shares = [percent("p1", "a1", "n1", numbers), percent("p2", "a2", "n2", numbers)]
    points = Cell(
        id="d",
        kind=Kind.DIFFERENCE,
        value="18.0",
        of=("p2", "p1"),
        rounding=Rounding(step=Decimal("0.1")),
    )

    assert hidden(*cells, *shares, points) == {"a1": SMALL, "p1": COVER, "d": COVER}


def test_zero_is_hidden_with_the_small_where_the_committee_says_so():
    reasons = hidden(*counts(a=0, b=3, c=9), zero_shown=False)

    assert reasons == {"a": SMALL, "b": SMALL}


def test_threshold_is_the_audience_s():
    assert hidden(*counts(a=3, b=7, c=12), threshold=9) == {"a": SMALL, "b": SMALL}
    assert hidden(*counts(a=3), threshold=0) == {}


def test_headline_is_said_rather_than_two_parts():
    cells = counts(a=3, b=30, c=40, all=73)

    reasons = hidden(*cells, relations=[Relation.sum(["a", "b", "c"], "all")])

    assert (reasons["a"], "all" in reasons, len(reasons)) == (SMALL, False, 2)


# -- What was issued before ------------------------------------------------------------------------


def edition(*cells: Cell, relations=()) -> Publication:
    return Publication(edition="before", cells=cells, relations=tuple(relations))


def test_what_was_hidden_stays_hidden_and_what_was_printed_is_known():
    before = edition(Cell(id="b"), Cell(id="all", value="23"))
    cells = counts(a=3, b=20, all=23)

    reasons = hidden(*cells, relations=[Relation.sum(["a", "b"], "all")], history=[before])

    assert reasons == {"a": SMALL, "b": EARLIER}


def test_edition_is_refused_where_an_earlier_one_tells_what_it_would_hide():
    before = edition(Cell(id="b", value="0"), Cell(id="all", value="3"))
    whole = publication(*counts(a=3, b=0, all=3), relations=[Relation.sum(["a", "b"], "all")])

    pattern = protect(whole, history=[before])

    assert [one.cell for one in pattern.refusals] == ["a"]
    assert pattern.told == {"all"}
    with pytest.raises(
        Refused, match=r"a: its number could be worked out .* all as before printed it"
    ):
        said(whole, pattern)


def test_small_number_told_elsewhere_is_named_and_not_said_again():
    national = Publication(edition="national tables", cells=(Cell(id="a", value="3"),))
    pattern = protect(publication(*counts(a=3, b=8)), history=[national])

    assert (pattern.hidden, pattern.told, pattern.refusals) == ({"a"}, {"a"}, ())


def test_true_numbers_of_what_stands_only_in_earlier_editions_are_needed():
    before = edition(Cell(id="old"), Cell(id="other", value="9"))

    with pytest.raises(ValueError, match="old: the true number of this count is not given"):
        protect(publication(*counts(a=3)), history=[before])
    assert protect(publication(*counts(a=3)), history=[before], exact={"old": 2}).hidden == {"a"}


# -- What contradicts itself -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("whole", "words"),
    [
        (publication(*counts(a=3, b=4, all=8), relations=[Relation.sum(["a", "b"], "all")]),
         "sum of a, b, all: does not agree with a = 3, all = 8, b = 4"),
        (publication(Cell(id="a", exact=7, value="8")),
         "a as printed: does not agree with a = 7"),
        (publication(*counts(a=3, n=25),
                     Cell(id="p", kind=Kind.PERCENT, value="13", numerator="a", denominator="n",
                          rounding=Rounding(step=Decimal(1)))),
         "p as printed: does not agree with a = 3, n = 25"),
    ],
)  # fmt: skip
def test_numbers_that_contradict_each_other_are_named(whole, words):
    assert contradictions(whole) == (words,)
    with pytest.raises(ValueError, match=words):
        protect(whole)


@pytest.mark.parametrize(
    ("whole", "words"),
    [
        (publication(Cell(id="a")), "a: the true number of this count is not given"),
        (publication(Cell(id="a", exact=-1)), "a: a count is not less than nothing"),
        (publication(*counts(a=3), Cell(id="r", kind=Kind.RATE, value="3", numerator="a",
                                        denominator=100)), "r: a rate says per how many"),
        (publication(Cell(id="r", kind=Kind.RATE, value="3", per=10, numerator="a",
                          denominator=100)), "a: a numerator or denominator is a count"),
        (publication(*counts(a=3), relations=[Relation.sum(["b"], "a")]),
         "b: a relation names it, and it is no cell"),
        (publication(*counts(a=3), Cell(id="m", kind=Kind.MEAN, value="3"),
                     relations=[Relation.sum(["m"], "a")]), "m: a sum holds between counts only"),
        (publication(*counts(a=3), Cell(id="m", kind=Kind.MEAN, value="3"),
                     relations=[Relation.order("a", "m")]),
         "m: an order holds between counts or ratios only"),
        (publication(count("a", 1, dims={"x": "all"}), count("b", 1, dims={"x": "all"}),
                     members={"x": {"all": ("c",)}}), "a and b: two counts of the same dimensions"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_words(whole, words):
    with pytest.raises(ValueError) as refused:
        protect(whole)

    assert str(refused.value) == words


def test_rounded_counts_say_an_interval():
    nearest = Rounding(step=Decimal(5), mode=Mode.HALF_UP)
    either = Rounding(step=Decimal(5), mode=Mode.CONTROLLED)

    assert hidden(Cell(id="a", exact=3, value="5", rounding=nearest)) == {"a": COVER}
    assert hidden(Cell(id="a", exact=3, value="5", rounding=either)) == {}
