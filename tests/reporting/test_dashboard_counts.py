"""The counts of a dashboard: movement, balance, headings, days."""

from datetime import date

import pytest
from django.test import Client

from actions.enums import CompletionState
from actions.queries.positions import position
from actions.queries.record import plan_record
from actions.rules.standing import counts
from dashboards.queries.balance import balance_rows, days_of
from dashboards.queries.overview import dashboard
from dashboards.rules.addresses import Addresses
from documents.enums import Canonical
from tests import factories as make
from tests.reporting.busy import AUGUST, BEFORE, DAY, NOVEMBER, busy

pytestmark = pytest.mark.django_db
ADDRESSES = Addresses("/list/")


def board_of(plan, day=DAY, since=None):
    return dashboard(position(plan, day, since), ADDRESSES)


def moved(board):
    return {
        item.label: sorted(row.standing.action.text for row in item.rows) for item in board.moved
    }


def test_movement_since_the_window_before():
    assert moved(board_of(busy().plan)) == {
        "Improved": ["improved"],
        "Worsened": ["overdue", "worsened"],
        "Completed": ["done"],
        "Reopened": [],
        "Added to the plan": ["new"],
        "Withdrawn": ["withdrawn"],
        "Now without an update": ["silent"],
        "Updated again": [],
    }


def test_nothing_moved_before_anything_was_said():
    board = board_of(busy().plan, date(2025, 8, 2), date(2025, 8, 1))

    assert {len(rows) for rows in moved(board).values()} == {0}


def test_counts_by_status_then_and_now():
    board = board_of(busy().plan)

    assert [(row.tag.label, row.then.number, row.now.number) for row in board.statuses] == [
        ("Red", 0, 1),
        ("Amber", 2, 1),
        ("Green", 7, 5),
        ("Completed", 0, 1),
        ("Not updated this quarter", 3, 4),
    ]


def test_statuses_sum_to_the_total_and_agree_with_the_shared_count():
    stands = position(busy().plan, DAY)
    board = dashboard(stands, ADDRESSES)

    assert {row.tag.canonical: row.now.number for row in board.statuses} == {
        key: number
        for key, number in counts(row.standing for row in stands.rows).items()
        if key in {status.tag.canonical for status in board.statuses}
    }
    assert sum(row.now.number for row in board.statuses) == board.total.number == 12


def test_ongoing_items_are_counted_apart():
    board = board_of(busy().plan)

    assert (board.ongoing.number, board.ongoing.url) == (1, "/list/?kind=ongoing")


def test_headings_have_every_action_once():
    board = board_of(busy().plan)

    assert [(line.title.split(":")[0], line.total.number) for line in board.headings] == [
        ("Outcome 1", 7),
        ("Outcome 2", 4),
        ("Under no outcome", 1),
    ]
    parts = [part for line in board.headings for part in line.parts.parts]
    assert sum(part.count.number for part in parts) == 12


def test_plan_without_outcome_level_is_counted_by_its_topmost():
    plan = make.PlanFactory.create()
    level = make.LevelFactory.create(plan=plan, singular="Theme", role="priority")
    make.ActionFactory.create(plan=plan, heading=make.HeadingFactory.create(plan=plan, level=level))

    board = board_of(plan)

    assert (board.heading_name, [line.total.number for line in board.headings]) == ("Theme", [1])


def test_plan_without_headings_has_no_lines():
    plan = make.ActionFactory.create().plan

    assert board_of(plan).headings == []


@pytest.mark.parametrize("day", [BEFORE, DAY, date(2025, 8, 1), date(2026, 11, 12)])
def test_balance_agrees_with_the_standings_of_each_day(day):
    plan = busy().plan
    record = plan_record(plan)

    for row in balance_rows(position(plan, day), ADDRESSES):
        there = counts(record.standings(row.day))
        assert (row.total.number, row.completed.number) == (sum(there.values()), there["complete"])


def test_balance_adds_up_from_row_to_row():
    rows = balance_rows(position(busy().plan, DAY), ADDRESSES)

    assert [
        (
            row.day,
            row.total.number,
            row.added.number if row.added else None,
            row.withdrawn.number if row.withdrawn else None,
            row.completed.number,
            row.ongoing.number,
        )
        for row in rows
    ] == [
        (date(2025, 8, 1), 12, None, None, 0, 12),
        (BEFORE, 12, 0, 0, 0, 12),
        (DAY, 12, 1, 1, 1, 11),
    ]


def test_first_row_is_printed_with_dashes_as_committees_print_it():
    plan = make.PlanFactory.create(period_start=date(2021, 8, 1), period_end=date(2023, 7, 31))
    make.ActionFactory.create_batch(25, plan=plan)

    [row] = balance_rows(position(plan, date(2021, 8, 1)), ADDRESSES)

    assert (row.total.number, row.added, row.withdrawn, row.ongoing.number) == (25, None, None, 25)


