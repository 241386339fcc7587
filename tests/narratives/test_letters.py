"""The letters that ask for parts of reports: whom, when, once, and none of their words."""

from datetime import date, timedelta

import pytest

from narratives import services
from narratives.enums import StepKind
from reminders.enums import ReminderKind, Why
from reminders.queries.asked import all_due
from reminders.queries.asked_parts import PartAsk, part_asks
from reminders.queries.words import words_for
from reporting.services import freeze_report
from tests.narratives.scene import DUE, at, scene

pytestmark = pytest.mark.django_db
K, W = ReminderKind, Why
ASKED = date(2026, 9, 1)


@pytest.fixture
def here():
    made = scene()
    made.asked()
    return made


def told(here, day: date) -> set:
    return {(ask.user, ask.why, ask.kind) for ask in part_asks(day, [here.report.area])}


def test_the_holder_is_asked_then_others_hear(here):
    assert told(here, ASKED) == {(here.writer, W.LEAD, K.OPENED)}
    assert told(here, DUE - timedelta(days=7)) == {(here.writer, W.LEAD, K.REMINDER)}
    assert told(here, DUE) == {(here.writer, W.LEAD, K.LAST)}
    assert told(here, DUE + timedelta(days=1)) == {(here.deputy, W.DEPUTY, K.DEPUTY)}
    late = told(here, DUE + timedelta(days=3))
    assert (here.officer, W.COORDINATOR, K.COORDINATOR) in late


def test_words_that_are_not_handed_in_are_still_asked_for(here):
    here.written(day=2)
    assert told(here, date(2026, 9, 3)) == {(here.writer, W.LEAD, K.OPENED)}
    services.hand_in_part(by=here.writer, part=here.part, now=at(3))

    assert told(here, date(2026, 9, 3)) == set()


def test_who_is_sent_something_back_hears_of_it_on_the_next_working_day(here):
    here.written(day=2)
    services.hand_in_part(by=here.writer, part=here.part, now=at(3))
    services.review_part(
        by=here.chair, part=here.part, kind=StepKind.SENT_BACK, note="Say how.", now=at(3, 10)
    )

    assert told(here, date(2026, 9, 3)) == set()
    assert told(here, date(2026, 9, 4)) == {(here.writer, W.SENT_BACK, K.SENT_BACK)}


def test_where_there_is_nobody_to_ask_the_coordinator_hears_at_once(here):
    here.post.holdings.update(ends=date(2026, 8, 1))

    assert told(here, ASKED) == {(here.officer, W.NOBODY, K.OPENED)}


def test_the_letter_names_the_part_and_holds_none_of_its_words(here):
    here.written(body="Nobody may read this in a letter.", day=1)
    asks = [ask for ask in all_due(ASKED, here.writer) if isinstance(ask, PartAsk)]
    words = words_for(here.writer, asks, ASKED)

    assert words.subject == "1 part of a report to write by Monday 14 September 2026"
    assert here.part.heading in words.text
    assert "Nobody may read this" not in words.text + words.html


def test_a_frozen_report_asks_for_nothing(here):
    here.report.sections.update(body="It went on.")
    freeze_report(by=here.officer, report=here.report, now=at(1, 12))

    assert told(here, ASKED) == set()
