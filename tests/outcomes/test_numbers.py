"""Numbers as people type them, and what the readings of a measure say together."""

from datetime import date
from decimal import Decimal

import pytest

from outcomes.rules.facts import MeasureFacts, whole
from outcomes.rules.measurement import Counting, faults
from outcomes.rules.numbers import apart, plainly, printed, read, with_unit
from outcomes.rules.readings import Reading, figures

DAY, AGO = date(2026, 9, 30), date(2025, 8, 31)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *[("12", "12"), ("12.5", "12.5"), (" 0 ", "0"), ("1,204", "1204"), ("1,204.25", "1204.25")],
        *[("-3", "-3"), ("\N{MINUS SIGN}3", "-3"), ("007", "7"), ("1234567.5", "1234567.5")],
    ],
)
def test_a_number_is_read_in_one_way(typed, value):
    assert read(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("12,5", "Write decimals with a point: 12.5."),
        ("1.234,5", "Write the number by itself, for example 12.5."),
        ("12 %", "Write the number without the sign: that it is a percentage, the unit says."),
        ("n/a", "Write the number by itself, for example 12.5."),
        ("1e5", "Write the number by itself, for example 12.5."),
        ("٣", "Write the number by itself, for example 12.5."),
        ("1234567890", "This number is too large: at most nine digits before the point."),
        ("0.12345", "Give at most four decimals."),
    ],
)
def test_what_is_no_number_is_refused_in_words(typed, why):
    with pytest.raises(ValueError) as refusal:
        read(typed)
    assert str(refusal.value) == why


@pytest.mark.parametrize(
    ("number", "unit", "whole_words", "gap"),
    [
        ("52.0000", "% of plans", "52% of plans", "52 percentage points"),
        ("1", "% of plans", "1% of plans", "1 percentage point"),
        ("1", "days", "1 day", "1 day"),
        ("1", "families seen", "1 family seen", "1 family seen"),
        ("1204.5", "hours", "1,204.5 hours", "1,204.5 hours"),
        ("100", "per cent", "100 per cent", "100 percentage points"),
        ("-0.5", "", "-0.5", "0.5"),
    ],
)
def test_a_number_is_printed_in_the_units_own_terms(number, unit, whole_words, gap):
    value = Decimal(number)
    assert (with_unit(printed(value), unit), apart(value, unit)) == (whole_words, gap)


def test_a_number_is_kept_without_noughts_that_say_nothing():
    assert [plainly(one) for one in (Decimal("12.5000"), Decimal("100.0000"), None)] == [
        *("12.5", "100"),
        None,
    ]


def facts(**said) -> MeasureFacts:
    return whole({"text": "Heard", "unit": "% of plans", "good": "up", **said})


def readings(*values) -> list[Reading]:
    return [
        Reading(
            place, None if value is None else Decimal(value), None, date(2026, place, 28), "", "",
            None, date(2026, place, 28),
        )
        for place, value in enumerate(values, start=1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "good", "trend"),
    [
        ((), "up", ""),
        ((None,), "up", ""),
        ((52,), "up", "One reading so far: no trend yet"),
        ((52, 58), "up", "Up since the reading before: better"),
        ((58, 52), "up", "Down since the reading before: worse"),
        ((58, 52), "down", "Down since the reading before: better"),
        ((58, 52), "neither", "Down since the reading before"),
        ((52, 58, 61, 66), "up", "Up at each of the last 3 readings: better"),
        ((70, 58, 61, 66), "up", "Up at each of the last 2 readings: better"),
        ((52, 52), "up", "The same as the reading before"),
        ((50, 52, 52, 52), "up", "The same at the last 3 readings"),
        ((52, None, 58), "up", "Up since the reading before: better"),
    ],
)
def test_the_trend_is_worked_out(values, good, trend):
    assert figures(facts(good=good), readings(*values), DAY).trend == trend


