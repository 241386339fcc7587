"""The days round a meeting, as a table and as a law."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committees.models import Offsets
from committees.quarter import Quarter, dates_of, faults
from committees.services.offsets import OFFSET_FIELDS


@pytest.mark.parametrize(
    ("held_on", "expected"),
    [
        (  # an ordinary quarter
            date(2026, 9, 10),
            ["2026-08-13", "2026-08-27", "2026-08-31", "2026-09-03", "2026-09-10", "2026-09-15",
             "2026-09-24"],
        ),
        (  # over 29 February
            date(2028, 3, 9),
            ["2028-02-10", "2028-02-24", "2028-02-28", "2028-03-02", "2028-03-09", "2028-03-14",
             "2028-03-23"],
        ),
        (  # over the clock's change in spring, and that in autumn
            date(2026, 4, 2),
            ["2026-03-05", "2026-03-19", "2026-03-23", "2026-03-26", "2026-04-02", "2026-04-07",
             "2026-04-16"],
        ),
        (
            date(2026, 10, 25),
            ["2026-09-27", "2026-10-11", "2026-10-15", "2026-10-18", "2026-10-25", "2026-10-30",
             "2026-11-08"],
        ),
        (  # over the turn of the year
            date(2027, 1, 6),
            ["2026-12-09", "2026-12-23", "2026-12-27", "2026-12-30", "2027-01-06", "2027-01-11",
             "2027-01-20"],
        ),
    ],
)  # fmt: skip
def test_days_of_a_meeting(held_on, expected):
    assert [step.day.isoformat() for step in dates_of(held_on, Offsets()).steps()] == expected


def test_committee_sets_its_own_days():
    days = Offsets(
        opens_before=21, closes_before=10, review_before=8, papers_before=5, applied_after=2,
        report_after=7,
    )  # fmt: skip

    assert dates_of(date(2026, 9, 30), days) == Quarter(
        opens=date(2026, 9, 9),
        closes=date(2026, 9, 20),
        review=date(2026, 9, 22),
        papers=date(2026, 9, 25),
        meeting=date(2026, 9, 30),
        applied=date(2026, 10, 2),
        report=date(2026, 10, 7),
    )


@given(
    held_on=st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    numbers=st.lists(st.integers(0, 120), min_size=10, max_size=10),
)
def test_days_without_a_fault_come_in_order(held_on, numbers):
    days = Offsets(**dict(zip(OFFSET_FIELDS, numbers, strict=True)))
    if faults(days):
        return
    quarter = dates_of(held_on, days)
    order = [step.day for step in quarter.steps()]

    assert all(earlier <= later for earlier, later in pairwise(order))
    assert quarter.opens < quarter.closes
    assert quarter.opens < quarter.closes - timedelta(days.reminder_before_closing)


@given(held_on=st.dates(date(1990, 1, 1), date(2090, 12, 31)), gap=st.integers(1, 90))
def test_days_in_order_stay_in_order(held_on, gap):
    """Days built in order have no fault, and keep it for every meeting."""
    days = Offsets(
        opens_before=gap, closes_before=gap // 2, review_before=gap // 3, papers_before=gap // 4,
        reminder_before_closing=min(1, gap - gap // 2 - 1), last_before_closing=0,
        deputy_after_closing=1, chair_after_closing=2,
    )  # fmt: skip
    order = [step.day for step in dates_of(held_on, days).steps()]

    assert order == sorted(order)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, set()),
        ({"opens_before": 14}, {"opens_before"}),
        ({"opens_before": 91}, {"opens_before"}),
        ({"review_before": 15}, {"review_before"}),
        ({"papers_before": 11}, {"papers_before"}),
        ({"report_after": 4}, {"report_after"}),
        ({"report_after": 61}, {"report_after"}),
        ({"reminder_before_closing": 14}, {"reminder_before_closing"}),
        ({"last_before_closing": 7}, {"last_before_closing"}),
        ({"deputy_after_closing": 0}, {"deputy_after_closing"}),
        ({"chair_after_closing": 1}, {"chair_after_closing"}),
        ({"chair_after_closing": 15}, {"chair_after_closing"}),
        ({"closes_before": 28}, {"opens_before"}),
        ({"closes_before": 7, "review_before": 9}, {"review_before"}),
    ],
)
def test_days_out_of_order_are_named(fields, expected):
    assert set(faults(Offsets(**fields))) == expected
