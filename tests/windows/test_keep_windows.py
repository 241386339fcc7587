"""Windows by themselves: made once, moved with their meeting, never when they have opened."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from committees.services import edit_meeting, set_offsets
from tests import factories as make
from windows.models import UpdateWindow
from windows.services import keep_windows, open_window

pytestmark = pytest.mark.django_db

TODAY = date(2026, 7, 1)


def plan_of_committee(state="published", **fields):
    body = make.BodyFactory()
    make.MeetingFactory(body=body, held_on=date(2026, 9, 10))
    return make.PlanFactory(area=body.area, body=body, state=state, **fields)


def days(plan):
    return list(plan.windows.order_by("opens_on").values_list("opens_on", "closes_on", "automatic"))


SUMMER = (date(2026, 8, 13), date(2026, 8, 27), True)


@pytest.mark.parametrize(
    ("state", "expected"),
    [("draft", []), ("agreed", [SUMMER]), ("published", [SUMMER]), ("closed", [])],
)
def test_windows_are_made_for_plans_that_are_agreed(state, expected):
    plan = plan_of_committee(state)

    kept = keep_windows(by=None, today=TODAY)

    assert (days(plan), len(kept)) == (expected, len(expected))


def test_plan_without_body_takes_the_only_committee_of_its_area():
    plan = plan_of_committee()
    make.BodyFactory(area=plan.area, kind="sub_committee")
    plan.body = None
    plan.save()

    keep_windows(by=None, today=TODAY)

    assert days(plan) == [SUMMER]


def test_plan_without_body_and_two_committees_gets_none():
    plan = plan_of_committee()
    make.BodyFactory(area=plan.area)
    plan.body = None
    plan.save()

    assert (len(keep_windows(by=None, today=TODAY)), days(plan)) == (0, [])


def test_second_call_writes_nothing_and_each_write_is_recorded_once():
    plan = plan_of_committee()
    make.MeetingFactory(body=plan.body, held_on=date(2026, 10, 15))

    kept = [len(keep_windows(by=None, today=TODAY + timedelta(add))) for add in (0, 0, 1, 30)]

    assert (kept, plan.windows.count(), Event.objects.count()) == ([2, 0, 0, 0], 2, 2)


def test_window_moves_with_its_meeting_and_keeps_its_key():
    plan = plan_of_committee()
    keep_windows(by=None, today=TODAY)
    window, meeting = plan.windows.get(), plan.body.meetings.get()

    edit_meeting(
        by=None, meeting=meeting, expected=meeting.row_version, held_on=date(2026, 9, 17), title=""
    )
    keep_windows(by=None, today=TODAY)
    again = keep_windows(by=None, today=TODAY)

    moved = plan.windows.get()
    assert (moved.pk, moved.label, len(again)) == (
        window.pk,
        "For the meeting of 17 September 2026",
        0,
    )
    assert Event.objects.get(verb="moved window").changes["opens_on"] == [
        "2026-08-13",
        "2026-08-20",
    ]


def test_two_windows_may_change_places():
    plan = plan_of_committee()
    first = plan.body.meetings.get()
    second = make.MeetingFactory(body=plan.body, held_on=date(2026, 10, 8))
    keep_windows(by=None, today=TODAY)
    before = dict(plan.windows.values_list("meeting", "pk"))
    moves = (
        (first, date(2026, 11, 1)),
        (second, date(2026, 9, 10)),
        (first, date(2026, 10, 8)),
    )
    for meeting, day in moves:
        edit_meeting(by=None, meeting=meeting, expected=meeting.row_version, held_on=day, title="")

    keep_windows(by=None, today=TODAY)

    assert dict(plan.windows.values_list("meeting", "pk")) == before
    assert [row.meeting_id for row in plan.windows.order_by("opens_on")] == [second.pk, first.pk]


def test_window_moves_with_the_committees_days():
    plan = plan_of_committee()
    keep_windows(by=None, today=TODAY)
    set_offsets(by=None, body=plan.body, expected=0, opens_before=35, closes_before=21)

    keep_windows(by=None, today=TODAY)

    assert days(plan) == [(date(2026, 8, 6), date(2026, 8, 20), True)]


def test_opened_window_stays_whatever_becomes_of_its_meeting():
    plan = plan_of_committee()
    keep_windows(by=None, today=TODAY)
    meeting = plan.body.meetings.get()
    edit_meeting(
        by=None, meeting=meeting, expected=meeting.row_version, held_on=date(2026, 11, 10), title=""
    )

    kept = keep_windows(by=None, today=SUMMER[0])

    assert (days(plan), len(kept)) == ([SUMMER], 0)


def test_window_is_taken_away_when_its_plan_goes_back_to_draft():
    plan = plan_of_committee()
    keep_windows(by=None, today=TODAY)
    plan.state = "draft"
    plan.save()

    keep_windows(by=None, today=TODAY)

    assert (days(plan), Event.objects.latest("pk").verb) == ([], "took away window")


def test_overlap_is_reported():
    plan = plan_of_committee()
    make.UpdateWindowFactory(plan=plan, label="Own", opens_on=date(2026, 8, 20))

    kept = keep_windows(by=None, today=TODAY)

    assert (len(kept), [row.held_on for row in kept.skipped[plan.pk]]) == (0, [date(2026, 9, 10)])


def test_window_of_a_person_comes_before_that_of_the_calendar():
    plan = plan_of_committee()
    keep_windows(by=None, today=TODAY)
    meeting = plan.body.meetings.get()

    open_window(
        by=None, plan=plan, label="Own", opens_on=date(2026, 8, 17), closes_on=date(2026, 8, 24),
        meeting=meeting, today=TODAY,
    )  # fmt: skip
    keep_windows(by=None, today=TODAY)

    assert days(plan) == [(date(2026, 8, 17), date(2026, 8, 24), False)]


def test_days_on_which_nothing_is_to_do_cost_the_same():
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            keep_windows(by=None, today=TODAY)
        return len(captured)

    plan_of_committee()
    keep_windows(by=None, today=TODAY)
    few = queries()
    for _ in range(3):
        plan_of_committee()
    keep_windows(by=None, today=TODAY)

    assert (queries(), few, UpdateWindow.objects.count()) == (5, 5, 4)


def kept_in_a_thread(_: int) -> int:
    try:
        return len(keep_windows(by=None, today=TODAY))
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_that_run_at_once_write_once():
    plans = [plan_of_committee() for _ in range(3)]

    with ThreadPoolExecutor(4) as runs:
        written = sum(runs.map(kept_in_a_thread, range(4)))

    assert (written, [days(plan) for plan in plans], Event.objects.count()) == (
        3,
        [[SUMMER]] * 3,
        3,
    )
