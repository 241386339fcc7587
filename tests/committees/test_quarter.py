"""The days round a meeting, as a table and as a law."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from committees.models import Offsets
from committees.rules.quarter import Quarter, all_steps, dates_of, faults
from committees.services.offsets import OFFSET_FIELDS

# the machine may be busy; the rule is quick
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


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


@st.composite
def days_in_order(draw) -> Offsets:
    """Every way to set a committee's days that has no fault."""
    papers = draw(st.integers(0, 30))
    review = draw(st.integers(papers, 40))
    closes = draw(st.integers(max(review, 2), 60))
    opens = draw(st.integers(closes + 2, 90))
    applied = draw(st.integers(0, 60))
    reminder = draw(st.integers(1, opens - closes - 1))
    deputy = draw(st.integers(1, closes - 1))
    return Offsets(
        opens_before=opens,
        closes_before=closes,
        review_before=review,
        papers_before=papers,
        applied_after=applied,
        report_after=draw(st.integers(applied, 60)),
        reminder_before_closing=reminder,
        last_before_closing=draw(st.integers(0, reminder - 1)),
        deputy_after_closing=deputy,
        chair_after_closing=draw(st.integers(deputy + 1, closes)),
    )


MEETINGS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@patient
@given(held_on=MEETINGS, days=days_in_order())
def test_days_come_in_order_for_every_meeting(held_on, days):
    quarter = dates_of(held_on, days)
    order = [step.day for step in quarter.steps()]
    asking = {step.key: step.day for step in all_steps(held_on, days)}

    assert (faults(days), order) == ({}, sorted(order))
    assert quarter.opens < asking["reminder"] < asking["last"] <= quarter.closes
    assert quarter.closes < asking["deputy"] < asking["chair"] <= held_on


@patient
@given(days=days_in_order(), field=st.sampled_from(OFFSET_FIELDS), number=st.integers(0, 200))
def test_days_without_a_fault_are_those_that_the_table_takes(days, field, number):
    setattr(days, field, number)

    taken = (
        90 >= days.opens_before > days.closes_before >= days.review_before >= days.papers_before
        and days.applied_after <= days.report_after <= 60
        and days.reminder_before_closing > days.last_before_closing
        and 1 <= days.deputy_after_closing < days.chair_after_closing <= days.closes_before
    )
    assert taken or faults(days)


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
