from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.rules.overdue import (
    BUCKETS,
    NOT_UPDATED,
    Proposal,
    bucket,
    days_late,
    goes_to_chief_officers,
    is_overdue,
    is_silent,
    needs_reason,
    needs_recovery,
    officers_words,
    proposals,
)
from documents.enums import Canonical

DUE = date(2022, 7, 31)
OPEN = [Canonical.ON_TRACK, Canonical.AT_RISK, Canonical.OFF_TRACK, Canonical.NOT_STARTED]
CLOSED = [Canonical.COMPLETE, Canonical.WITHDRAWN, Canonical.REPROGRAMMED]


@pytest.mark.parametrize(
    ("due", "rating", "today", "overdue"),
    [
        (DUE, Canonical.ON_TRACK, date(2022, 7, 31), False),
        (DUE, Canonical.ON_TRACK, date(2022, 8, 1), True),
        (DUE, Canonical.NOT_RATED, date(2022, 8, 1), True),
        (DUE, Canonical.COMPLETE, date(2022, 8, 1), False),
        (DUE, Canonical.WITHDRAWN, date(2022, 8, 1), False),
        (None, Canonical.OFF_TRACK, date(2030, 1, 1), False),
    ],
)
def test_overdue_is_due_before_today_and_not_complete(due, rating, today, overdue):
    assert is_overdue(due, rating, today) is overdue


@pytest.mark.parametrize(
    ("due", "done_on", "days"),
    [(DUE, DUE, 0), (DUE, date(2022, 7, 1), 0), (DUE, date(2022, 8, 10), 10), (None, DUE, 0)],
)
def test_days_late_are_whole_days_after_the_date(due, done_on, days):
    assert days_late(due, done_on) == days


@pytest.mark.parametrize(
    ("rating", "said_on", "silent"),
    [
        (Canonical.ON_TRACK, None, True),
        (Canonical.ON_TRACK, date(2022, 6, 30), True),
        (Canonical.ON_TRACK, date(2022, 7, 1), False),
        (Canonical.COMPLETE, None, False),
    ],
)
def test_silence_is_no_word_since_the_asking_began(rating, said_on, silent):
    assert is_silent(rating, said_on, date(2022, 7, 1)) is silent


def test_silence_never_prints_last_quarters_colour():
    assert bucket(Canonical.ON_TRACK, True) == NOT_UPDATED
    assert bucket(Canonical.ON_TRACK, False) == "on_track"


@given(st.sampled_from(Canonical), st.booleans())
def test_every_action_in_the_plan_falls_into_a_bucket(rating, silent):
    if rating != Canonical.WITHDRAWN:
        assert BUCKETS.count(bucket(rating, silent)) == 1


@pytest.mark.parametrize("rating", Canonical)
def test_what_is_behind_needs_a_reason_and_off_track_a_way_back(rating):
    assert needs_reason(rating) is (rating in {Canonical.AT_RISK, Canonical.OFF_TRACK})
    assert needs_recovery(rating) is (rating == Canonical.OFF_TRACK)


@pytest.mark.parametrize(
    ("moved", "proposed", "to_chief_officers"),
    [
        (0, date(2022, 8, 31), False),
        (0, date(2022, 10, 29), False),
        (0, date(2022, 10, 30), True),
        (1, date(2022, 8, 1), True),
    ],
)
def test_second_and_long_moves_go_to_chief_officers(moved, proposed, to_chief_officers):
    theirs = goes_to_chief_officers(moved, DUE, proposed, from_move=2, after_days=90)
    assert theirs is to_chief_officers


@pytest.mark.parametrize(
    ("from_move", "after_days", "words"),
    [
        (1, 90, "Every new date goes to the chief officers group."),
        (2, 90, "A second move of a date, or one to more than 90 days after the first agreed date, "
         "goes to the chief officers group."),
        (3, 1, "A third move of a date, or one to more than 1 day after the first agreed date, "
         "goes to the chief officers group."),
    ],
)  # fmt: skip
def test_the_rule_of_dates_is_said_in_words(from_move, after_days, words):
    assert officers_words(from_move, after_days) == words


@pytest.mark.parametrize("rating", CLOSED)
def test_nothing_is_proposed_for_a_closed_action(rating):
    found = proposals(
        rating=rating, date_based=True, due=DUE, today=date(2023, 1, 1), quiet_updates=5
    )
    assert found == []


def test_a_date_based_legend_proposes_outwith_deadline():
    found = proposals(rating=Canonical.ON_TRACK, date_based=True, due=DUE, today=date(2022, 8, 1))
    assert found == [Proposal(Canonical.OFF_TRACK, "Its date passed 1 day ago")]


def test_a_judgement_legend_leaves_an_overdue_rating_to_the_lead():
    found = proposals(rating=Canonical.ON_TRACK, date_based=False, due=DUE, today=date(2022, 8, 1))
    assert found == []


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"quiet_updates": 2}, "Nothing to report two updates running"),
        ({"blocked": True}, "The lead says that it is blocked"),
        ({"revision_open": True}, "A new date has been asked for"),
        (
            {"quiet_updates": 3, "revision_open": True},
            "Nothing to report three updates running; a new date has been asked for",
        ),
    ],
)
def test_amber_is_proposed_with_its_reason(given, reason):
    found = proposals(
        rating=Canonical.ON_TRACK, date_based=False, due=DUE, today=date(2022, 1, 1), **given
    )
    assert found == [Proposal(Canonical.AT_RISK, reason)]


def test_an_action_not_started_a_month_before_its_date_is_proposed_amber():
    found = proposals(
        rating=Canonical.NOT_STARTED, date_based=False, due=DUE, today=date(2022, 7, 1)
    )
    assert found == [Proposal(Canonical.AT_RISK, "Due in 30 days and not on track")]


@pytest.mark.parametrize("rating", [Canonical.AT_RISK, Canonical.OFF_TRACK])
def test_the_rules_never_propose_what_is_so_already_or_better(rating):
    found = proposals(
        rating=rating, date_based=False, due=DUE, today=date(2022, 1, 1), quiet_updates=2
    )
    assert found == []
