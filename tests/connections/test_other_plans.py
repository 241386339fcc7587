"""Which other plans an action serves, and every action that serves another plan."""

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.roles import Role
from actions.enums import LineageKind
from audit.models import Event
from committees.queries.history import events_seen
from connections.models import Connection, OtherPlan
from connections.queries.files import NONE_YET, Extract
from connections.queries.served import other_plans, served_by, serving
from connections.rules.facts import OtherPlanFacts
from connections.services import (
    add_other_plan,
    connect_action,
    disconnect_action,
    edit_other_plan,
)
from documents.enums import Canonical
from plans.enums import PlanState
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)


@pytest.fixture
def plan():
    return make.PlanFactory(state=PlanState.PUBLISHED, title="Plan of today")


@pytest.fixture
def officer(plan):
    return make.person_with(Role.LEAD_OFFICER, plan.area)


@pytest.fixture
def other(plan):
    return make.OtherPlanFactory(area=plan.area, name="Children’s services plan")


def test_extract_holds_every_action_as_it_stands(plan, officer, other):
    second = make.PlanFactory(area=plan.area, state=PlanState.PUBLISHED, title="Audit plan")
    first = make.ActionFactory(plan=plan, number="2.1")
    make.ProgressUpdateFactory(
        action=first, as_at=TODAY, canonical=Canonical.ON_TRACK, what_happened="Half are trained."
    )
    for action in (first, make.ActionFactory(plan=second, number="9")):
        connect_action(by=officer, other_plan=other, action=action)
    make.ConnectionFactory(other_plan__area=plan.area)

    rows = serving(officer, other, TODAY)

    assert [(one.plan, one.reference, one.words) for one in rows] == [
        ("Audit plan", "9", ""),
        ("Plan of today", "2.1", "Half are trained."),
    ]


def test_what_took_the_place_of_an_action_serves_on(plan, officer, other):
    old = make.ActionFactory(
        plan=plan, number="1.1", withdrawn_on=date(2026, 11, 1), withdrawn_reason="Split."
    )
    gone = make.ActionFactory(
        plan=plan, number="1.2", withdrawn_on=date(2026, 11, 1), withdrawn_reason="No need."
    )
    parts = [make.ActionFactory(plan=plan, number=number) for number in ("3.1", "3.2")]
    for part in parts:
        make.LineageFactory(source=old, target=part, kind=LineageKind.SPLIT)
    for action in (old, gone, parts[0]):
        make.ConnectionFactory(other_plan=other, action=action)

    rows = serving(officer, other, TODAY)

    assert [(one.reference, one.withdrawn_on is None) for one in rows] == [
        ("3.1", True),
        ("3.2", True),
        ("1.2", False),
    ]
    assert [(one.connection.action, one.through) for one in served_by(officer, parts[0])] == [
        (parts[0], "")
    ]
    assert [(one.connection.action, one.through) for one in served_by(officer, parts[1])] == [
        (old, "1.1")
    ]


def test_tie_is_made_once_and_stays_when_taken_off(plan, officer, other):
    action = make.ActionFactory(plan=plan)
    row = connect_action(by=officer, other_plan=other, action=action)
    assert connect_action(by=officer, other_plan=other, action=action) == row

    disconnect_action(by=officer, connection=row)
    disconnect_action(by=officer, connection=row)

    assert (Connection.objects.get().ended_by, list(serving(officer, other, TODAY))) == (
        officer,
        [],
    )
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == [
        "connected action to other plan",
        "disconnected action from other plan",
    ]


def test_no_withdrawn_action_and_none_of_another_area_serves(plan, officer, other):
    gone = make.ActionFactory(plan=plan, withdrawn_on=TODAY, withdrawn_reason="Done.")
    with pytest.raises(ValidationError):
        connect_action(by=officer, other_plan=other, action=gone)
    with pytest.raises(ValueError, match="its own area"):
        connect_action(by=officer, other_plan=other, action=make.ActionFactory())


