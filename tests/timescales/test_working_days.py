"""Bank holidays by nation, as gov.uk/bank-holidays prints them."""

from datetime import date

import pytest

from committees.enums import Nation
from timescales.working_days import SUBDIVISIONS, is_working, last_working, next_working


@pytest.mark.parametrize(
    ("day", "scotland", "england", "wales"),
    [
        (date(2026, 1, 1), False, False, False),
        (date(2026, 1, 2), False, True, True),
        (date(2027, 1, 4), False, True, True),  # for 2 January, a Saturday
        (date(2026, 4, 3), False, False, False),  # Good Friday
        (date(2026, 4, 6), True, False, False),  # Easter Monday
        (date(2026, 8, 3), False, True, True),
        (date(2026, 8, 31), True, False, False),
        (date(2026, 11, 30), False, True, True),  # St Andrew's Day
        (date(2024, 12, 2), False, True, True),  # for St Andrew's Day, a Saturday
        (date(2027, 12, 27), False, False, False),  # for Christmas Day, a Saturday
        (date(2027, 12, 28), False, False, False),  # for Boxing Day, a Sunday
        (date(2027, 12, 29), True, True, True),
        (date(2026, 11, 28), False, False, False),  # a Saturday
        (date(2026, 12, 1), True, True, True),
    ],
)
def test_working_days_of_each_nation(day, scotland, england, wales):
    works = [is_working(day, nation) for nation in ("scotland", "england", "wales")]

    assert works == [scotland, england, wales]


def test_working_days_round_new_year():
    eve, after = date(2026, 12, 31), date(2027, 1, 5)

    assert next_working(date(2027, 1, 1), "scotland") == after
    assert last_working(date(2027, 1, 4), "scotland") == eve
    assert next_working(date(2027, 1, 1), "england") == date(2027, 1, 4)
    assert (next_working(eve, "wales"), last_working(eve, "wales")) == (eve, eve)


def test_every_nation_of_an_area_has_a_calendar():
    assert set(SUBDIVISIONS) == set(Nation.values)
