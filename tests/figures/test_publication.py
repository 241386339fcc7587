"""Every number that an audience would be told, with what it implies; worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from disclosure import Publication, Relation
from figures.enums import LinkKind, ObservationStatus, Timing, Unit
from figures.rules.keys import Key
from figures.rules.numbers import Numbers
from figures.rules.publication import Extent, publication
from figures.rules.record import Comparator, FigureRecord, Link
from tests.figures.records import counts, indicator, quarter, record, row, with_

ALWAYS = Extent(since=date(2024, 1, 1), until=date(2027, 12, 31))
YEARS = Extent(since=date(2024, 1, 1), until=date(2027, 12, 31), years=True)
Q1 = "|2024-08-01|2024-10-31|"
Q2 = "|2024-11-01|2025-01-31|"
YEAR = "|2024-08-01|2025-07-31|"


def made(figures: FigureRecord, extent: Extent = ALWAYS) -> Publication:
    return publication(figures, extent, name="Figures")


def printed(given: Publication) -> dict[str, str]:
    return {cell.id: cell.value for cell in given.cells if cell.value is not None}


def implied(given: Publication) -> dict[str, int | None]:
    return {cell.id: cell.exact for cell in given.cells if cell.value is None}


def test_a_number_is_printed_by_quarter_and_category_and_adds_up() -> None:
    given = made(
        record(
            indicator(
                7,
                [*counts(12, 9), *counts(8, 5, category=1), *counts(4, 4, category=2)],
                categories={"0 to 4": None, "5 to 10": None},
            )
        )
    )
    assert printed(given) == {
        f"7|all{Q1}n": "12",
        f"7|1{Q1}n": "8",
        f"7|2{Q1}n": "4",
        f"7|all{Q2}n": "9",
        f"7|1{Q2}n": "5",
        f"7|2{Q2}n": "4",
    }
    assert given.relations == (
        Relation.sum([f"7|1{Q1}n", f"7|2{Q1}n"], f"7|all{Q1}n"),
        Relation.sum([f"7|1{Q2}n", f"7|2{Q2}n"], f"7|all{Q2}n"),
    )


def test_categories_in_categories_add_up_to_them() -> None:
    given = made(
        record(
            indicator(
                7,
                [
                    *counts(12),
                    *counts(8, category=1),
                    *counts(5, category=2),
                    *counts(3, category=3),
                    *counts(4, category=4),
                ],
                categories={
                    "under 5": None,
                    "under 1": "under 5",
                    "1 to 4": "under 5",
                    "5 and over": None,
                },
            )
        )
    )
    assert set(given.relations) == {
        Relation.sum([f"7|1{Q1}n", f"7|4{Q1}n"], f"7|all{Q1}n"),
        Relation.sum([f"7|2{Q1}n", f"7|3{Q1}n"], f"7|1{Q1}n"),
    }


@pytest.mark.parametrize(
    ("parts", "relations"),
    [
        # a category that nobody gave: the others are at most the whole together
        (
            [8, None],
            {Relation.linear({f"7|1{Q1}n": -1, f"7|all{Q1}n": 1}, minimum=0)},
        ),
        # more than the whole: they do not add up, so that they do is not said
        (
            [8, 6],
            {
                Relation.at_most(f"7|1{Q1}n", f"7|all{Q1}n"),
                Relation.at_most(f"7|2{Q1}n", f"7|all{Q1}n"),
            },
        ),
        ([13, 14], set()),
    ],
)
def test_only_what_is_true_ties_numbers(parts: list[int | None], relations: set[Relation]) -> None:
    given = made(
        record(
            indicator(
                7,
                [*counts(12), *counts(parts[0], category=1), *counts(parts[1], category=2)],
                categories={"0 to 4": None, "5 to 10": None},
            )
        )
    )
    assert set(given.relations) == relations


def test_concerns_overlap() -> None:
    concerns = indicator(
        7,
        [*counts(12), *counts(8, category=1), *counts(6, category=2)],
        categories={"neglect": None, "alcohol": None},
    )
    given = made(record(with_(concerns, overlapping=True)))
    assert set(given.relations) == set(Relation.overlap([f"7|1{Q1}n", f"7|2{Q1}n"], f"7|all{Q1}n"))
    assert given.cell(f"7|1{Q1}n").overlapping == ("category",)


def test_a_percentage_is_printed_with_both_its_numbers_and_rounded_once() -> None:
    given = made(record(indicator(7, [row(0, 23, 25)], unit=Unit.PERCENT)))
    assert printed(given) == {f"7|all{Q1}n": "23", f"7|all{Q1}d": "25", f"7|all{Q1}v": "92"}
    share = given.cell(f"7|all{Q1}v")
    assert (share.numerator, share.denominator, share.per) == (
        f"7|all{Q1}n",
        f"7|all{Q1}d",
        100,
    )
    assert share.complement_sensitive is False


def test_a_rate_is_of_a_population_that_everybody_knows() -> None:
    rate = with_(indicator(7, [row(0, 31, 11873)], unit=Unit.RATE_1000), decimals=1)
    given = made(record(rate))
    assert printed(given) == {f"7|all{Q1}n": "31", f"7|all{Q1}v": "2.6"}
    assert given.cell(f"7|all{Q1}v").denominator == 11873


def test_an_average_prints_no_sum_of_days() -> None:
    given = made(record(indicator(7, [row(0, 90, 12)], unit=Unit.MEAN)))
    assert printed(given) == {f"7|all{Q1}d": "12", f"7|all{Q1}v": "8"}
    assert implied(given) == {f"7|all{Q1}n": 90}


def test_of_nobody_there_is_no_share() -> None:
    given = made(record(indicator(7, [row(0, 0, 0)], unit=Unit.PERCENT)))
    assert printed(given) == {f"7|all{Q1}n": "0", f"7|all{Q1}d": "0"}


def test_what_counts_no_children_is_plain_numbers() -> None:
    training = with_(indicator(7, [row(0, 3, 4)], unit=Unit.PERCENT), counts_children=False)
    given = made(record(training))
    assert printed(given) == {f"7|all{Q1}n": "3", f"7|all{Q1}d": "4", f"7|all{Q1}v": "75"}
    assert [cell.numerator for cell in given.cells] == [None, None, None]
    assert {cell.kind.value for cell in given.cells} == {"mean", "percent"}


def test_years_of_quarters_imply_the_quarters() -> None:
    given = made(record(indicator(7, counts(3, 4, 2, 5, 9))), YEARS)
    assert printed(given) == {f"7|all{YEAR}n": "14"}
    assert list(implied(given).values()) == [3, 4, 2, 5]
    assert [relation.equals for relation in given.relations] == [f"7|all{YEAR}n"]


def test_a_year_without_one_of_its_quarters_is_not_told() -> None:
    given = made(record(indicator(7, counts(3, None, 2, 5))), YEARS)
    assert given.cells == ()


def test_a_year_of_a_register_is_its_last_day() -> None:
    register = indicator(7, counts(30, 31, 28, 27), timing=Timing.AS_AT)
    assert printed(made(record(register), YEARS)) == {"7|all|2025-05-01|2025-07-31|n": "27"}


def test_four_rolling_quarters_are_named_as_the_year_they_are() -> None:
    rolling = Extent(since=date(2024, 1, 1), until=date(2027, 1, 1), rolling=True)
    given = made(record(indicator(7, counts(3, 4, 2, 5, 9))), rolling)
    assert printed(given)[f"7|all{YEAR}n"] == "14"
    assert printed(given)["7|all|2024-11-01|2025-10-31|n"] == "20"


def test_bands_that_were_put_together_imply_what_they_are_made_of() -> None:
    ages = indicator(
        7,
        [*counts(12), *counts(7, category=1), *counts(3, category=2), *counts(2, category=3)],
        categories={"0 to 4": None, "5 to 10": None, "11 to 15": None},
    )
    bands = Extent(since=date(2024, 1, 1), until=date(2027, 1, 1), bands={7: [(1,), (2, 3)]})
    given = made(record(ages), bands)
    assert printed(given) == {f"7|all{Q1}n": "12", f"7|1{Q1}n": "7", f"7|2+3{Q1}n": "5"}
    assert implied(given) == {f"7|2{Q1}n": 3, f"7|3{Q1}n": 2}
    assert set(given.relations) == {
        Relation.sum([f"7|2{Q1}n", f"7|3{Q1}n"], f"7|2+3{Q1}n"),
        Relation.sum([f"7|1{Q1}n", f"7|2{Q1}n", f"7|3{Q1}n"], f"7|all{Q1}n"),
    }


def test_a_register_is_what_it_was_with_who_joined_and_without_who_left() -> None:
    register = indicator(1, counts(30, 33), timing=Timing.AS_AT)
    joined = indicator(2, counts(9, 8), links=[Link(LinkKind.JOINS, 1)])
    left = indicator(3, counts(7, 5), links=[Link(LinkKind.LEAVES, 1)])
    given = made(record(register, joined, left))
    assert given.relations == (
        Relation.linear(
            {f"1|all{Q2}n": 1, f"2|all{Q2}n": -1, f"3|all{Q2}n": 1, f"1|all{Q1}n": -1},
            minimum=0,
            maximum=0,
        ),
    )


def test_links_bring_in_what_they_imply() -> None:
    register = indicator(1, counts(30, 33), timing=Timing.AS_AT)
    joined = indicator(2, counts(9, 8), links=[Link(LinkKind.JOINS, 1)])
    left = indicator(3, counts(7, 5), links=[Link(LinkKind.LEAVES, 1)])
    only = Extent(since=date(2024, 1, 1), until=date(2027, 1, 1), indicators=frozenset({1}))
    given = made(record(register, joined, left), only)
    assert implied(given) == {f"2|all{Q2}n": 8, f"3|all{Q2}n": 5}
    assert len(given.relations) == 1


def test_a_number_that_two_indicators_give_is_the_same() -> None:
    meetings = indicator(1, counts(25))
    on_time = indicator(
        2, [row(0, 23, 25)], unit=Unit.PERCENT, links=[Link(LinkKind.DENOMINATOR, 1)]
    )
    again = indicator(3, counts(6), links=[Link(LinkKind.PART_OF, 1)])
    given = made(record(meetings, on_time, again))
    assert given.relations == (
        Relation.same(f"2|all{Q1}d", f"1|all{Q1}n"),
        Relation.at_most(f"3|all{Q1}n", f"1|all{Q1}n"),
    )


def test_a_revision_is_another_number_and_the_earlier_one_stays() -> None:
    revised = [
        row(0, 12, revision=1, status=ObservationStatus.PROVISIONAL),
        row(0, 12, revision=2),
        row(0, 14, revision=3, status=ObservationStatus.REVISED),
        *counts(None, 9, 9, 9),
    ]
    figures = record(indicator(7, revised))
    assert printed(made(figures))[f"7|all{Q1}n|2"] == "14"
    assert printed(made(figures))[f"7|all{Q1}n"] == "12"
    assert made(figures).cell(f"7|all{Q1}n|2").revised is True
    assert printed(made(figures, YEARS)) == {f"7|all{YEAR}n|2.1.1.1": "41"}


def test_a_number_that_is_confirmed_keeps_its_name() -> None:
    rows = [row(0, 12, status=ObservationStatus.PROVISIONAL), row(0, 12, revision=2)]
    assert printed(made(record(indicator(7, rows)))) == {f"7|all{Q1}n": "12"}


@pytest.mark.parametrize(
    ("name", "number"),
    [
        (f"7|all{Q1}n", 12),
        (f"7|all{Q1}n|2", 14),
        (f"7|all{YEAR}n|2.1.1.1", 41),
        (f"7|all{YEAR}n", 39),
        (f"7|all{Q1}n|3", None),
        (f"8|all{Q1}n", None),
        (f"7|all{Q1}v", None),
        (f"7|all{YEAR}n|2.1", None),
        (f"7|4{Q1}n", None),
    ],
)
def test_true_numbers_by_name(name: str, number: int | None) -> None:
    revised = [
        row(0, 12),
        row(0, 14, revision=2, status=ObservationStatus.REVISED),
        *counts(None, 9, 9, 9),
    ]
    assert Numbers(record(indicator(7, revised))).exact(name) == number


@pytest.mark.parametrize(
    "name",
    [
        f"7|all{Q1}n",
        f"7|1+2{Q1}d|2",
        f"7|all{YEAR}n|2.1.1.1",
        f"7|all{Q1}c|Scotland 2026-03-24",
        f"7|all{Q1}x|2|since 2024-05-01 to 2024-07-31 1.2",
    ],
)
def test_names_are_read_as_they_are_written(name: str) -> None:
    assert str(Key.read(name)) == name


def test_comparators_are_plain_numbers_with_the_day_of_their_edition() -> None:
    rate = with_(
        indicator(7, [row(0, 31, 11873)], unit=Unit.RATE_1000),
        decimals=1,
        comparators=(
            Comparator("Scotland", None, quarter(0), Decimal("2.4"), date(2026, 3, 24), "Tables"),
            Comparator("Scotland", None, quarter(0), Decimal("2.2"), date(2027, 12, 30), "Tables"),
        ),
    )
    given = made(record(rate))
    comparator = given.cell(f"7|all{Q1}c|Scotland 2026-03-24")
    assert (comparator.value, comparator.numerator) == ("2.4", None)
    assert len(given.cells) == 3


def test_numbers_of_other_periods_and_indicators_stay_in() -> None:
    figures = record(indicator(1, counts(30, 33)), indicator(2, counts(9, 8)))
    only = Extent(date(2025, 1, 1), date(2025, 12, 31), indicators=frozenset({2}))
    assert printed(made(figures, only)) == {f"2|all{Q2}n": "8"}


def test_what_a_number_was_put_right_from_is_tied_as_well() -> None:
    """It is printed beside the new one, so that what held of it can be read off (a percentage of
    9 children told of 9 who joined)."""
    revised = {"revision": 2, "status": ObservationStatus.REVISED}
    joined = indicator(1, [row(0, 9), row(0, 10, **revised)])  # type: ignore[arg-type]
    share = indicator(
        2,
        [row(0, 7, 9), row(0, 7, 10, **revised)],  # type: ignore[arg-type]
        unit=Unit.PERCENT,
        links=[Link(LinkKind.DENOMINATOR, 1)],
    )
    assert set(made(record(joined, share)).relations) == {
        Relation.same(f"2|all{Q1}d", f"1|all{Q1}n"),
        Relation.same(f"2|all{Q1}d|2", f"1|all{Q1}n|2"),
    }
