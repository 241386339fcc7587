"""A calendar as a file holds whatever a name holds."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from committees.queries.calendars import Entry, calendar_file


@pytest.mark.parametrize(
    "name", ["Training\ngroup", "Training\r\n\x0bgroup\x00", "Training\u2028group"]
)
def test_a_name_with_a_line_break_makes_a_calendar(name):
    entries = [Entry("meeting-1", date(2026, 9, 1), f"{name}: meeting")]
    calendar = Calendar.from_ical(calendar_file(name, entries, datetime(2026, 8, 1, tzinfo=UTC)))

    assert (calendar["x-wr-calname"], [str(row["summary"]) for row in calendar.events]) == (
        "Training group",
        ["Training group: meeting"],
    )
