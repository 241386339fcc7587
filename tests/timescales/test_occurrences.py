"""The days on which recurring work falls due, and what a timescale says of them."""

from datetime import date

import pytest

from timescales.enums import Recurrence, Tied
from timescales.occurrences import meeting_days, next_day, rhythm_days, tied_to, times_each

R = Recurrence
AUGUST = date(2026, 8, 1)


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


@pytest.mark.parametrize(
    ("recurrence", "since", "until", "expected"),
    [
        (R.MONTHLY, AUGUST, date(2026, 10, 30), days("2026-08-31", "2026-09-30")),
        (R.MONTHLY, date(2026, 9, 1), date(2026, 9, 30), days("2026-09-30")),
        (R.MONTHLY, date(2027, 2, 1), date(2027, 3, 30), days("2027-02-28")),
        (R.QUARTERLY, AUGUST, date(2027, 7, 31), days(
            "2026-10-31", "2027-01-31", "2027-04-30", "2027-07-31")),
        (R.TWICE_YEARLY, AUGUST, date(2027, 7, 30), days("2027-01-31")),
        (R.ANNUALLY, AUGUST, date(2028, 7, 31), days("2027-07-31", "2028-07-31")),
        (R.BIENNIALLY, AUGUST, date(2028, 7, 31), days("2028-07-31")),
        (R.WEEKLY, AUGUST, date(2026, 8, 20), days("2026-08-07", "2026-08-14")),
        ("", AUGUST, date(2030, 1, 1), []),
        (R.MONTHLY, date(2026, 10, 1), date(2026, 9, 30), []),
    ],
)  # fmt: skip
def test_a_rhythm_falls_due_at_the_end_of_each_turn(recurrence, since, until, expected):
    assert rhythm_days(recurrence, AUGUST, since, until) == expected


@pytest.mark.parametrize(
    ("recurrence", "expected"),
    [
        (R.WEEKLY, days("2027-03-24", "2027-03-31")),
        (R.MONTHLY, days("2027-03-24")),
        (R.ANNUALLY, days("2027-03-24")),
    ],
)
def test_a_first_day_that_is_named_comes_first(recurrence, expected):
    first, until = date(2027, 3, 24), date(2027, 4, 1)

    assert rhythm_days(recurrence, AUGUST, AUGUST, until, first) == expected


@pytest.mark.parametrize(
    ("recurrence", "after", "expected"),
    [
        (R.MONTHLY, date(2026, 8, 30), date(2026, 8, 31)),
        (R.MONTHLY, date(2026, 8, 31), date(2026, 9, 30)),
        (R.ANNUALLY, AUGUST, date(2027, 7, 31)),
        ("", AUGUST, None),
    ],
)
def test_the_next_day_comes_after(recurrence, after, expected):
    assert next_day(recurrence, AUGUST, after) == expected


def test_meetings_of_a_stretch_in_order():
    held = days("2026-12-10", "2026-09-10", "2026-09-10", "2027-03-10")

    assert meeting_days(held, AUGUST, date(2026, 12, 10)) == days("2026-09-10", "2026-12-10")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("5 dip-sample reviews carried out monthly", 5),
        ("5 dip samples monthly", 5),
        ("Two briefings each quarter", 2),
        ("0 reviews monthly", 1),
        ("Monthly", 1),
        ("3 monthly", 1),
        ("6-monthly", 1),
        ("4 times a year", 1),
        ("two weekly", 1),
        ("Quarterly subgroup meetings", 1),
    ],
)
def test_how_many_are_wanted_each_time(words, expected):
    assert times_each(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("COG report submitted prior to each COG", Tied.CHIEF_OFFICERS),
        ("before each meeting of the Chief Officers Group", Tied.CHIEF_OFFICERS),
        ("When planning CPC meetings", Tied.COMMITTEE),
        ("Risk Register is reviewed and reported at quarterly CPC / COG.", Tied.COMMITTEE),
        ("at each COG and CPC", Tied.CHIEF_OFFICERS),
        ("at each meeting", Tied.COMMITTEE),
    ],
)
def test_whose_meetings_a_timescale_names(words, expected):
    assert tied_to(words) == expected
