"""What each person can do with directions in the browser."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from reporting.enums import DirectionState
from reporting.models import Direction
from tests import factories as make
from tests.reporting.scene import NEXT, Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Scene:
    return scene()


@pytest.fixture
def direction(stage) -> Direction:
    return make.DirectionFactory.create(report=make.issued_report(plan=stage.plan))


def said(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_chief_officer_records_a_direction_on_an_issued_report(client, stage):
    report = make.issued_report(plan=stage.plan)
    client.force_login(stage.person(Role.CHIEF_OFFICER))
    answer = client.post(
        reverse("direction_record", args=[report.pk]),
        {"text": "Bring the figures.", "given_by": "Chief Officers Group",
         "given_on": "20 September 2026"},
    )  # fmt: skip
    made = Direction.objects.get()
    assert answer["Location"] == reverse("direction_detail", args=[made.pk])
    assert (made.text, made.number, made.report) == ("Bring the figures.", 1, report)


def test_the_report_lists_its_directions(client, stage, direction):
    client.force_login(stage.officer)
    page = client.get(reverse("report_detail", args=[direction.report_id])).content.decode()
    assert reverse("direction_detail", args=[direction.pk]) in page
    assert reverse("direction_record", args=[direction.report_id]) in page


def test_a_report_that_was_not_issued_takes_none(client, stage):
    draft = stage.begin()
    client.force_login(stage.officer)
    answer = client.get(reverse("direction_record", args=[draft.pk]), follow=True)
    assert [words.partition(".")[0] for words in said(answer)] == [
        "Directions answer an issued report"
    ]
    assert reverse("direction_record", args=[draft.pk]) not in answer.content.decode()


def test_officer_turns_a_direction_into_an_action(client, stage, direction):
    client.force_login(stage.officer)
    client.post(
        reverse("direction_answer", args=[direction.pk]),
        {"how": "new", "action_text": "Cost advocacy.", "text": "It is in the plan now."},
    )
    answer = direction.answers.get()
    assert (answer.action.text, answer.text) == ("Cost advocacy.", "It is in the plan now.")


def test_fields_of_another_way_of_answering_are_left_out(client, stage, direction):
    client.force_login(stage.officer)
    client.post(
        reverse("direction_answer", args=[direction.pk]),
        {"how": "words", "text": "It is settled.", "action_text": "Typed before.",
         "action": stage.plan.actions.first().pk},
    )  # fmt: skip
    answer = direction.answers.get()
    assert (answer.action, answer.text) == (None, "It is settled.")


@pytest.mark.parametrize(
    ("sent", "named"),
    [({"how": "words"}, "text"), ({"how": "new"}, "action_text"), ({"how": "existing"}, "action"),
     ({}, "how")],
)  # fmt: skip
def test_an_empty_answer_is_refused_beside_its_field(client, stage, direction, sent, named):
    client.force_login(stage.officer)
    answer = client.post(reverse("direction_answer", args=[direction.pk]), sent)
    assert list(answer.context["form"].errors) == [named]


def test_the_chair_answers_and_adds_no_action(client, stage, direction):
    client.force_login(stage.chair)
    form = client.get(reverse("direction_answer", args=[direction.pk])).context["form"]
    assert [key for key, _ in form.fields["how"].choices] == ["words", "existing"]


def test_a_chief_officer_reads_the_action_as_last_reported(client, stage):
    report = make.issued_report(plan=stage.plan)
    direction = make.DirectionFactory.create(report=report)
    action = stage.plan.actions.get(number="1.2")
    make.DirectionAnswerFactory.create(direction=direction, action=action, text="")
    make.ProgressUpdateFactory.create(action=action, as_at=timezone.localdate())
    client.force_login(stage.person(Role.CHIEF_OFFICER))
    page = client.get(reverse("direction_detail", args=[direction.pk])).content.decode()
    assert "Not updated this quarter" in page
    assert reverse("action_detail", args=[action.pk]) not in page


def test_who_answered_is_offered_no_closing(client, stage, direction):
    make.DirectionAnswerFactory.create(direction=direction, answered_by=stage.officer)
    client.force_login(stage.officer)
    page = client.get(reverse("direction_detail", args=[direction.pk]))
    why = "You answered this direction, so somebody else has to close it."
    assert (page.context["closes"], page.context["why_not"]) == (
        False,
        f"{why} {stage.chair} or {stage.chief} can.",
    )


def test_closing_shows_an_answer_that_came_in_between(client, stage, direction):
    client.force_login(stage.person(Role.CHIEF_OFFICER))
    address = reverse("direction_close", args=[direction.pk])
    make.DirectionAnswerFactory.create(direction=direction, text="Here is the plan.")
    Direction.objects.update(row_version=2)
    answer = client.post(address, {"expected": 1, "closing_note": "Nothing came."})
    assert answer.context["form"].both_texts() == [
        ("Answer of 1 October 2026", "Here is the plan.", ""),
        ("Why is it closed?", "", "Nothing came."),
    ]

    client.post(address, {"expected": 2, "closing_note": "Settled."})
    direction.refresh_from_db()
    assert (direction.state, direction.closing_note) == (DirectionState.CLOSED, "Settled.")


def test_what_comes_after_the_closing_is_not_taken_in_silence(client, stage, direction):
    closer = stage.person(Role.CHIEF_OFFICER)
    Direction.objects.update(
        state=DirectionState.CLOSED, closed_by=closer, closed_on="2026-10-01", closing_note="Done."
    )
    client.force_login(stage.officer)
    address = reverse("direction_answer", args=[direction.pk])
    answer = client.post(address, {"how": "words", "text": "Late."}, follow=True)
    assert said(answer) == ["Direction 1 was closed in the meantime. Nothing was saved."]


@pytest.mark.parametrize("name", ["direction_detail", "direction_answer", "direction_close"])
def test_other_areas_do_not_know_of_it(client, direction, name):
    client.force_login(make.person_with(Role.LEAD_OFFICER, make.AreaFactory.create()))
    assert client.get(reverse(name, args=[direction.pk])).status_code == HTTPStatus.NOT_FOUND


def test_the_list_shows_ones_own_areas_with_words_for_each_state(client, stage):
    report = make.issued_report(plan=stage.plan)
    for state in ({}, {"due_on": "2026-09-30"}):
        make.DirectionFactory.create(report=report, **state)
    make.DirectionAnswerFactory.create(direction__report=report)
    make.DirectionFactory.create()
    client.force_login(stage.person(Role.MEMBER))
    rows = client.get(reverse("direction_list")).context["rows"]
    assert [(row.direction.number, row.tag.label) for row in rows] == [
        (1, "Not answered yet"), (2, "Past its date"), (3, "Answered"),
    ]  # fmt: skip


@pytest.mark.parametrize("role", [Role.CHAIR, Role.LEAD_OFFICER])
def test_home_asks_those_who_answer(client, stage, direction, role):
    client.force_login(stage.chair if role == Role.CHAIR else stage.officer)
    found = client.get(reverse("home")).context["home"].directions
    assert [row.direction for row in found] == [direction]


def test_home_asks_nobody_else(client, stage, direction):
    client.force_login(stage.person(Role.CHIEF_OFFICER))
    assert client.get(reverse("home")).context["home"].directions == []


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_do_not_grow(client, django_assert_max_num_queries, stage, rows):
    report = make.issued_report(plan=stage.plan)
    for number in range(rows):
        make.DirectionAnswerFactory.create(direction__report=report, direction__number=number + 1)
    client.force_login(stage.officer)
    with django_assert_max_num_queries(4):
        client.get(reverse("direction_list"))
    with django_assert_max_num_queries(20):
        client.get(reverse("report_detail", args=[report.pk]))


def test_readiness_names_what_is_not_answered_checked_or_applied(client, stage, direction):
    make.MeetingDecisionFactory.create(plan=stage.plan, meeting__held_on="2026-09-20")
    report = stage.begin(as_of=direction.given_on, period=NEXT)
    client.force_login(stage.officer)
    page = client.get(reverse("report_detail", args=[report.pk]))
    texts = [check.text for check in page.context["readiness"].checks]
    assert "1 direction (1) will print as not answered yet." in texts
    assert "1 decision of a meeting not applied to the plan yet." in texts
    assert any(text.endswith("with an update that nobody has checked.") for text in texts)
