"""Directions of chief officers: recorded, answered, closed, and carried in between (rule 9)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.roles import Role
from actions.enums import Origin
from actions.models import Action
from audit.models import Event
from audit.services.edits import EditConflict
from plans.enums import PlanState
from reporting.enums import DirectionState, ReportState
from reporting.models import Direction, DirectionAnswer, Report
from reporting.queries.directions import plan_for
from reporting.queries.reports import content_of
from reporting.services import (
    NewAction,
    answer_direction,
    close_direction,
    freeze_report,
    record_direction,
)
from tests import factories as make
from tests.reporting.scene import QUARTER, Scene, scene
from timescales.quarters import Period, covering

pytestmark = pytest.mark.django_db

GIVEN, TODAY = date(2026, 9, 20), date(2026, 9, 22)


@pytest.fixture
def stage() -> Scene:
    return scene()


@pytest.fixture
def chief(stage):
    return stage.person(Role.CHIEF_OFFICER)


def recorded(stage: Scene, by: Any, **fields: Any) -> Direction:
    values = {
        "report": fields.pop("report", None) or make.issued_report(plan=stage.plan),
        "text": "Bring a costed plan for advocacy.",
        "given_by": "Chief Officers Group",
        "given_on": GIVEN,
        "on": TODAY,
    }
    return record_direction(by=by, **values | fields)


def test_a_direction_takes_the_next_number_of_its_area(stage, chief):
    report = make.issued_report(plan=stage.plan)
    make.DirectionFactory.create(number=7)
    first = recorded(stage, chief, report=report)
    second = recorded(stage, chief, report=report, text="Report on staffing.")
    assert [first.number, second.number, str(second)] == [1, 2, "Direction 2"]


def test_numbers_are_not_given_out_twice(stage, chief):
    report = make.issued_report(plan=stage.plan)
    make.DirectionFactory.create(report=report, number=4)
    assert recorded(stage, chief, report=report).number == 5


def test_a_button_pressed_twice_records_once(stage, chief):
    report = make.issued_report(plan=stage.plan)
    first, again = (recorded(stage, chief, report=report) for _ in range(2))
    assert (first, Direction.objects.count()) == (again, 1)


def test_only_an_issued_report_is_answered_by_a_direction(stage, chief):
    with pytest.raises(ValidationError, match="This one was not issued"):
        recorded(stage, chief, report=stage.begin())


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"text": "  "}, "text"),
        ({"given_by": ""}, "given_by"),
        ({"given_on": date(2026, 9, 23)}, "given_on"),
        ({"given_on": date(2026, 8, 30)}, "given_on"),
        ({"due_on": date(2026, 9, 19)}, "due_on"),
    ],
)
def test_what_cannot_be_is_refused(stage, chief, fields, named):
    with pytest.raises(ValidationError) as refusal:
        recorded(stage, chief, **fields)
    assert list(refusal.value.message_dict) == [named]


def test_a_direction_is_turned_into_an_action_with_its_origin(stage, chief):
    direction = recorded(stage, chief)
    heading = stage.plan.actions.first().heading
    new = NewAction(plan=stage.plan, text="Cost advocacy.", heading=heading)
    answer = answer_direction(by=stage.officer, direction=direction, on=TODAY, new=new)
    action = Action.objects.get(text="Cost advocacy.")
    assert (answer.action, action.origin, action.origin_note, action.number) == (
        action, Origin.DIRECTION, "Direction 1", "1.5",
    )  # fmt: skip


def test_a_directions_action_is_numbered_with_those_of_the_unnumbered_headings_beside_it(
    stage, chief
):
    """An outcome's actions are numbered in one run, whichever expected impact they stand under."""
    level = make.LevelFactory.create(plan=stage.plan, numbered=False)
    outcome = stage.plan.actions.first().heading
    impacts = [
        make.HeadingFactory.create(plan=stage.plan, level=level, parent=outcome, number="")
        for _ in range(2)
    ]
    make.ActionFactory.create(plan=stage.plan, heading=impacts[0], number="1.7")
    new = NewAction(plan=stage.plan, text="Cost advocacy.", heading=impacts[1])

    answer = answer_direction(by=stage.officer, direction=recorded(stage, chief), on=TODAY, new=new)

    assert answer.action.number == "1.8"


