"""What a chart is made of, and what it refuses."""

from decimal import Decimal

import pytest

from charts.kinds import (
    BarRow,
    Bars,
    Columns,
    DifferenceRow,
    Differences,
    Groups,
    ShareRow,
    Shares,
    Trend,
)
from charts.values import (
    AgreedLine,
    Basis,
    Hidden,
    Missing,
    Point,
    Printed,
    Unit,
    number_in,
)
from tests.charts.samples import CHILDREN, FEW, RATE, REFERRED, series, years

TEN_THOUSAND = Basis(Unit.RATE, per=10000, denominator="aged 0 to 17")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("34", "34"),
        ("1,234", "1234"),
        ("12,345,678", "12345678"),
        ("2.40", "2.40"),
        ("40%", "40"),
        ("40 %", "40"),
        ("+2.1", "2.1"),
        ("−3", "-3"),
        ("-3", "-3"),
    ],
)
def test_printed_numbers_are_read(text, value):
    assert number_in(text) == Decimal(value)
    assert Printed.of(text) == Printed(Decimal(value), text)


@pytest.mark.parametrize("text", ["", "–", "fewer than 5", "1,23", "12 34", "1e5", "٣", "4 to 6"])
def test_words_are_no_numbers(text):
    with pytest.raises(ValueError, match="is not printed as a number is"):
        Printed.of(text)


def test_a_value_is_not_finer_than_its_text():
    with pytest.raises(ValueError, match=r"'1\.7' is printed for 1\.6667"):
        Printed(Decimal("1.6667"), "1.7")


@pytest.mark.parametrize("kind", [Hidden, Missing])
def test_words_stand_where_no_number_does(kind):
    with pytest.raises(ValueError, match="Words stand where no number does"):
        kind(" ")


@pytest.mark.parametrize(
    "cells", [("1", FEW), ("1", Missing("not available"))], ids=["hidden", "missing"]
)
def test_what_is_not_printed_has_no_number_before_its_revision(cells):
    with pytest.raises(ValueError, match="shows no earlier number either"):
        Point(cells[1], before="4")


def test_a_revision_is_of_a_number():
    with pytest.raises(ValueError, match="is not printed as a number is"):
        Point(Printed.of("4"), before="fewer than 5")


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (RATE, "per 1,000 aged 0 to 15"),
        (CHILDREN, "children"),
        (Basis(Unit.COUNT), "number"),
        (REFERRED, "% of referred children"),
        (Basis(Unit.PERCENTAGE), "%"),
        (Basis(Unit.POINTS), "percentage points"),
    ],
)
def test_a_basis_in_words(basis, words):
    assert basis.words == words


@pytest.mark.parametrize(("unit", "per"), [(Unit.RATE, 0), (Unit.COUNT, 1000)])
def test_only_a_rate_is_per_so_many(unit, per):
    with pytest.raises(ValueError, match="A rate is per so many"):
        Basis(unit, per=per)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (RATE, TEN_THOUSAND),
        (RATE, Basis(Unit.RATE, per=1000, denominator="aged 0 to 17")),
        (CHILDREN, REFERRED),
        (CHILDREN, Basis(Unit.COUNT, "referrals")),
    ],
)
@pytest.mark.parametrize("kind", [Trend, Groups])
def test_different_denominators_stand_on_no_axis_together(kind, one, other):
    places = years(2025, 2) if kind is Trend else ("0 to 4", "5 to 10")

    with pytest.raises(ValueError, match=r"Not on one axis: .+ and "):
        kind(places, (series("A", one, "1", "2"), series("B", other, "1", "2")))


def three(basis=CHILDREN):
    return tuple(series(name, basis, "1") for name in ("A", "B", "C"))


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (lambda: Trend(years(2025, 1), ()), "at least one series"),
        (lambda: Trend(years(2025, 1), three()), "an area and one comparator"),
        (lambda: Trend(years(2025, 2), three()[:1]), "A: 1 points for 2 places"),
        (lambda: Columns(years(2025, 2), three()[0]), "A: 1 points for 2 places"),
        (lambda: Groups(("all",), (*three(), three()[0])), "At most 3 periods"),
        (lambda: AgreedLine("target", Printed.of("3"), " "), "only where it was agreed"),
        (lambda: Shares(CHILDREN, tuple("ABCDEFG"), ()), "at most 6 parts"),
        (lambda: Shares(CHILDREN, ("A", "B"), (ShareRow("R", (FEW,)),)), "R: 1 of 2 parts"),
        (lambda: Differences(RATE, "A", "B", ()), "between two percentages"),
    ],
)
def test_what_charts_refuse(made, why):
    with pytest.raises(ValueError, match=why):
        made()


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (("24.0", "21.9", "+2.2"), r"24\.0 less 21\.9 is not \+2\.2"),
        (("24.0", FEW, "+2.1"), "printed of two printed numbers"),
    ],
)
def test_a_difference_is_that_of_its_two_numbers(texts, why):
    cells = [Printed.of(text) if isinstance(text, str) else text for text in texts]

    with pytest.raises(ValueError, match=why):
        DifferenceRow("2025", *cells)


def test_bars_are_in_order_of_what_is_printed_and_the_others_as_they_came():
    given = (("A", "3"), ("B", FEW), ("C", "9"), ("D", Missing("not asked")), ("E", "3"))
    rows = [
        BarRow(name, Printed.of(told) if isinstance(told, str) else told) for name, told in given
    ]

    assert [row.label for row in Bars(CHILDREN, tuple(rows)).by_size] == ["C", "A", "E", "B", "D"]
