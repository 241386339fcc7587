from datetime import date, timedelta

import pytest

from demonstration.rules import Timetable

AUGUST, APRIL = (2, 5, 8, 11), (1, 4, 7, 10)
DAYS = [date(2026, 11, 21) + timedelta(days=n) for n in range(0, 3 * 366, 5)]


@pytest.mark.parametrize(
    ("today", "years", "months", "start", "end"),
    [
        (date(2026, 11, 21), 2, AUGUST, date(2025, 8, 1), date(2027, 7, 31)),
        (date(2027, 1, 31), 2, AUGUST, date(2025, 8, 1), date(2027, 7, 31)),
        (date(2027, 2, 1), 2, AUGUST, date(2025, 11, 1), date(2027, 10, 31)),
        (date(2026, 11, 21), 1, AUGUST, date(2026, 2, 1), date(2027, 1, 31)),
        (date(2026, 11, 21), 2, APRIL, date(2025, 7, 1), date(2027, 6, 30)),
        (date(2028, 2, 29), 1, APRIL, date(2027, 4, 1), date(2028, 3, 31)),
    ],
)
def test_period(today, years, months, start, end):
    timetable = Timetable(today, years, months)

    assert (timetable.period_start, timetable.period_end) == (start, end)


@pytest.mark.parametrize("years", [1, 2])
@pytest.mark.parametrize("months", [AUGUST, APRIL])
def test_whatever_the_day_the_window_is_open_and_the_plan_runs(years, months):
    for today in DAYS:
        timetable = Timetable(today, years, months)

        assert timetable.opens(0) <= today <= timetable.closes(0)
        assert timetable.period_start < today <= timetable.period_end
        assert timetable.meeting(0).weekday() == 2


@pytest.mark.parametrize("years", [1, 2])
def test_whatever_the_day_nothing_is_said_before_the_plan_or_after_today(years):
    for today in DAYS:
        timetable = Timetable(today, years, AUGUST)
        said = [timetable.said_on(q, turn) for q in range(2 + years, -1, -1) for turn in range(14)]

        assert timetable.period_start <= min(said)
        assert max(said) <= today


def test_year_one_of_a_two_year_plan_is_over_for_at_most_six_months():
    for today in DAYS:
        ended = Timetable(today, 2, AUGUST).year_end(1)

        assert timedelta(0) < today - ended <= timedelta(days=185)


def test_an_update_is_late_when_it_comes_after_the_window_closed():
    timetable = Timetable(date(2026, 11, 21), 2, AUGUST)

    assert timetable.said_on(1, 0, late=True) - timetable.closes(1) == timedelta(days=2)


@pytest.mark.parametrize(
    ("words", "filled"),
    [
        ("By end of Year 1 {year1}", "By end of Year 1 31 July 2026"),
        ("By end of Year 2 {year2}", "By end of Year 2 31 July 2027"),
        ("Ongoing {span}", "Ongoing 2025 – 2027"),
        ("{month+4}", "March, 2027"),
        ("By {month-1}", "By October, 2026"),
        ("As required", "As required"),
    ],
)
def test_words_are_filled_in(words, filled):
    assert Timetable(date(2026, 11, 21), 2, AUGUST).words(words) == filled