@pytest.mark.parametrize(
    "facts",
    [
        OtherPlanFacts("Children’s services plan"),
        OtherPlanFacts("Other", starts=TODAY, ends=date(2026, 1, 1)),
        OtherPlanFacts("Other", address="no address"),
        OtherPlanFacts(""),
    ],
)
def test_other_plan_that_cannot_be_is_refused(plan, officer, other, facts):
    with pytest.raises(ValidationError):
        add_other_plan(by=officer, area=plan.area, facts=facts)

    assert OtherPlan.objects.count() == 1


def test_another_edition_is_a_plan_of_its_own(plan, officer, other):
    facts = OtherPlanFacts(other.name, edition="Second edition")

    second = add_other_plan(by=officer, area=plan.area, facts=facts)
    edit_other_plan(by=officer, other_plan=second, expected=1, facts=facts)

    assert (str(second), second.row_version) == (
        "Children’s services plan (Second edition)",
        1,
    )


def test_list_counts_actions_and_puts_what_is_over_last(plan, officer, other):
    over = make.OtherPlanFactory(area=plan.area, name="A plan that is over", ends=TODAY)
    make.OtherPlanFactory()
    make.ConnectionFactory(other_plan=other, action=make.ActionFactory(plan=plan))
    make.ConnectionFactory(
        other_plan=other, action=make.ActionFactory(plan=plan), ended_at="2026-11-01T09:00Z"
    )

    day_after = date(2026, 11, 21)
    rows = other_plans(officer, plan.area, day_after)

    assert [(row.plan, row.actions, row.over) for row in rows] == [
        (other, 1, False),
        (over, 0, True),
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (None, None, ""),
        (date(2026, 4, 1), None, "From 1 April 2026"),
        (None, date(2029, 3, 31), "To 31 March 2029"),
        (date(2026, 4, 1), date(2029, 3, 31), "1 April 2026 to 31 March 2029"),
    ],
)
def test_period_in_words(starts, ends, words):
    row = make.OtherPlanFactory.build(area=None, starts=starts, ends=ends)

    assert Extract(row, [], TODAY).period == words


def test_pages_and_files_of_an_extract(plan, officer, other, client):
    action = make.ActionFactory(plan=plan, number="2.1", text="=Train every school.")
    client.force_login(officer)
    page = client.get(reverse("other_plan", args=[other.pk])).content.decode()
    assert NONE_YET in page
    connect_action(by=officer, other_plan=other, action=action)

    page = client.get(reverse("other_plan", args=[other.pk])).content.decode()
    book = client.get(reverse("other_plan_file", args=[other.pk, "xlsx"]))
    paper = client.get(reverse("other_plan_file", args=[other.pk, "pdf"]))
    detail = client.get(reverse("action_detail", args=[action.pk])).content.decode()

    sheet = load_workbook(io.BytesIO(book.content))["Actions"]
    assert "One action serves it." in page
    assert [cell.value for cell in sheet[2]][:3] == [
        "2.1",
        "=Train every school.",
        "Plan of today",
    ]
    assert paper.content.startswith(b"%PDF-")
    assert client.get(reverse("other_plan_file", args=[other.pk, "doc"])).status_code == 404
    assert reverse("other_plan", args=[other.pk]) in detail


def test_inspector_learns_of_no_action_of_a_draft_plan(client):
    row = make.ConnectionFactory(action__text="Not agreed yet")
    inspector = make.person_with(Role.INSPECTOR, row.other_plan.area)
    client.force_login(inspector)

    page = client.get(reverse("other_plan", args=[row.other_plan_id])).content.decode()

    assert ("Not agreed yet" in page, NONE_YET in page) == (False, True)
    assert [one.actions for one in other_plans(inspector, row.other_plan.area, TODAY)] == [0]
    officer = make.person_with(Role.LEAD_OFFICER, row.other_plan.area)
    disconnect_action(by=officer, connection=row)
    assert list(events_seen(inspector, row.other_plan.area)) == []


def test_extract_costs_the_same_for_one_action_and_many(plan, officer, other):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            serving(officer, other, TODAY)
        return len(queries)

    make.ConnectionFactory(other_plan=other, action=make.ActionFactory(plan=plan))
    one = asked()
    for _ in range(5):
        make.ConnectionFactory(other_plan=other, action=make.ActionFactory(plan=plan))

    assert asked() == one
