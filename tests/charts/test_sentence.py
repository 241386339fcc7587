"""Sentences that are drafted from printed numbers and from nothing else."""

import pytest

from charts.kinds import BarRow, Bars, Columns, DifferenceRow, Differences, Trend
from charts.sentence import Subject, drafted, drafted_bars, drafted_difference
from charts.values import (
    AgreedLine,
    Basis,
    Direction,
    Hidden,
    Missing,
    Period,
    Point,
    Printed,
    Status,
    Unit,
)
from tests.charts import samples
from tests.charts.samples import CHILDREN, FEW, NOT_YET, RATE, REFERRED, cell, series

CHILD = Subject("Children on the register", plural=True)
SHARE = Subject("The share")
QUARTERS = (
    Period("January to March 2026", when="in January to March 2026"),
    Period("April to June 2026"),
    Period("July to September 2026"),
)


def told(basis, *values, subject=CHILD, before="in the quarter before", good="neither", **more):
    chart = Columns(QUARTERS[-len(values) :], series("Area", basis, *values))
    return drafted(subject, chart, before=before, good=Direction(good), **more)


NOW = "in July to September 2026"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (("34",), f"Children on the register were 34 {NOW}, the first number that is shown."),
        (
            ("39", "34"),
            f"Children on the register were 34 {NOW}, 5 fewer than in the quarter before (39).",
        ),
        (
            ("1,234", "1,240"),
            f"Children on the register were 1,240 {NOW}, 6 more than in the quarter before "
            "(1,234).",
        ),
        (
            ("34", "34"),
            f"Children on the register were 34 {NOW}, the same as in the quarter before.",
        ),
        (
            (FEW, "34"),
            f"Children on the register were 34 {NOW}, not compared with the number in the "
            "quarter before, which is hidden.",
        ),
        (
            (Missing("not collected"), "34"),
            f"Children on the register were 34 {NOW}, with no number in the quarter before to "
            "compare it with (not collected).",
        ),
        (
            ("39", FEW),
            f"The number for children on the register {NOW} is hidden (fewer than 5); the last "
            "that is printed is 39, in April to June 2026.",
        ),
        (
            (Hidden("hidden"), Hidden("hidden")),
            f"The number for children on the register {NOW} is hidden.",
        ),
        (
            (FEW, FEW),
            f"The number for children on the register {NOW} is hidden (fewer than 5).",
        ),
        (
            ("39", NOT_YET),
            f"There is no number for children on the register {NOW} (not published yet); the "
            "last that is printed is 39, in April to June 2026.",
        ),
        (
            ("39", Point(Printed.of("34"), Status.PROVISIONAL)),
            f"Children on the register were 34 {NOW} (provisional), 5 fewer than in the quarter "
            "before (39).",
        ),
        (
            ("39", Point(Printed.of("34"), Status.PROVISIONAL, before="36")),
            f"Children on the register were 34 {NOW} (provisional, revised from 36), 5 fewer "
            "than in the quarter before (39).",
        ),
    ],
)
def test_counts(values, sentence):
    assert told(CHILDREN, *values) == sentence


@pytest.mark.parametrize(
    ("basis", "values", "sentence"),
    [
        (
            RATE,
            ("1.9", "1.7"),
            f"The share was 1.7 per 1,000 aged 0 to 15 {NOW}, 0.2 lower than in the quarter "
            "before (1.9).",
        ),
        (
            REFERRED,
            ("21.9", "24.0"),
            f"The share was 24.0% {NOW}, 2.1 percentage points higher than in the quarter before "
            "(21.9%).",
        ),
        (
            REFERRED,
            ("25%", "24%"),
            f"The share was 24% {NOW}, 1 percentage point lower than in the quarter before (25%).",
        ),
        (
            Basis(Unit.POINTS),
            ("−0.4", "2.1"),
            f"The share was 2.1 percentage points {NOW}, 2.5 percentage points higher than in "
            "the quarter before (−0.4 percentage points).",
        ),
    ],
)
def test_rates_and_percentages(basis, values, sentence):
    assert told(basis, *values, subject=SHARE) == sentence


