"""On which days whom to ask: the rules as tables, and what holds for every window."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders.enums import ReminderKind as K
from reminders.rules.steps import (
    CHAIR,
    COORDINATOR,
    DEPUTY,
    LEAD,
    Asking,
    due_step,
    sent_back_due,
    steps,
)
from timescales.working_days import is_working

MON, TUE, WED, THU, FRI = range(5)
# Monday 3, a bank holiday in Scotland, to Friday 28 August 2026
AUGUST = Asking(date(2026, 8, 3), date(2026, 8, 28))


def aug(day: int) -> date:
    return date(2026, 8, day)


def days(asking: Asking, mail_day: int | None = None) -> dict[K, date]:
    return dict(steps(asking, mail_day))


def test_steps_of_a_window():
    assert days(AUGUST) == {
        K.OPENED: aug(4),  # after the bank holiday
        K.REMINDER: aug(21),
        K.LAST: aug(26),
        K.DEPUTY: aug(31),  # the Saturday after the closing moves to Monday
        K.CHAIR: aug(31),
        K.COORDINATOR: aug(31),
    }


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        (aug(8), aug(28), aug(10)),  # Saturday to Monday
        (aug(9), aug(28), aug(10)),  # Sunday to Monday
        (aug(1), aug(28), aug(4)),  # Saturday past the bank holiday on Monday
        (aug(28), aug(30), aug(28)),  # a Friday stays
        (aug(27), aug(30), aug(27)),
        (aug(29), aug(30), aug(29)),  # open on one weekend only: on that weekend
    ],
)
def test_opening_on_a_weekend(opens, closes, expected):
    assert days(Asking(opens, closes))[K.OPENED] == expected


@pytest.mark.parametrize(
    ("closes", "before", "expected"),
    [
        (aug(31), 2, aug(31)),  # Saturday 29 to Monday 31, the last day
        (aug(30), 1, aug(28)),  # Monday would be past the closing: the Friday before
        (aug(30), 0, aug(28)),
        (aug(29), 0, aug(28)),
        (aug(28), 0, aug(28)),
    ],
)
def test_last_reminder_on_a_weekend(closes, before, expected):
    assert days(Asking(aug(3), closes, last_before=before))[K.LAST] == expected


@pytest.mark.parametrize(
    ("mail_day", "opened", "reminder", "last"),
    [
        (None, aug(4), aug(21), aug(26)),
        (MON, aug(10), aug(24), aug(26)),  # Monday 31 is past the closing: the day it is due
        (TUE, aug(4), aug(25), aug(26)),
        (WED, aug(5), aug(26), aug(26)),
        (THU, aug(6), aug(27), aug(27)),
        (FRI, aug(7), aug(21), aug(28)),
    ],
)
def test_preferred_weekday(mail_day, opened, reminder, last):
    found = days(AUGUST, mail_day)

    assert (found[K.OPENED], found[K.REMINDER], found[K.LAST]) == (opened, reminder, last)


@pytest.mark.parametrize(
    ("opens", "closes", "kinds"),
    [
        (aug(20), aug(28), [K.OPENED, K.REMINDER, K.LAST]),
        (aug(21), aug(28), [K.OPENED, K.LAST]),  # the reminder would not come after the opening
        (aug(26), aug(28), [K.OPENED]),
        (aug(28), aug(28), [K.OPENED]),
    ],
)
def test_short_window_has_fewer_steps(opens, closes, kinds):
    assert [step.kind for step in steps(Asking(opens, closes))][: len(kinds) + 1] == [
        *kinds,
        K.DEPUTY,
    ]


@pytest.mark.parametrize(
    ("today", "kind"),
    [
        (aug(2), None),
        (aug(3), None),  # nor on a bank holiday
        (aug(4), K.OPENED),
        (aug(7), K.OPENED),
        (aug(8), None),  # nobody is written to on a Saturday
        (aug(21), K.REMINDER),
        (aug(25), K.REMINDER),
        (aug(26), K.LAST),  # all three missed: only the latest
        (aug(28), K.LAST),
        (aug(29), None),
        (aug(31), None),
    ],
)
def test_step_that_a_lead_is_due(today, kind):
    step = due_step(AUGUST, LEAD, today)

    assert (step and step.kind) == kind


def test_missed_step_is_made_up_for_on_the_weekend_that_ends_the_window():
    asking = Asking(aug(3), aug(30))

    assert due_step(asking, LEAD, aug(29)).kind == K.LAST


@pytest.mark.parametrize("kinds", [DEPUTY, CHAIR, COORDINATOR])
@pytest.mark.parametrize(
    ("today", "due"),
    [
        (aug(28), False),
        (aug(29), False),
        (aug(31), True),
        (date(2026, 9, 14), True),
        (date(2026, 9, 15), False),  # too late to be made up for
    ],
)
def test_step_after_the_closing(kinds, today, due):
    assert (due_step(AUGUST, kinds, today) is not None) == due


@pytest.mark.parametrize(
    ("checked", "today", "due"),
    [
        (aug(26), aug(26), False),
        (aug(26), aug(27), True),
        (aug(28), aug(29), False),
        (aug(28), aug(31), True),
        (aug(3), aug(27), True),
        (date(2026, 11, 27), date(2026, 11, 30), False),  # St Andrew's Day
        (date(2026, 11, 27), date(2026, 12, 1), True),
    ],
)
def test_sent_back_is_told_on_the_next_working_day(checked, today, due):
    assert sent_back_due(checked, today, "scotland") == due


@pytest.mark.parametrize(
    ("nation", "last", "chair"),
    [
        # closing on Easter Monday with the last reminder due on it, and three days later
        ("scotland", date(2026, 4, 6), date(2026, 4, 9)),
        ("england", date(2026, 4, 2), date(2026, 4, 9)),
        ("wales", date(2026, 4, 2), date(2026, 4, 9)),
    ],
)
def test_closing_before_the_next_working_day_is_asked_about_on_the_last_one(nation, last, chair):
    easter = Asking(date(2026, 3, 23), date(2026, 4, 6), last_before=0, nation=nation)

    assert (days(easter)[K.LAST], days(easter)[K.CHAIR]) == (last, chair)


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        (date(2026, 4, 2), True),
        (date(2026, 4, 3), False),  # Good Friday
        (date(2026, 4, 4), True),  # the Saturday: Tuesday would be past the closing
        (date(2026, 4, 6), False),  # Easter Monday
    ],
)
def test_missed_step_is_not_made_up_for_on_a_bank_holiday(today, asked):
    easter = Asking(date(2026, 3, 23), date(2026, 4, 6), last_before=0, nation="england")

    assert (due_step(easter, LEAD, today) is not None) == asked


def test_window_without_a_working_day_is_asked_about_all_the_same():
    christmas = Asking(date(2026, 12, 25), date(2026, 12, 27))

    assert due_step(christmas, LEAD, date(2026, 12, 25)).kind == K.OPENED


def test_preferred_weekday_that_is_a_bank_holiday_delays_nothing():
    november = Asking(date(2026, 11, 25), date(2026, 12, 18))
    of_england = Asking(date(2026, 11, 25), date(2026, 12, 18), nation="england")

    assert days(november, MON)[K.OPENED] == date(2026, 11, 25)
    assert days(of_england, MON)[K.OPENED] == date(2026, 11, 30)


NEW_YEAR = date(2026, 1, 1)
windows = st.builds(
    lambda first, length, last, between, deputy, chair, nation: Asking(
        NEW_YEAR + timedelta(days=first),
        NEW_YEAR + timedelta(days=first + length),
        last + between,
        last,
        deputy,
        deputy + chair,
        nation,
    ),
    st.integers(0, 730),
    st.integers(0, 60),
    st.integers(0, 10),
    st.integers(1, 20),
    st.integers(1, 5),
    st.integers(1, 9),
    st.sampled_from(["scotland", "england", "wales"]),
)
weekdays = st.none() | st.integers(MON, FRI)


@given(windows, weekdays)
def test_leads_are_asked_while_the_window_is_open(asking, mail_day):
    asked = [step.due for step in steps(asking, mail_day) if step.kind in LEAD]

    assert all(asking.opens_on <= day <= asking.closes_on for day in asked)
    assert asked == sorted(asked)


@given(windows, weekdays)
def test_nobody_is_asked_on_a_day_of_rest_that_can_be_avoided(asking, mail_day):
    length = (asking.closes_on - asking.opens_on).days + 1
    open_days = [asking.opens_on + timedelta(days=offset) for offset in range(length)]
    works = any(is_working(day, asking.nation) for day in open_days)
    for step in steps(asking, mail_day):
        assert is_working(step.due, asking.nation) or (step.kind in LEAD and not works)


@given(windows, weekdays)
def test_preferred_day_delays_by_less_than_a_week(asking, mail_day):
    usual, chosen = days(asking), days(asking, mail_day)

    assert set(usual) == set(chosen)
    assert all(0 <= (chosen[kind] - usual[kind]).days < 7 for kind in usual)


@given(windows, weekdays, st.integers(0, 2**64 - 1))
def test_lead_hears_of_each_step_once_however_often_the_server_is_down(asking, mail_day, down):
    """Day by day, on a server that is down on the days of the bits of `down`."""
    told = []
    for offset in range(64):
        today = asking.opens_on + timedelta(days=offset)
        step = None if down >> offset & 1 else due_step(asking, LEAD, today, mail_day)
        if step and step.kind not in told:
            told.append(step.kind)

    assert told == [kind for kind in LEAD if kind in told]


@given(windows, weekdays)
def test_every_lead_is_asked_at_least_once(asking, mail_day):
    length = (asking.closes_on - asking.opens_on).days + 1
    asked = [
        due_step(asking, LEAD, asking.opens_on + timedelta(days=offset), mail_day)
        for offset in range(length)
    ]

    assert any(asked)
