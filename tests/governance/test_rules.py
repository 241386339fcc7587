"""A committee's year, terms of office, vacancies and attendance: rules as tables."""

from datetime import date

import pytest

from governance.rules.terms import (
    Ends,
    Office,
    induction_words,
    length,
    review_words,
    term_on,
)
from governance.rules.vacancies import seats_of
from governance.rules.year import Year, said_of, sittings, year_from, year_of
from meetings.enums import Attended
from meetings.rules.attendance import SeatTaken, Tally, by_agency, tally

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("day", "first_month", "starts", "ends", "name"),
    [
        (date(2026, 7, 31), 8, date(2025, 8, 1), date(2026, 7, 31), "2025/26"),
        (date(2026, 8, 1), 8, date(2026, 8, 1), date(2027, 7, 31), "2026/27"),
        (date(2026, 3, 31), 4, date(2025, 4, 1), date(2026, 3, 31), "2025/26"),
        (date(2028, 2, 29), 3, date(2027, 3, 1), date(2028, 2, 29), "2027/28"),
        (date(2026, 12, 31), 1, date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (date(1999, 9, 1), 8, date(1999, 8, 1), date(2000, 7, 31), "1999/00"),
    ],
)
def test_year_holds_its_day(day, first_month, starts, ends, name):
    year = year_of(day, first_month)

    assert (year, year.name, year.holds(day)) == (Year(starts, ends), name, True)
    assert year_from(starts.year, first_month) == year


def days(*months):
    return [date(2026, month, 10) for month in months]


@pytest.mark.parametrize(
    ("ordinary", "extraordinary", "first_month", "today", "words"),
    [
        (days(2, 5, 9, 11), [], 1, TODAY, "4 held, 0 planned."),
        (days(2, 5, 9, 12), days(6), 1, TODAY, "3 held, 1 planned; 1 extraordinary besides."),
        (days(2, 5), days(6), 1, TODAY,
         "2 held, 0 planned, 2 missing of at least 4 (no day set); 1 extraordinary besides."),
        (days(2, 5, 9), [], 1, date(2027, 1, 1), "3 held, 1 missing of at least 4 (not held)."),
        ([date(2026, 11, 29)], [], 1, TODAY,
         "1 held, 0 planned, 3 missing of at least 4 (no day set)."),
        (days(2), [], 4, TODAY, "0 held, 0 planned, 4 missing of at least 4 (no day set)."),
    ],
)  # fmt: skip
def test_meetings_of_a_year_in_a_sentence(ordinary, extraordinary, first_month, today, words):
    year = year_from(2026, first_month)

    row = sittings(year, ordinary, extraordinary, 4, today)

    assert said_of(year, row, today) == words


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (date(2025, 1, 1), date(2027, 12, 31), "3 years"),
        (date(2025, 1, 1), date(2025, 12, 31), "1 year"),
        (date(2025, 1, 1), date(2026, 6, 30), "1 year 6 months"),
        (date(2025, 1, 1), date(2025, 1, 31), "1 month"),
        (date(2025, 1, 1), date(2026, 1, 14), "about 1 year"),
        (date(2025, 1, 1), date(2025, 1, 1), "1 day"),
        (date(2025, 1, 1), date(2025, 1, 20), "20 days"),
    ],
)
def test_length_of_a_term(starts, ends, words):
    assert length(Office(starts, ends)) == words


FIRST = Office(date(2020, 1, 1), date(2022, 12, 31))
SECOND = Office(date(2023, 1, 1), date(2026, 12, 31))
THIRD = Office(date(2027, 1, 1), date(2029, 12, 31))
LONG = Office(date(2026, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("terms", "seat_ends", "ends"),
    [
        ([], None, Ends(None)),
        ([FIRST], None, Ends(FIRST, over=True)),
        ([FIRST, SECOND], None, Ends(SECOND, soon=True)),
        ([SECOND, FIRST, THIRD], None, Ends(SECOND)),
        ([THIRD], None, Ends(THIRD)),
        ([LONG], None, Ends(LONG)),
        (
            [LONG],
            date(2026, 12, 31),
            Ends(Office(LONG.starts, date(2026, 12, 31)), soon=True),
        ),
    ],
)
def test_term_that_counts(terms, seat_ends, ends):
    assert term_on(terms, seat_ends, TODAY) == ends


def test_what_is_not_recorded_is_not_said_to_be_undone():
    assert [
        induction_words(recorded=False, done_on=None),
        induction_words(recorded=True, done_on=None),
        induction_words(recorded=True, done_on=date(2026, 1, 15)),
        Ends(None).words,
        Ends(FIRST, over=True).words,
        Ends(SECOND).words,
    ] == [
        "Not recorded",
        "Not done yet",
        "Done on 15 January 2026",
        "Not recorded",
        "3 years, from 1 January 2020; it ended on 31 December 2022",
        "4 years, from 1 January 2023 to 31 December 2026",
    ]


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (None, "No day is set for the next review"),
        (date(2026, 11, 28), "Overdue by 1 day"),
        (date(2026, 11, 1), "Overdue by 28 days"),
        (date(2026, 11, 29), "Due soon"),
        (date(2027, 2, 27), "Due soon"),
        (date(2027, 2, 28), ""),
    ],
)
def test_review_of_a_strategy(due_on, words):
    assert review_words(due_on, TODAY) == words


def test_seats_of_no_agency_take_members_of_those_that_have_none_of_their_own():
    places = [
        (1, "Member, Police", (7, "member"), 2),
        (2, "Member", (None, "member"), 1),
        (3, "Chair", (None, "chair"), 1),
    ]
    members = [(7, "member"), (8, "member"), (None, "member"), (8, "adviser")]

    rows = seats_of(places, members)

    assert [(row.place, row.taken, row.vacant, row.beyond) for row in rows] == [
        (1, 1, 1, 0),
        (2, 2, 0, 1),
        (3, 0, 1, 0),
    ]


def test_attendance_counts_each_seat_once_by_agency():
    seats = [
        SeatTaken("Police", Attended.PRESENT),
        SeatTaken("Police", Attended.DEPUTY),
        SeatTaken("Police", None),
        SeatTaken("", Attended.APOLOGIES),
        SeatTaken("Health", Attended.ABSENT),
    ]

    assert by_agency(seats) == [
        Tally("Health", 0, 0, 0, 1, 0),
        Tally("Police", 1, 1, 0, 0, 1),
        Tally("No agency named", 0, 0, 1, 0, 0),
    ]
    whole = tally("All", seats)
    assert (whole.seats, whole.told, whole.taken) == (5, 4, 2)