def test_an_answer_pressed_twice_is_written_once(stage, chief):
    direction = recorded(stage, chief)
    new = NewAction(plan=stage.plan, text="Cost advocacy.")
    for _ in range(2):
        answer_direction(by=stage.officer, direction=direction, on=TODAY, new=new)
        answer_direction(by=stage.officer, direction=direction, on=TODAY, text="It is costed.")
    assert (DirectionAnswer.objects.count(), Action.objects.filter(text=new.text).count()) == (2, 1)


def test_an_action_of_the_plan_answers_a_direction(stage, chief):
    action = stage.plan.actions.first()
    direction = recorded(stage, chief)
    answer = answer_direction(by=stage.chair, direction=direction, on=TODAY, action=action)
    assert (answer.action, answer.text, direction.answers.count()) == (action, "", 1)


def test_an_action_of_another_area_answers_nothing(stage, chief):
    direction, action = recorded(stage, chief), make.ActionFactory.create()
    with pytest.raises(ValueError, match="its own area"):
        answer_direction(by=stage.officer, direction=direction, on=TODAY, action=action)


def test_an_answer_says_something(stage, chief):
    with pytest.raises(ValidationError, match="Say what was done"):
        answer_direction(by=stage.officer, direction=recorded(stage, chief), on=TODAY, text=" ")


def test_what_is_refused_of_the_action_stands_beside_its_words(stage, chief):
    there = stage.plan.actions.first()
    new = NewAction(plan=stage.plan, text=there.text, heading=there.heading)
    Action.objects.filter(plan=stage.plan).update(number="")
    with pytest.raises(ValidationError) as refusal:
        answer_direction(by=stage.officer, direction=recorded(stage, chief), on=TODAY, new=new)
    assert list(refusal.value.message_dict) == ["action_text"]


def closed(direction: Direction, by: Any, **fields: Any) -> Direction:
    values = {"expected": direction.row_version, "closing_note": "Settled.", "on": TODAY}
    return close_direction(by=by, direction=direction, **values | fields)


def test_who_answered_never_closes(stage):
    direction = recorded(stage, stage.officer)
    answer_direction(by=stage.officer, direction=direction, on=TODAY, text="Done.")
    direction.refresh_from_db()
    with pytest.raises(ValidationError, match="somebody else has to close it"):
        closed(direction, stage.officer)
    direction.refresh_from_db()
    assert direction.state == DirectionState.OPEN


def test_a_chief_officer_closes_with_a_note(stage, chief):
    direction = closed(recorded(stage, chief), chief)
    assert (direction.state, direction.closed_by, direction.closed_on, direction.closing_note) == (
        DirectionState.CLOSED, chief, TODAY, "Settled.",
    )  # fmt: skip
    assert Event.objects.order_by("pk").last().verb == "closed direction"


def test_closing_needs_a_note(stage, chief):
    with pytest.raises(ValidationError, match="Say why it is closed"):
        closed(recorded(stage, chief), chief, closing_note=" ")


def test_an_answer_in_between_stops_the_closing(stage, chief):
    direction = recorded(stage, chief)
    answer_direction(by=stage.officer, direction=direction, on=TODAY, text="Done.")
    with pytest.raises(EditConflict):
        closed(direction, chief)


def test_a_closed_direction_is_neither_closed_nor_answered_again(stage, chief):
    direction = closed(recorded(stage, chief), chief)
    with pytest.raises(ValidationError, match="closed already, since 22 September 2026"):
        closed(direction, chief, closing_note="For another reason.")
    with pytest.raises(ValidationError, match="was closed in the meantime"):
        answer_direction(by=stage.officer, direction=direction, on=TODAY, text="Late.")


