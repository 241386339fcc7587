"""Outcomes and measures are linked from an action's own page and stand on it."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from actions.models import Action
from actions.services import edit_action, set_links, undo_change
from audit.models import Event
from audit.models.conflict import EditConflict
from plans.enums import PlanState
from tests import factories as make
from tests.audit.newest import newest_versions, rows_now
from tests.clients import client_of, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def action() -> Action:
    plan = make.PlanFactory(state=PlanState.PUBLISHED, under_review=True)
    make.SignOffFactory(plan=plan, decided_on=plan.period_start)
    return make.ActionFactory(plan=plan, number="1.1")


@pytest.fixture
def officer(action):
    return make.person_with(Role.LEAD_OFFICER, action.plan.area)


def test_links_are_set_and_taken_off_in_the_browser(action):
    one, two = (make.HighLevelOutcomeFactory(plan=action.plan) for _ in range(2))
    measure = make.MeasureFactory(plan=action.plan)
    client = client_of(Role.LEAD_OFFICER, action.plan.area)
    url = reverse("action_links", args=[action.pk])
    sent = {"outcomes": [one.pk, two.pk], "measures": [measure.pk], "expected": 1}

    page = client.post(url, sent, follow=True)
    assert told(page) == ["The links of action 1.1 are saved."]
    assert list(page.context["action"].outcomes.all()) == [one, two]
    client.post(url, {"outcomes": [two.pk], "expected": 2})

    assert (list(action.outcomes.all()), list(action.measures.all())) == ([two], [])
    assert rows_now() == newest_versions()


def test_the_form_begins_with_what_is_linked(action):
    measure = make.MeasureFactory(plan=action.plan)
    action.measures.add(measure)
    client = client_of(Role.LEAD_OFFICER, action.plan.area)

    form = client.get(reverse("action_links", args=[action.pk])).context["form"]

    assert ([*form.fields][-1], form["measures"].value()) == ("measures", [measure.pk])


def test_a_plan_without_any_says_so_and_where_to_write_them(action):
    client = client_of(Role.LEAD_OFFICER, action.plan.area)

    page = client.get(reverse("action_links", args=[action.pk]))

    why = "This plan has no high-level outcomes and no measures yet."
    assert page.context["page"].why_not == why
    assert reverse("measure_add", args=[action.plan.slug]) in page.content.decode()


def test_what_is_linked_stands_in_the_history(action, officer):
    outcome = make.HighLevelOutcomeFactory(plan=action.plan, number="07", text="Heard.")
    set_links(by=officer, action=action, expected=1, outcomes=[outcome], measures=[])
    client = client_of(Role.LEAD_OFFICER, action.plan.area)

    story = client.get(reverse("action_detail", args=[action.pk])).context["story"]

    assert (story[0].title, story[0].parts[-1]) == (
        "Outcomes and measures changed",
        ("High-level outcomes", "07 Heard. (before: none)"),
    )


def test_the_same_links_again_write_nothing(action, officer):
    set_links(by=officer, action=action, expected=7, outcomes=[], measures=[])

    assert not Event.objects.filter(verb="changed links").exists()


def test_links_that_somebody_else_changed_meanwhile_are_not_written_over(action, officer):
    measure = make.MeasureFactory(plan=action.plan)

    with pytest.raises(EditConflict):
        set_links(by=officer, action=action, expected=7, outcomes=[], measures=[measure])


def test_links_of_another_plan_are_the_programmers_fault(action, officer):
    with pytest.raises(ValueError, match="its own plan only"):
        set_links(
            by=officer, action=action, expected=1, outcomes=[], measures=[make.MeasureFactory()]
        )


def test_an_edit_before_a_link_is_undone_and_the_link_stays(action, officer):
    measure = make.MeasureFactory(plan=action.plan)
    before = action.text
    edit_action(by=officer, action=action, expected=1, text="Ask each child.")
    event = Event.objects.get(verb="edited action")
    set_links(by=officer, action=action, expected=2, outcomes=[], measures=[measure])

    undo_change(by=officer, action=action, change=event.pk)

    action.refresh_from_db()
    assert (action.text, list(action.measures.all())) == (before, [measure])
    assert rows_now() == newest_versions()