def test_many_windows_keep_the_first_day_and_the_latest():
    plan = make.PlanFactory.create()
    for month in range(1, 13):
        make.UpdateWindowFactory.create(plan=plan, opens_on=date(2026, month, 1))

    days = [day for day, _ in days_of(position(plan, date(2026, 12, 31)))]

    assert (len(days), days[0], days[1]) == (9, plan.period_start, date(2026, 6, 28))


def test_imported_completion_counts_from_its_day():
    action = make.ActionFactory.create()
    make.CompletionFactory.create(
        action=action,
        update_claiming__as_at=AUGUST,
        completed_on=AUGUST,
        state=CompletionState.VERIFIED,
        imported=True,
    )

    rows = balance_rows(position(action.plan, NOVEMBER), ADDRESSES)

    assert [row.completed.number for row in rows] == [0, 1, 1]


def test_reopened_completion_still_counts_on_the_days_before():
    action = make.ActionFactory.create()
    make.CompletionFactory.create(
        action=action,
        update_claiming__as_at=AUGUST,
        completed_on=AUGUST,
        decided_on=AUGUST,
        decided_by=make.UserFactory.create(),
        state=CompletionState.REOPENED,
        reopened_on=NOVEMBER,
        reopened_by=make.UserFactory.create(),
        reopen_reason="It no longer happens.",
    )

    rows = balance_rows(position(action.plan, NOVEMBER), ADDRESSES)

    assert [row.completed.number for row in rows] == [0, 1, 0]


def page(client: Client, plan, asked=""):
    client.force_login(make.person_with("member", plan.area))
    return client.get(f"/plans/{plan.slug}/{asked}")


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("?as_of=2026-03-31", date(2026, 3, 31)),
        ("?as_of=31+March+2026", date(2026, 3, 31)),
        ("?as_of=31/3/26", date(2026, 3, 31)),
    ],
)
def test_day_is_read_as_people_write_it(asked, day, client: Client):
    answer = page(client, make.PlanFactory.create(), asked)

    assert (answer.context["days"].as_of, answer.context["days"].form.errors) == (day, {})


@pytest.mark.parametrize(
    ("asked", "errors"),
    [
        ("as_of=rubbish", {"as_of"}),
        ("as_of=2026-02-30", {"as_of"}),
        ("as_of=0001-01-01", {"as_of"}),
        ("as_of=2026-02-01&since=2026-02-01", {"since"}),
        ("since=2999-01-01", {"since"}),
        ("since=2100-01-01", {"since"}),
    ],
)
def test_day_that_cannot_be_read_is_said_and_today_is_shown(asked, errors, client: Client):
    answer = page(client, make.PlanFactory.create(), f"?{asked}")

    shown = answer.context["days"]
    assert set(shown.form.errors) == errors
    assert answer.content.decode().count("There is a problem") == 1
    assert shown.since is None


def test_plan_without_actions_points_to_its_text(client: Client):
    plan = make.HeadingFactory.create(level__singular="Theme").plan

    answer = page(client, plan)

    assert f'href="/plans/{plan.slug}/text/"' in answer.content.decode()
    assert answer.context["board"].total.number == 0


def test_day_before_the_plan_has_a_sensible_page(client: Client):
    plan = busy().plan

    assert "No actions on this day" in page(client, plan, "?as_of=2020-01-01").content.decode()


def test_legend_says_what_red_means(client: Client):
    plan = make.PlanFactory.create(preset="traffic-light-date")

    told = page(client, plan).content.decode()

    for entry in plan.legend.entries.all():
        assert entry.definition in told
    assert "red says that the date agreed has passed" in told


def test_what_comes_next(client: Client):
    plan = make.PlanFactory.create()
    body = make.BodyFactory.create(area=plan.area)
    make.MeetingFactory.create(body=body, held_on=date(2026, 12, 9))
    make.MeetingFactory.create(body=body, held_on=date(2027, 3, 9))
    make.UpdateWindowFactory.create(plan=plan, opens_on=date(2026, 11, 1))

    diary = page(client, plan, "?as_of=2026-11-21").context["diary"]

    assert [meeting.held_on for meeting in diary.meetings] == [date(2026, 12, 9)]
    assert (diary.window.closes_on, diary.next_window) == (date(2026, 11, 28), None)


def test_rating_of_another_plan_state_prints_plain_words(client: Client):
    action = make.ActionFactory.create(plan=make.PlanFactory.create(preset="rag-blue"))
    make.ProgressUpdateFactory.create(
        action=action, as_at=NOVEMBER, canonical=Canonical.NOT_STARTED, entry=None
    )

    [row] = position(action.plan, DAY).rows

    assert (row.tag.label, row.bucket) == ("Not started", "not_started")
