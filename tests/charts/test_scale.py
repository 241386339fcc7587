"""Axes have round steps, begin at nought and hold all that is printed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.scale import MOST_STEPS, axis_of
from charts.values import Printed, Unit


def cells(*texts):
    return [Printed.of(text) for text in texts]


@pytest.mark.parametrize(
    ("texts", "ticks"),
    [
        ((), "0 1"),
        (("0",), "0 1"),
        (("0", "0", "0"), "0 1"),
        (("1",), "0 1"),
        (("4", "4"), "0 1 2 3 4"),
        (("6",), "0 2 4 6"),
        (("39", "30"), "0 10 20 30 40"),
        (("61",), "0 20 40 60 80"),
        (("502",), "0 200 400 600"),
        (("1,234,567",), "0 500,000 1,000,000 1,500,000"),
        (("2.4", "1.7"), "0.0 0.5 1.0 1.5 2.0 2.5"),
        (("0.03",), "0.00 0.01 0.02 0.03"),
        (("−0.4", "2.1"), "−1 0 1 2 3"),
        (("−7", "−3"), "−8 −6 −4 −2 0"),
        (("100",), "0 20 40 60 80 100"),
    ],
)
def test_ticks(texts, ticks):
    axis = axis_of(cells(*texts))

    assert " ".join(axis.words(tick) for tick in axis.ticks) == ticks


@pytest.mark.parametrize(
    ("texts", "ticks"),
    [
        (("91%", "97%"), "90% 92% 94% 96% 98%"),
        (("95%", "95%"), "0% 20% 40% 60% 80% 100%"),
        (("1%", "9%"), "0% 2% 4% 6% 8% 10%"),
    ],
)
def test_an_axis_that_does_not_begin_at_nought(texts, ticks):
    axis = axis_of(cells(*texts), from_nought=False, unit=Unit.PERCENTAGE)

    assert " ".join(axis.words(tick) for tick in axis.ticks) == ticks


@given(st.lists(st.integers(-(10**9), 10**9), max_size=8), st.integers(0, 4), st.booleans())
def test_an_axis_holds_everything_in_few_round_steps(numbers, places, from_nought):
    values = [Decimal(number).scaleb(-places) for number in numbers]
    shown = [Printed(value, f"{value:,f}") for value in values]
    axis = axis_of(shown, from_nought=from_nought)

    assert all(axis.low <= value <= axis.high for value in values)
    assert 1 < len(axis.ticks) <= MOST_STEPS + 1
    assert axis.step.normalize().as_tuple().digits in ((1,), (2,), (5,))
    assert not from_nought or axis.low <= 0 <= axis.high
    assert all(0 <= axis.share(value) <= 1 for value in values)