@pytest.mark.parametrize(
    ("said", "latest", "difference"),
    [
        ({"baseline": "52"}, 66, "14 percentage points above the baseline: better"),
        ({"baseline": "52"}, 52, "The same as the baseline"),
        ({"baseline": "52", "good": "down"}, 66, "14 percentage points above the baseline: worse"),
        (
            {"baseline": "31", "unit": "days", "good": "down"},
            30,
            "1 day below the baseline: better",
        ),
        ({}, 66, ""),
    ],
)
def test_the_difference_is_worked_out(said, latest, difference):
    assert figures(facts(**said), readings(latest), DAY).difference == difference


TARGET = {"target": "60", "target_by": "2026-12-31", "target_agreed_on": "2025-09-04"}


@pytest.mark.parametrize(
    ("said", "latest", "reached"),
    [
        (TARGET, 60, "Target reached"),
        (TARGET, 59, "Target not reached yet"),
        ({**TARGET, "target_by": "2026-06-30"}, 59, "Target not reached by its day"),
        ({**TARGET, "good": "down"}, 59, "Target reached"),
        ({**TARGET, "good": "neither"}, 59, ""),
        ({}, 59, ""),
    ],
)
def test_whether_a_target_is_reached(said, latest, reached):
    assert figures(facts(**said), readings(latest), DAY).reached == reached


CHILDREN = {"unit": "children", "good": "down", "counts_children": True, "baseline": "9"}


@pytest.mark.parametrize(
    ("values", "exact", "said"),
    [
        ((9, 4), False, ("fewer than 5 children", "", "Down since the reading before: better")),
        ((4, 2), False, ("fewer than 5 children", "", "No trend is said of small numbers")),
        ((4, 0), False, ("0 children", "9 children below the baseline: better",
                         "Down since the reading before: better")),
        ((4, 5), False, ("5 children", "4 children below the baseline: better",
                         "Up since the reading before: worse")),
        ((4, 2), True, ("2 children", "7 children below the baseline: better",
                        "Down since the reading before: better")),
    ],
)  # fmt: skip
def test_a_small_number_of_children_is_not_given_away(values, exact, said):
    told = figures(facts(**CHILDREN), readings(*values), DAY, exact=exact)
    assert (told.latest, told.difference, told.trend) == said


def test_a_note_is_not_printed_beside_a_hidden_number():
    wrong = Reading(1, Decimal(3), None, DAY, "Three.", "", None, DAY)
    right = Reading(2, Decimal(8), None, DAY, "Three was wrong.", "", 1, DAY)
    for rows in ([wrong], [wrong, right]):
        assert [row.note for row in figures(facts(**CHILDREN), rows, DAY).lines] == [""]


def test_what_was_corrected_or_given_later_does_not_hold():
    wrong = Reading(1, Decimal(16), None, AGO, "", "", None, AGO)
    right = Reading(2, Decimal(61), None, AGO, "Turned round.", "", 1, DAY)
    then, now = (figures(facts(), [wrong, right], day) for day in (AGO, DAY))
    assert [(row.value, row.corrects) for row in then.lines] == [("16% of plans", "")]
    assert [(row.value, row.corrects) for row in now.lines] == [("61% of plans", "16% of plans")]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, set()),
        ({"unit": "days"}, set()),
        ({"baseline": Decimal(3), "baseline_on": AGO}, {"unit"}),
        ({"unit": "days", "baseline": Decimal(3)}, {"baseline_on"}),
        ({"unit": "days", "baseline_on": AGO}, {"baseline"}),
        ({"unit": "days", "target": Decimal(3)}, {"target_by", "target_agreed_on"}),
        ({"unit": "days", "target_by": DAY}, {"target", "target_agreed_on"}),
        ({"unit": "days", "target": Decimal(3), "target_by": DAY,
          "target_agreed_on": date(2026, 10, 1)}, {"target_agreed_on"}),
        ({"unit": "% of plans", "baseline": Decimal(101), "baseline_on": AGO}, {"baseline"}),
        ({"unit": "% of plans", "counts_children": True}, {"counts_children"}),
        ({"unit": "children", "counts_children": True, "baseline": Decimal("2.5"),
          "baseline_on": AGO}, {"baseline"}),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_said_beside_its_field(said, wrong):
    assert set(faults(Counting(**said), DAY)) == wrong
