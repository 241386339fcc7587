"""Counts balance (domain, rule 8)."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import phrases
from documents.papers.counts import Lifetime, first_row, imbalances, next_row, tally
from documents.papers.quarterly import MOST_COLUMNS, count_chart
from tests.reporting import samples

START = date(2025, 8, 1)
DAYS = st.dates(min_value=START, max_value=date(2027, 7, 31))


# a busy machine is no reason to fail
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def lifetimes(draw: st.DrawFn) -> Lifetime:
    added = draw(DAYS)
    stays = draw(st.integers(0, 500) | st.none())
    return Lifetime(added, None if stays is None else added + timedelta(days=stays))


@patient
@given(st.lists(lifetimes(), max_size=30), st.lists(DAYS, min_size=1, max_size=6, unique=True))
def test_counts_of_any_history_balance(lives, days):
    rows = [first_row(START, lives)]
    for day in sorted(days):
        if day > START:
            rows.append(next_row(day, rows[-1], lives, 0))
    assert imbalances(rows) == []


def test_first_row_is_the_plan_as_it_began():
    row = first_row(START, [Lifetime(START)] * 25)
    assert (row["total"], row["added"], row["withdrawn"], row["ongoing"]) == (25, 0, 0, 25)


def test_what_came_and_went_between_two_reports_counts_on_both_sides():
    before = first_row(START, [])
    passing = [Lifetime(START + timedelta(days=5), START + timedelta(days=9))]
    row = next_row(START + timedelta(days=30), before, passing, 0)
    assert (row["total"], row["added"], row["withdrawn"]) == (0, 1, 1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"total": 30},
            "31 October 2026: 24 at 31 July 2026, 1 added and 0 withdrawn make 25, "
            "but 30 stand in the plan.",
        ),
        ({"ongoing": 3}, "31 October 2026: ongoing is not the total less the completed."),
    ],
)
def test_a_row_that_does_not_balance_is_named(change, said):
    rows = samples.snapshot(25)["count_rows"]
    rows[-1] = rows[-1] | change
    assert said in [text.replace("\N{NO-BREAK SPACE}", " ") for text in imbalances(rows)]


def test_statuses_have_to_add_up_to_the_plan():
    content = samples.snapshot(25)
    counts = content["counts"] | {"off_track": 9}
    assert imbalances(content["count_rows"], counts) == [
        "The statuses add up to 30, the plan to 25."
    ]


def test_ongoing_and_withdrawn_are_not_tallied():
    rows = [samples.action(0), samples.ongoing(1), samples.action(2, withdrawn_on="2026-01-01")]
    assert tally(rows) == {"on_track": 1}


def test_no_more_dates_stand_under_a_chart_than_have_room():
    rows = [{"on": f"2026-{month:02}-01", "total": 5, "completed": 1} for month in range(1, 11)]
    labels = [column.label for column in count_chart({"count_rows": rows}).columns]
    assert labels == [phrases.day(row["on"]) for row in rows[-MOST_COLUMNS:]]
