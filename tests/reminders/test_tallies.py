"""Recurring work that fell due without an answer is among what is asked (ADR 116)."""

from datetime import date, timedelta

import pytest

from actions.enums import ActionKind
from reminders.queries.asked import Why, asks_due
from reminders.queries.words import words_for
from tests import factories as make
from tests.reminders.asked import LAST, LATE, OPENS, asked
from timescales.enums import TimescaleKind

pytestmark = pytest.mark.django_db
SINCE = date(2026, 5, 1)
FELL = "15 fell due (5 each time): 31 May 2026, 30 June 2026, 31 July 2026."


@pytest.fixture
def scene():
    return asked()


def monthly(scene, **fields):
    return scene.more(
        timescale_words="5 dip samples monthly",
        timescale_kind=TimescaleKind.RECURRING,
        recurrence="monthly",
        due=None,
        added_on=SINCE,
        entered_on=SINCE,
        **fields,
    )


def told(scene, day):
    return [(ask.why, ask.fell.words) for ask in asks_due(day, scene.lead) if ask.fell]


def counted(action, update, until=OPENS):
    make.TallyFactory.create(action=action, update_told=update, since=SINCE, until=until)


def test_what_fell_due_by_the_opening_stands_with_the_update_that_is_asked_for(scene):
    action = monthly(scene)

    assert told(scene, OPENS) == [(Why.LEAD, FELL)]
    letter = words_for(scene.lead, asks_due(OPENS, scene.lead), OPENS).text
    assert (FELL in letter, f"/actions/{action.pk}/occurrences/" in letter) == (True, True)


def test_an_update_without_the_line_leaves_the_line_to_be_asked_for(scene):
    scene.answer(monthly(scene))

    asks = [ask for ask in asks_due(LAST, scene.lead) if ask.fell]
    assert [(ask.why, ask.fell.words) for ask in asks] == [(Why.RECURRING, FELL)]
    letter = words_for(scene.lead, asks, LAST)
    assert letter.subject == (
        "Last reminder: 1 action to say how many were done by Friday 28 August 2026"
    )
    assert "nobody has said how much of it was done" in letter.text


def test_what_is_answered_is_asked_no_more_in_this_window(scene):
    action = monthly(scene)
    counted(action, scene.answer(action))

    assert told(scene, LAST) == []


def test_ongoing_items_that_recur_are_asked_about_too(scene):
    monthly(scene, kind=ActionKind.ONGOING)

    assert told(scene, OPENS) == [(Why.RECURRING, FELL)]


def test_what_came_in_since_the_opening_is_not_asked_about(scene):
    action = monthly(scene)
    day = OPENS + timedelta(days=1)
    type(action).objects.filter(pk=action.pk).update(added_on=day, entered_on=day)

    assert told(scene, LAST) == []


def test_a_missing_line_alone_goes_up_to_nobody_after_the_closing(scene):
    scene.answer()
    scene.answer(monthly(scene))

    assert [ask for ask in asks_due(LATE + timedelta(days=2)) if ask.fell] == []
