"""One printing of days and moments."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timescales import date_format
from timescales.days import Period
from timescales.timescale import understand

DAY = date(2026, 9, 3)


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        (date_format.long_day, "3 September 2026"),
        (date_format.short_day, "3 Sep 2026"),
        (date_format.weekday, "Thursday 3 September 2026"),
        (date_format.month, "September 2026"),
    ],
)
def test_day(form, printed):
    assert form(DAY) == printed


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        (date_format.day_range, "3 September 2026 to 12 January 2027"),
        (date_format.short_range, "3 September to 12 January 2027"),
    ],
)
def test_range(form, printed):
    assert form(DAY, date(2027, 1, 12)) == printed


@pytest.mark.parametrize(
    ("hour", "minute", "printed"),
    [
        (0, 0, "12:00 am"), (0, 30, "12:30 am"), (9, 5, "9:05 am"), (11, 59, "11:59 am"),
        (12, 0, "12:00 pm"), (14, 5, "2:05 pm"), (23, 59, "11:59 pm"),
    ],
)  # fmt: skip
def test_moment(hour, minute, printed):
    moment = datetime(2026, 9, 3, hour, minute, tzinfo=UTC)

    assert date_format.clock(moment) == printed
    assert date_format.long_moment(moment) == f"3 September 2026 at {printed}"


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_what_we_print_is_read_as_that_day(day):
    assert understand(date_format.long_day(day), Period(day, day)).due == day
