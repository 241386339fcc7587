"""Who is asked for a return, when, once; what its letters say; courses asked about again."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from committees.models import Membership
from reminders.tasks import run_today
from returns.enums import Outcome, ReturnState
from returns.models import CourseQuestion, ReturnRequest
from returns.queries.register import owed_in, quarters
from returns.services import ask_about_courses, ask_for_returns, check_return, send_return
from tests import factories as make
from tests.reminders.asked import beat
from tests.returns.scene import ASKED, DUE, END, Scene, at, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Scene:
    return scene()


def mailed(first: date, last: date) -> dict[date, list[str]]:
    days = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    return {day: people for day in days if (people := beat(day))}


def state(group: Scene, day: date) -> ReturnState:
    (row,) = owed_in([group.area], day)
    return row.standing.state


def test_group_is_asked_reminded_and_its_silence_goes_up_the_line(group):
    found = mailed(END - timedelta(days=20), date(2026, 8, 20))

    assert found == {
        ASKED: [group.chair.email],
        date(2026, 7, 14): [group.chair.email],
        date(2026, 7, 20): [group.chair.email],  # two days before is Sunday
        date(2026, 7, 22): [group.vice.email],
        date(2026, 7, 24): [group.officer.email],
    }
    assert [str(row.due_on) for row in ReturnRequest.objects.all()] == [str(DUE)]
    first, *_, last = mail.outbox
    assert first.subject == "1 return to write by Tuesday 21 July 2026"
    assert "Learning and development, Learning Group" in first.body
    assert last.subject == "1 return not written"
    assert state(group, date(2026, 8, 20)) == ReturnState.SILENT


def test_what_came_is_not_reminded_of(group):
    beat(ASKED)
    row = group.draft()
    with time_machine.travel(at(date(2026, 7, 10)), tick=False):
        send_return(by=group.chair, row=row)

    assert mailed(date(2026, 7, 11), date(2026, 8, 20)) == {}
    assert state(group, date(2026, 7, 9)) == ReturnState.AWAITED
    assert state(group, date(2026, 7, 10)) == ReturnState.CAME


def test_what_was_sent_back_is_told_on_the_next_working_day(group):
    beat(ASKED)
    row = group.draft()
    with time_machine.travel(at(date(2026, 7, 9)), tick=False):
        send_return(by=group.chair, row=row)
    # ten to midnight on Friday in London is a day on which nobody is told yet
    with time_machine.travel(datetime(2026, 7, 10, 22, 50, tzinfo=UTC), tick=False):
        check_return(by=group.officer, row=row, outcome=Outcome.SENT_BACK, note="Who came?")

    assert mailed(date(2026, 7, 10), date(2026, 7, 30)) == {date(2026, 7, 13): [group.chair.email]}
    assert "Who came?" not in mail.outbox[-1].body


def test_vice_chair_is_asked_where_nobody_chairs(group):
    Membership.objects.filter(user=group.chair).update(ends=date(2026, 6, 1))

    assert beat(ASKED) == [group.vice.email]


def test_nobody_to_ask_is_said_and_nobody_is_asked(group):
    Membership.objects.filter(body=group.duty.body).update(ends=date(2026, 6, 1))

    assert beat(ASKED) == [group.officer.email]
    assert mail.outbox[-1].subject == "1 return with nobody to ask"
    assert not ReturnRequest.objects.exists()
    assert state(group, date(2026, 8, 20)) == ReturnState.NOBODY

    Membership.objects.filter(user=group.chair).update(ends=None)

    assert beat(date(2026, 8, 20)) == [group.chair.email]
    assert ReturnRequest.objects.get().due_on == date(2026, 8, 31)


def test_chair_without_a_role_is_nobody_to_ask(group):
    group.chair.role_grants.update(ends=date(2026, 6, 1))
    group.vice.role_grants.update(ends=date(2026, 6, 1))

    assert ask_for_returns(by=None, today=ASKED) == []
    assert state(group, ASKED) == ReturnState.NOBODY


@pytest.mark.parametrize(
    ("moment", "asked"),
    [
        # 30 June 23:30 in Greenwich is 1 July in London, and the night
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), 0),
        (datetime(2026, 7, 1, 3, 0, tzinfo=UTC), 0),
        (datetime(2026, 7, 1, 9, 0, tzinfo=UTC), 1),
        (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), 1),
    ],
)
def test_nobody_is_asked_at_night(group, moment, asked):
    with time_machine.travel(moment, tick=False):
        run_today()
        run_today()

    assert ReturnRequest.objects.count() == asked


def only(group: Scene) -> None:
    """Nothing is owed after the quarter."""
    group.duty.ends = END
    group.duty.save()


@pytest.mark.parametrize("days", [[0], [1, 2, 3], [5, 0], [119]])
def test_quarter_is_asked_about_once_however_often_beat_runs(group, days):
    only(group)
    for days_later in days:
        ask_for_returns(by=None, today=ASKED + timedelta(days=days_later))

    (row,) = ReturnRequest.objects.all()
    assert row.asked_on == ASKED + timedelta(days=days[0])


def test_past_of_before_is_asked_of_nobody(group):
    only(group)

    assert ask_for_returns(by=None, today=END + timedelta(days=121)) == []


def test_quarters_before_and_after_a_duty_are_not_owed(group):
    group.duty.starts, group.duty.ends = date(2026, 2, 1), date(2026, 8, 31)
    group.duty.save()

    found = quarters(group.area, date(2027, 2, 1))

    assert [one.period.end for one in found] == [END]
    assert found[0].words == "0 of 1 came; 1 not asked yet"


@pytest.fixture
def course(group):
    row = make.ReturnFactory(duty=group.duty)
    make.ReturnCheckFactory(sending=row)
    return make.ReturnEntryFactory(
        sending=row, title="Neglect, two days", starts=date(2026, 5, 12), ask_again=True
    )


def test_course_is_asked_about_again_once_and_reminded(group, course):
    found = mailed(date(2026, 8, 1), date(2026, 10, 15))

    assert {day: people for day, people in found.items() if day < date(2026, 10, 1)} == {
        date(2026, 8, 12): [group.chair.email],
        date(2026, 8, 26): [group.chair.email],
        date(2026, 8, 31): [group.chair.email],
    }
    assert "Neglect, two days" in mail.outbox[0].body
    assert CourseQuestion.objects.get().due_on == date(2026, 9, 2)


@pytest.mark.parametrize(
    "change",
    [{"ask_again": False}, {"starts": date(2026, 5, 13)}, {"starts": date(2026, 1, 2)}],
)
def test_course_is_not_asked_about_otherwise(group, course, change):
    type(course).objects.filter(pk=course.pk).update(**change)

    assert ask_about_courses(by=None, today=date(2026, 8, 12)) == []


def test_course_of_what_was_not_accepted_is_not_asked_about(group):
    row = make.ReturnFactory(duty=group.duty)
    make.ReturnEntryFactory(sending=row, starts=date(2026, 5, 12), ask_again=True)

    assert ask_about_courses(by=None, today=date(2026, 8, 12)) == []


def test_course_of_a_corrected_return_is_asked_about_in_the_newest(group, course):
    newer = make.ReturnFactory(duty=group.duty, number=2)
    make.ReturnCheckFactory(sending=newer)
    again = make.ReturnEntryFactory(sending=newer, starts=course.starts, ask_again=True)

    (question,) = ask_about_courses(by=None, today=date(2026, 8, 12))

    assert question.entry == again
