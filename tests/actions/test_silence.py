"""Why nothing was heard: four states, and nobody is blamed who was not asked (rule 3)."""

from datetime import date

import pytest

from actions.queries.positions import position
from actions.queries.record import standings
from committees.enums import Capacity
from documents.enums import Canonical, Silence
from tests import factories as make

pytestmark = pytest.mark.django_db

OPENS, CLOSES = date(2026, 8, 1), date(2026, 8, 15)
BEFORE, WITHIN, AFTER = date(2026, 7, 20), date(2026, 8, 10), date(2026, 8, 20)


@pytest.fixture
def plan():
    plan = make.PlanFactory()
    make.UpdateWindowFactory(plan=plan, opens_on=OPENS, closes_on=CLOSES)
    return plan


def held(plan, **fields):
    """An action whose lead's post somebody holds who may answer."""
    lead = make.LeadFactory(action=make.ActionFactory(plan=plan, **fields))
    make.holder_of(lead.post)
    return lead.action


def stood(plan, day):
    [row] = standings(plan, day)
    return row.silence, row.silence_words


@pytest.mark.parametrize(
    ("day", "silence", "words"),
    [
        (BEFORE, Silence.NOT_ASKED, "Not asked yet"),
        (OPENS, Silence.AWAITED, "Asked, and the window is open until 15 August 2026"),
        (CLOSES, Silence.AWAITED, "Asked, and the window is open until 15 August 2026"),
        (AFTER, Silence.UNANSWERED, "Asked until 15 August 2026 and not answered"),
    ],
)
def test_who_was_asked_by_the_day(plan, day, silence, words):
    held(plan)
    assert stood(plan, day) == (silence, words)


def test_what_was_answered_is_not_silent(plan):
    row = held(plan)
    make.ProgressUpdateFactory(action=row, as_at=WITHIN)
    assert stood(plan, AFTER) == (None, "")


def test_an_action_that_came_in_after_the_closing_was_not_asked_about(plan):
    held(plan, entered_on=date(2026, 8, 16))
    assert stood(plan, AFTER) == (Silence.NOT_ASKED, "Not asked yet")


def test_one_that_came_in_while_the_window_was_open_is_asked_about(plan):
    held(plan, entered_on=CLOSES)
    assert stood(plan, AFTER)[0] == Silence.UNANSWERED


def test_an_action_that_was_added_since_the_opening_is_not_asked_about_and_not_merely_unrated(plan):
    held(plan, added_on=WITHIN, entered_on=WITHIN)
    assert [stood(plan, day) for day in (WITHIN, AFTER)] == [
        (Silence.NOT_ASKED, "Not asked yet")
    ] * 2


def test_one_that_was_added_since_and_spoken_of_is_not_silent(plan):
    row = held(plan, added_on=WITHIN, entered_on=WITHIN)
    make.ProgressUpdateFactory(action=row, as_at=WITHIN)
    assert stood(plan, AFTER) == (None, "")


@pytest.mark.parametrize(
    ("decisions", "silence"),
    [
        ([], Silence.NOT_ASKED),
        ([("agreed", AFTER)], Silence.NOT_ASKED),
        ([("agreed", CLOSES)], Silence.UNANSWERED),
        ([("agreed", BEFORE), ("published", BEFORE)], Silence.UNANSWERED),
        ([("agreed", BEFORE), ("reopened", BEFORE)], Silence.NOT_ASKED),
        ([("agreed", BEFORE), ("reopened", BEFORE), ("agreed", WITHIN)], Silence.UNANSWERED),
    ],
)
def test_nobody_is_asked_about_a_draft(decisions, silence):
    plan = make.PlanFactory()
    make.UpdateWindowFactory(plan=plan, opens_on=OPENS, closes_on=CLOSES, agreed=False)
    for decision, day in decisions:
        make.SignOffFactory(plan=plan, decision=decision, decided_on=day)
    held(plan)
    assert stood(plan, date(2026, 8, 25))[0] == silence