def test_closing_pressed_twice_closes_once(stage, chief):
    direction = recorded(stage, chief)
    first, again = (closed(direction, chief, expected=1) for _ in range(2))
    assert (first, Event.objects.filter(verb="closed direction").count()) == (again, 1)


def _after(stage: Scene, day: date) -> Period:
    """From the day after the last issued report's to `day`."""
    issued = Report.objects.filter(plan=stage.plan, state=ReportState.ISSUED, as_of__lt=day)
    last = issued.order_by("as_of").last()
    return covering("quarterly", last.as_of + timedelta(days=1), day) if last else QUARTER


def report_of(stage: Scene, day: date) -> list[tuple[int, str, list[str]]]:
    """What an issued report as of `day` says of directions: number, state, answers."""
    later = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    begun = stage.begin(as_of=day, period=_after(stage, day))
    report = freeze_report(by=stage.officer, report=begun, now=later)
    by = {"issued_by": stage.chair, "issued_at": later}
    Report.objects.filter(pk=report.pk).update(state=ReportState.ISSUED, **by)
    rows = content_of(report.snapshot)["directions"]
    return [(row["number"], row["state"], [one["text"] for one in row["answers"]]) for row in rows]


def test_a_direction_is_carried_in_every_report_until_it_is_closed(stage, chief):
    direction = recorded(stage, chief)
    assert report_of(stage, date(2026, 9, 30)) == [(1, "open", [])]

    answer_direction(by=stage.officer, direction=direction, on=date(2026, 10, 5), text="Costed.")
    assert report_of(stage, date(2026, 10, 31)) == [(1, "open", ["Costed."])]
    assert report_of(stage, date(2026, 11, 30)) == [(1, "open", ["Costed."])]

    direction.refresh_from_db()
    closed(direction, chief, on=date(2026, 12, 10))
    assert report_of(stage, date(2026, 12, 31)) == [(1, "closed", ["Costed."])]
    assert report_of(stage, date(2027, 1, 31)) == []


def test_a_direction_given_and_closed_between_two_reports_is_told_once(stage, chief):
    report_of(stage, date(2026, 8, 31))
    closed(recorded(stage, chief), chief)
    assert report_of(stage, date(2026, 9, 30)) == [(1, "closed", [])]
    assert report_of(stage, date(2026, 10, 31)) == []


def test_the_plan_that_follows_carries_what_is_open(stage, chief):
    recorded(stage, chief, due_on=date(2026, 9, 25))
    following = replace(stage, plan=make.PlanFactory.create(area=stage.plan.area))
    order = freeze_report(
        by=stage.officer,
        report=following.begin(as_of=date(2026, 9, 30)),
        now=datetime(2026, 10, 1, 12, tzinfo=UTC),
    )
    row = content_of(order.snapshot)["directions"][0]
    assert (row["plan"], row["overdue"], row["days_overdue"]) == (stage.plan.title, True, 5)


def test_an_action_that_answers_says_how_it_stands_in_the_report(stage, chief):
    action = stage.plan.actions.get(number="1.1")
    direction = recorded(stage, chief)
    answer_direction(by=stage.officer, direction=direction, on=TODAY, action=action)
    report = freeze_report(
        by=stage.officer,
        report=stage.begin(as_of=date(2026, 9, 30), period=_after(stage, date(2026, 9, 30))),
        now=datetime(2026, 10, 1, 12, tzinfo=UTC),
    )
    row = content_of(report.snapshot)["directions"][0]["answers"][0]
    assert (row["action"], row["status"], row["status_label"]) == ("1.1", "on_track", "Green")


@pytest.mark.parametrize("closed_plan", [False, True])
def test_the_action_goes_into_the_plan_that_is_in_force(stage, chief, closed_plan):
    direction = recorded(stage, chief)
    following = make.PlanFactory.create(area=stage.plan.area)
    if closed_plan:
        direction.plan.state = PlanState.CLOSED
    assert plan_for(direction) == (following if closed_plan else stage.plan)