@pytest.mark.parametrize(
    ("good", "values", "end"),
    [
        ("neither", ("3", "5"), "(3)."),
        ("up", ("3", "5"), "(3), which is better."),
        ("down", ("3", "5"), "(3), which is worse."),
        ("up", ("5", "3"), "(5), which is worse."),
        ("down", ("5", "3"), "(5), which is better."),
        ("down", ("5", "5"), "the same as in the quarter before."),
    ],
)
def test_better_and_worse_only_where_one_way_is_good(good, values, end):
    assert told(CHILDREN, *values, good=good).endswith(end)


def test_the_period_before_by_its_own_name():
    assert told(CHILDREN, "5", "3", before="").endswith("2 fewer than in April to June 2026 (5).")


def test_no_periods_no_sentence():
    assert drafted(CHILD, Columns((), series("Area", CHILDREN))) == ""


def beside(basis, area, other, *lines, names=("Area", "Scotland"), subject=SHARE):
    both = (series(names[0], basis, *area), series(names[1], basis, *other))
    return drafted(subject, Trend(QUARTERS[-len(area) :], both, lines)).split("; ")[1:]


@pytest.mark.parametrize(
    ("basis", "area", "other", "clauses"),
    [
        (RATE, ("1.7",), ("2.4",), ["it was 0.7 below Scotland’s 2.4."]),
        (RATE, ("2.4",), ("2.4",), ["it was the same as Scotland’s 2.4."]),
        (
            REFERRED,
            ("24.0",),
            (Point(Printed.of("21.9"), edition="July 2026"),),
            ["it was 2.1 percentage points above Scotland’s 21.9% (edition of July 2026)."],
        ),
        (
            RATE,
            ("1.7",),
            (Point(Printed.of("2.4"), Status.PROVISIONAL, before="2.5"),),
            ["it was 0.7 below Scotland’s 2.4 (provisional, revised from 2.5)."],
        ),
        (CHILDREN, ("34",), ("2,031",), ["Scotland’s was 2,031."]),
        (
            RATE,
            ("1.9", "1.7"),
            ("2.4", NOT_YET),
            [
                "Scotland’s number is not published yet",
                "in April to June 2026 it was 0.5 below Scotland’s 2.4.",
            ],
        ),
        (RATE, (FEW, "1.7"), ("2.4", FEW), ["Scotland’s number is hidden."]),
    ],
)
def test_beside_a_comparator(basis, area, other, clauses):
    assert beside(basis, area, other) == clauses


@pytest.mark.parametrize(("now", "where"), [("3.1", "above"), ("3.0", "at"), ("2.9", "below")])
def test_beside_what_was_agreed(now, where):
    line = AgreedLine("threshold", Printed.of("3.0"), "agreed by the committee in March")
    chart = Trend(QUARTERS[-1:], (series("Area", RATE, now),), (line,))

    assert drafted(SHARE, chart).split("; ")[1:] == [f"it was {where} the threshold of 3.0."]


def test_differences():
    assert drafted_difference(Subject("Hearings", plural=True), samples.hearings()) == (
        "Hearings were 24.0% in 2024/25, 2.1 percentage points above Scotland’s 21.9% "
        "(edition of July 2026); in 2023/24 they were 0.4 percentage points below."
    )


def points(label, area, other, gap):
    return DifferenceRow(label, cell(area), cell(other), cell(gap))


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((), ""),
        ((points("2024", "5", FEW, FEW),), ""),
        ((points("2024", "5", "5", "0"),), "The share was 5% in 2024, the same as Wales’ 5%."),
        (
            (points("2023", "5", "5", "0"), points("2024", "6", "5", "+1")),
            "The share was 6% in 2024, 1 percentage point above Wales’ 5%; "
            "in 2023 it was the same.",
        ),
    ],
)
def test_differences_at_the_edges(rows, sentence):
    chart = Differences(REFERRED, "Area", "Wales", rows)

    assert drafted_difference(SHARE, chart) == sentence


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((("Neglect", FEW),), ""),
        ((("Neglect", "7"),), "Concerns: most often neglect (7)."),
        (
            (("Neglect", "7"), ("A", "5"), ("B", "9"), ("C", "1"), ("D", Hidden("hidden"))),
            "Concerns, of the numbers that are printed: most often B (9), neglect (7) and A (5).",
        ),
    ],
)
def test_bars(rows, sentence):
    chart = Bars(CHILDREN, tuple(BarRow(name, cell(value)) for name, value in rows))

    assert drafted_bars(Subject("Concerns"), chart) == sentence