def test_before_the_agreement_nobody_had_been_asked(plan):
    plan = make.PlanFactory()
    make.UpdateWindowFactory(plan=plan, opens_on=OPENS, closes_on=CLOSES, agreed=False)
    make.SignOffFactory(plan=plan, decided_on=WITHIN)
    held(plan)
    assert [stood(plan, day)[0] for day in (OPENS, WITHIN)] == [Silence.NOT_ASKED, Silence.AWAITED]


def test_a_reopened_window_is_open_again_until_its_new_end(plan):
    held(plan)
    make.WindowReopeningFactory(
        window=plan.windows.get(), closed_on=CLOSES, reopened_on=AFTER, until=date(2026, 8, 25)
    )
    days = (date(2026, 8, 19), AFTER, date(2026, 8, 26))
    assert [stood(plan, day) for day in days] == [
        (Silence.UNANSWERED, "Asked until 15 August 2026 and not answered"),
        (Silence.AWAITED, "Asked, and the window is open until 25 August 2026"),
        (Silence.UNANSWERED, "Asked until 25 August 2026 and not answered"),
    ]


def test_without_a_lead_there_is_nobody_to_ask(plan):
    make.ActionFactory(plan=plan)
    assert stood(plan, AFTER) == (Silence.NOBODY, "Nobody to ask: no lead is named")


def test_a_vacant_post_cannot_be_asked(plan):
    make.LeadFactory(action=make.ActionFactory(plan=plan))
    assert stood(plan, AFTER) == (Silence.NOBODY, "Nobody to ask: the lead’s post is vacant")


def test_nor_a_group_with_nobody_behind_it(plan):
    group = make.GroupFactory(area=plan.area)
    make.LeadFactory(action=make.ActionFactory(plan=plan), post=group)
    assert stood(plan, AFTER) == (Silence.NOBODY, "Nobody to ask: nobody stands behind the group")


def test_a_holder_without_a_role_cannot_be_asked(plan):
    lead = make.LeadFactory(action=make.ActionFactory(plan=plan))
    make.PostHoldingFactory(post=lead.post)
    assert stood(plan, AFTER) == (
        Silence.NOBODY, "Nobody to ask: whoever holds the lead’s post has no role in cpcplan"
    )  # fmt: skip


def test_who_took_the_post_after_the_closing_was_not_asked(plan):
    lead = make.LeadFactory(action=make.ActionFactory(plan=plan))
    user = make.holder_of(lead.post)
    user.holdings.update(starts=date(2026, 8, 16))
    assert stood(plan, AFTER) == (
        Silence.NOBODY, "Nobody to ask: nobody held the lead’s post while the window was open"
    )  # fmt: skip


def test_who_held_it_while_the_window_was_open_was_asked_also_where_they_left_since(plan):
    post = held(plan).leads.get().post
    post.holdings.update(ends=date(2026, 8, 16))
    assert stood(plan, AFTER)[0] == Silence.UNANSWERED


def test_a_deputy_is_asked_where_the_post_is_vacant(plan):
    lead = make.LeadFactory(action=make.ActionFactory(plan=plan))
    make.holder_of(lead.post).holdings.update(capacity=Capacity.DEPUTY)
    assert stood(plan, AFTER)[0] == Silence.UNANSWERED


def test_a_list_says_what_was_known_last_and_when(plan):
    row = held(plan)
    make.ProgressUpdateFactory(action=row, as_at=date(2026, 5, 3), canonical=Canonical.ON_TRACK)
    never = held(plan)
    rows = {one.pk: one for one in position(plan, AFTER).rows}
    assert [rows[one.pk].notes for one in (row, never)] == [
        ["Asked until 15 August 2026 and not answered", "Last known: Green, 3 May 2026"],
        ["Asked until 15 August 2026 and not answered", "Never rated"],
    ]
