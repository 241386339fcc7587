"""What a printed number says of the number behind it."""

from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure import Mode, Rounding
from disclosure import facts as made
from disclosure.printed import interval

DECIMAL = {
    Mode.HALF_UP: ROUND_HALF_UP,
    Mode.HALF_EVEN: ROUND_HALF_EVEN,
    Mode.HALF_DOWN: ROUND_HALF_DOWN,
    Mode.DOWN: ROUND_DOWN,
    Mode.UP: ROUND_UP,
}


@given(st.integers(-400, 400), st.integers(-40, 40), st.sampled_from(sorted(DECIMAL)))
def test_interval_holds_exactly_what_prints_so(twentieths, tenths, mode):
    number = Decimal(twentieths) / 20
    value = Decimal(tenths) / 10

    prints = number.quantize(Decimal("0.1"), DECIMAL[mode]) == value

    assert (
        interval(value, Rounding(step=Decimal("0.1"), mode=mode)).holds(Fraction(number)) == prints
    )


@pytest.mark.parametrize(
    ("value", "mode", "expected"),
    [
        ("10", None, (10, 10)),
        ("10", Mode.HALF_UP, (8, 12)),
        ("10", Mode.CONTROLLED, (6, 14)),
        ("0", Mode.CONTROLLED, (-4, 4)),
        ("-10", Mode.CONTROLLED, (-14, -6)),
        ("0", Mode.UP, (0, 0)),
    ],
)
def test_whole_numbers_behind_a_count(value, mode, expected):
    rounding = None if mode is None else Rounding(step=Decimal(5), mode=mode)

    assert interval(Decimal(value), rounding).whole() == expected


@given(
    st.integers(0, 60), st.integers(1, 60), st.integers(0, 60), st.integers(1, 60),
    st.sampled_from(["0.1", "1", "5"]), st.booleans(),
)  # fmt: skip
def test_ratio_s_facts_are_the_interval_in_whole_numbers(top, bottom, other, whole, step, known):
    rounding = Rounding(step=Decimal(step))
    steps = Decimal(100 * top) / bottom / rounding.step
    printed = steps.quantize(Decimal(1), ROUND_HALF_UP) * rounding.step
    here = interval(printed, rounding)

    facts = list(made.ratio("a", whole if known else "n", 100, here))

    holds = all(fact.holds({"a": other, "n": whole}) for fact in facts)
    assert holds == here.holds(Fraction(100 * other, whole))


def test_facts_are_in_their_lowest_terms():
    assert made.fact({"a": 4, "b": -6, "c": 0}, -3, 7) == made.Fact((("a", 2), ("b", -3)), -1, 3)
    assert made.fact([("a", 1), ("a", -1)], 0, 0).terms == ()
