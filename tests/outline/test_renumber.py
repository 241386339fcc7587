"""A plan is numbered anew in one act, after every old and new number was shown."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from actions.models import Action
from audit.models import Event
from outline.enums import NumberStyle
from outline.queries.tree import Outline, outline_of
from outline.services import renumber_plan
from plans.enums import PlanState
from plans.models import Plan
from tests import factories as make
from tests.audit.newest import newest_versions, rows_now
from tests.clients import client_of, told

pytestmark = pytest.mark.django_db

WITHIN = {1: NumberStyle.RUNNING, 0: NumberStyle.WITHIN}


@pytest.fixture
def plan() -> Plan:
    """Outcomes 1 and 3, with actions 1.1, 1.4 and 3.1, and one that was withdrawn as 1.2."""
    plan = make.PlanFactory(slug="our-plan", state=PlanState.PUBLISHED, under_review=True)
    make.SignOffFactory(plan=plan, decided_on=plan.period_start)
    level = make.LevelFactory(plan=plan, plural="Outcomes")
    one, two = (make.HeadingFactory(plan=plan, level=level, number=number) for number in "13")
    for heading, number in [(one, "1.1"), (one, "1.4"), (two, "3.1")]:
        make.ActionFactory(plan=plan, heading=heading, number=number, text=number)
    gone = timezone.localdate()
    make.ActionFactory(
        plan=plan, heading=one, number="1.2", withdrawn_on=gone, withdrawn_reason="Done elsewhere."
    )
    return plan


@pytest.fixture
def officer(plan):
    return make.person_with(Role.LEAD_OFFICER, plan.area)


def outline(plan: Plan) -> Outline:
    return outline_of(plan, timezone.localdate())


def printed(plan: Plan) -> list[str]:
    return [line.number for line in outline(plan)]


def renumbered(plan: Plan, by, styles, **given) -> int:
    said = {"seen": outline(plan).digest, "reason": "A new year.", **given}
    return renumber_plan(by=by, plan=plan, styles=styles, **said)


def test_gaps_are_closed_and_what_was_withdrawn_keeps_its_number(plan, officer):
    assert renumbered(plan, officer, WITHIN) == 3

    assert printed(plan) == ["1", "1.1", "1.2", "2", "2.1"]
    assert Action.objects.exclude(withdrawn_on=None).get().number == "1.2"
    assert rows_now() == newest_versions()


def test_it_is_one_recorded_act_and_stands_with_each_line(plan, officer):
    renumbered(plan, officer, WITHIN)

    act = Event.objects.get(verb="renumbered plan")
    numbers = ["1.4 → 1.2", "3 → 2", "3.1 → 2.1"]
    assert act.changes == {"reason": "A new year.", "numbers": numbers}
    lines = Event.objects.filter(verb__in=["renumbered heading", "renumbered action"])
    assert [event.changes["number"] for event in lines.order_by("pk")] == [
        *(["1.4", "1.2"], ["3", "2"], ["3.1", "2.1"])
    ]


def test_the_history_of_an_action_tells_it_with_the_reason(plan, officer):
    renumbered(plan, officer, WITHIN)
    client = client_of(Role.LEAD_OFFICER, plan.area)
    action = Action.objects.get(text="3.1")

    story = client.get(reverse("action_detail", args=[action.pk])).context["story"]

    assert (story[0].title, story[0].parts) == (
        "Renumbered with the plan",
        [("Reason", "A new year."), ("Undone", ""), ("Number", "“2.1” (before: “3.1”)")],
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reason": " "}, "Say why the plan is renumbered"),
        ({"seen": "other"}, "changed the plan since you opened"),
        ({"styles": {}}, "No number would change"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(plan, officer, given, words):
    with pytest.raises(ValidationError, match=words):
        renumbered(plan, officer, **{"styles": WITHIN, **given})

    assert printed(plan) == ["1", "1.1", "1.4", "3", "3.1"]


def test_a_draft_needs_no_reason(plan, officer):
    Plan.objects.update(state=PlanState.DRAFT)

    assert renumbered(plan, officer, WITHIN, reason="") == 3


def test_it_is_shown_with_the_papers_that_have_the_old_numbers_before_it_is_done(plan):
    make.issued_report(plan=plan)
    client = client_of(Role.LEAD_OFFICER, plan.area)
    url = reverse("outline_renumber", args=["our-plan"])
    opened = client.get(url).context
    form = opened["form"]
    assert (form["style1"].value(), form["style0"].value()) == ("running", "within")
    assert [field.label for field in form.visible_fields()][:2] == ["Outcomes", "Actions"]
    assert len(opened["issued"]) == 1
    sent = {name: form[name].value() or "" for name in form.fields} | {"reason": "A new year."}

    shown = client.post(url, sent | {"show": "Show the new numbers"}).context
    assert [(one.old, one.new) for one in shown["changes"]] == [
        *(("1.4", "1.2"), ("3", "2"), ("3.1", "2.1"))
    ]
    assert printed(plan) == ["1", "1.1", "1.4", "3", "3.1"]

    again = {name: shown["form"][name].value() for name in form.fields}
    assert told(client.post(url, again, follow=True)) == ["3 numbers changed."]
    assert printed(plan) == ["1", "1.1", "1.2", "2", "2.1"]


def test_numbers_that_would_stand_twice_are_said_before(plan):
    client = client_of(Role.LEAD_OFFICER, plan.area)
    url = reverse("outline_renumber", args=["our-plan"])

    shown = client.post(url, {"style1": "keep", "style0": "anew", "show": "1"}).context

    assert (list(shown["twice"]), [one.new for one in shown["changes"]]) == ([], ["1", "2", "1"])


def test_an_empty_plan_says_that_there_is_nothing_to_number(plan):
    client = client_of(Role.LEAD_OFFICER, plan.area)
    Action.objects.all().delete()
    plan.headings.all().delete()

    page = client.get(reverse("outline_renumber", args=["our-plan"])).context["page"]

    assert page.why_not == "There is nothing to number in this plan yet."
