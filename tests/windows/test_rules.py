"""Which windows a calendar asks for: a table of cases, and that asking again wants nothing."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from committees.models import Offsets
from windows.rules import AHEAD, Held, Kept, Wanted, wanted

BEGINS, TODAY = date(2026, 4, 1), date(2026, 7, 1)
SEPTEMBER = Held(1, date(2026, 9, 10))  # 13 to 27 August


def ask(meetings=(SEPTEMBER,), windows=(), *, today=TODAY, begins=BEGINS, days=None) -> Wanted:
    return wanted(meetings, list(windows), days or Offsets(), begins=begins, today=today)


def kept(opens, closes, *, meeting=1, automatic=True, pk=7, label="Summer") -> Kept:
    return Kept(pk, label, opens, closes, meeting, automatic)


def made(found: Wanted) -> list[tuple[str, str]]:
    return [(slot.opens.isoformat(), slot.closes.isoformat()) for slot in found.make]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 8, 13) - AHEAD - timedelta(1), []),  # too far ahead
        (date(2026, 8, 13) - AHEAD, [("2026-08-13", "2026-08-27")]),
        (date(2026, 8, 13), [("2026-08-13", "2026-08-27")]),
        (date(2026, 8, 20), [("2026-08-20", "2026-08-27")]),  # opens today, never in the past
        (date(2026, 8, 27), [("2026-08-27", "2026-08-27")]),
        (date(2026, 8, 28), []),  # its time has passed
    ],
)
def test_window_is_made_in_time(today, expected):
    assert made(ask(today=today, begins=date(2026, 1, 1))) == expected


def test_window_never_opens_before_the_plan_begins():
    assert made(ask(begins=date(2026, 8, 20))) == [("2026-08-20", "2026-08-27")]
    assert made(ask(begins=date(2026, 8, 28))) == []


def test_window_bears_the_name_of_its_meeting():
    assert [slot.label for slot in ask().make] == ["For the meeting of 10 September 2026"]


@pytest.mark.parametrize(
    "window",
    [
        kept(date(2026, 6, 20), date(2026, 7, 5)),  # open
        kept(date(2026, 5, 1), date(2026, 5, 9)),  # closed
        kept(date(2026, 10, 1), date(2026, 10, 9), automatic=False),  # set by a person
    ],
)
def test_opened_and_manual_windows_are_left_alone(window):
    assert not ask(windows=[window])


def test_window_moves_with_its_meeting():
    found = ask(windows=[kept(date(2026, 8, 6), date(2026, 8, 20))])

    assert [(slot.window, slot.opens) for slot in found.move] == [(7, date(2026, 8, 13))]
    assert (found.make, found.drop) == ([], [])


def test_window_whose_meeting_comes_too_soon_is_taken_away():
    soon = Held(1, TODAY + timedelta(3))

    assert ask([soon], [kept(date(2026, 8, 6), date(2026, 8, 20))]).drop == [7]


def test_meeting_that_left_its_open_window_behind_is_told_of():
    opened = kept(date(2026, 6, 20), date(2026, 7, 5), label="For the meeting of 20 July 2026")

    assert [row.why for row in ask(windows=[opened]).skipped] == [
        "Its window had opened, on 20 June 2026, before the meeting was moved. It keeps its days."
    ]


def test_overlap_is_skipped_with_a_reason():
    found = ask(windows=[kept(date(2026, 8, 20), date(2026, 9, 1), meeting=None, automatic=False)])

    assert (made(found), [row.why for row in found.skipped]) == (
        [],
        [
            "Its days, 13 August to 27 August 2026, would overlap “Summer” "
            "(20 August to 1 September 2026)."
        ],
    )


def test_earlier_of_two_meetings_gets_the_days():
    found = ask([Held(2, date(2026, 9, 17)), SEPTEMBER])

    assert [slot.meeting for slot in found.make] == [1]
    assert [row.meeting for row in found.skipped] == [2]


def test_manual_window_for_the_meeting_takes_the_place_of_the_one_that_waits():
    waits = kept(date(2026, 8, 13), date(2026, 8, 27))
    own = kept(date(2026, 7, 20), date(2026, 7, 30), automatic=False, pk=8)

    assert ask(windows=[waits, own]).drop == [7]


def apply(windows: list[Kept], found: Wanted) -> list[Kept]:
    """The windows after everything that was wanted was written."""
    moved = {slot.window: slot for slot in found.move}
    rows = [row for row in windows if row.pk not in {*moved, *found.drop}]
    rows += [
        Kept(pk, slot.label, slot.opens, slot.closes, slot.meeting, True)
        for pk, slot in moved.items()
    ]
    first = max((row.pk for row in windows), default=0) + 1
    return rows + [
        Kept(first + place, slot.label, slot.opens, slot.closes, slot.meeting, True)
        for place, slot in enumerate(found.make)
    ]


DAYS = st.integers(-60, 300).map(lambda number: TODAY + timedelta(number))
CALENDARS = st.lists(DAYS, max_size=6, unique=True).map(
    lambda days: [Held(place, day) for place, day in enumerate(days)]
)
WINDOWS = st.lists(st.tuples(DAYS, st.integers(0, 20), st.booleans()), max_size=4)


@settings(deadline=None)
@given(before=CALENDARS, after=CALENDARS, own=WINDOWS, later=st.integers(0, 40))
def test_asking_again_wants_nothing_and_no_two_overlap(before, after, own, later):
    windows: list[Kept] = []
    for pk, (opens, length, _) in enumerate(own, start=100):
        row = Kept(pk, "Own", opens, opens + timedelta(length), None, False)
        if all(row.opens > item.closes or row.closes < item.opens for item in windows):
            windows.append(row)
    first = apply(windows, ask(before, windows))
    day = TODAY + timedelta(later)
    second = apply(first, ask(after, first, today=day))

    assert not ask(after, second, today=day)
    assert [row for row in first if not row.waits(day)] == [
        row for row in second if row in first and not row.waits(day)
    ]
    order = sorted((row.opens, row.closes) for row in second)
    assert all(one[1] < two[0] for one, two in pairwise(order))
    assert all(row.opens >= day for row in second if row not in first)
