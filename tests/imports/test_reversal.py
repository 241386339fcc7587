"""An import is taken back whole, until somebody has worked with the plan; nothing is deleted."""

from datetime import date
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from accounts.roles import Role
from actions.models import Action
from actions.services import edit_action
from audit.models import Event
from committees.models import Post
from dashboards.queries.first_steps import _leads
from imports.queries.reversal import held_by, posts_left, taken_back_by
from imports.rules.reversal import NOT_IMPORTED
from imports.services.reversal import ALREADY, WHY, take_import_back
from plans.enums import Decision, PlanState
from plans.models import Plan
from plans.services import decide_on_plan
from reminders.queries.asked import asks_due
from tests import factories as make
from tests.imports.test_plan import save

pytestmark = pytest.mark.django_db
REASON = "The wrong file."


@pytest.fixture
def area():
    return make.AreaFactory()


@pytest.fixture
def officer(area):
    return make.person_with(Role.LEAD_OFFICER, area)


@pytest.fixture
def plan(area, officer):
    return save(by=officer, area=area, file_name="plan.xlsx")


@pytest.fixture
def browser(client, officer):
    client.force_login(officer)
    return client


def rows_of_everything() -> dict[str, int]:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names()
        counts = {}
        for table in tables:
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
        return counts


def test_it_is_a_decision_and_nothing_is_deleted(plan, officer):
    before = rows_of_everything()
    take_import_back(by=officer, plan=plan, reason=REASON)
    plan.refresh_from_db()
    more = {name: n - before[name] for name, n in rows_of_everything().items() if n != before[name]}

    assert plan.state == PlanState.TAKEN_BACK
    assert (taken_back_by(plan).decided_by, taken_back_by(plan).note) == (str(officer), REASON)
    assert {name: n for name, n in more.items() if not name.startswith("audit_link")} == {
        "audit_event": 2, "audit_version": 1, "plans_signoff": 1,
    }  # fmt: skip
    assert Event.objects.get(verb="took import back").changes == {
        "reason": REASON,
        "held": held_by(plan).lines,
    }


def test_it_is_seen_in_no_list_and_by_its_address_as_taken_back(plan, officer, browser):
    take_import_back(by=officer, plan=plan, reason=REASON)
    action = plan.actions.first()

    assert list(Plan.objects.visible_to(officer)) == []
    assert list(Action.objects.visible_to(officer)) == []
    answer = browser.get(reverse("plan_dashboard", args=[plan.slug]), follow=True)
    assert answer.redirect_chain == [
        (reverse("plan_take_back", args=[plan.slug]), HTTPStatus.FOUND)
    ]
    assert answer.context["decision"].note == REASON
    assert next(str(row) for row in answer.context["actions"]) == str(action)
    assert list(browser.get(reverse("plan_list")).context["taken_back"]) == [plan]
    assert (
        browser.get(reverse("action_detail", args=[action.pk])).status_code == HTTPStatus.NOT_FOUND
    )


def test_a_stranger_finds_nothing_at_its_address(plan, officer, client):
    take_import_back(by=officer, plan=plan, reason=REASON)
    client.force_login(make.person_with(Role.CHIEF_OFFICER, plan.area))

    assert [
        client.get(reverse(name, args=[plan.slug])).status_code
        for name in ("plan_dashboard", "plan_take_back")
    ] == [HTTPStatus.NOT_FOUND] * 2


def test_its_title_is_free_for_the_next_import(plan, officer):
    take_import_back(by=officer, plan=plan, reason=REASON)
    again = save(by=officer, area=plan.area)

    assert (again.title, again.pk == plan.pk) == (plan.title, False)
    assert {post.pk for post in posts_left(again)} == set(
        Post.objects.filter(area=plan.area).values_list("pk", flat=True)
    )


def test_its_posts_lead_nothing_any_more(plan, officer):
    led = Post.objects.filter(_leads(), area=plan.area).count()
    take_import_back(by=officer, plan=plan, reason=REASON)

    assert (led > 0, Post.objects.filter(_leads(), area=plan.area).count()) == (True, 0)


@pytest.mark.parametrize("decisions", [[], ["agreed"], ["agreed", "published"]])
def test_it_goes_in_every_state_before_anybody_worked_with_it(plan, officer, decisions):
    for one in decisions:
        decide_on_plan(
            by=officer, plan=plan, decision=Decision(one), decided_by="COG", on=date(2025, 8, 2)
        )
    take_import_back(by=officer, plan=plan, reason=REASON)
    plan.refresh_from_db()

    assert plan.state == PlanState.TAKEN_BACK
    assert [ask for ask in asks_due(date(2026, 3, 2)) if ask.plan == plan] == []


SINCE = {
    "updates": lambda action: make.ProgressUpdateFactory(action=action),
    "new dates": lambda action: make.DeadlineRevisionFactory(
        action=action, from_due=date(2026, 7, 31)
    ),
    "reports": lambda action: make.ReportFactory(area=action.plan.area, plan=action.plan),
    "decisions of a meeting": lambda action: make.MeetingDecisionFactory(
        plan=action.plan, action=action, meeting=make.MeetingFactory()
    ),
    "a plan that follows it": lambda action: make.PlanFactory(
        area=action.plan.area, predecessor=action.plan
    ),
}


@pytest.mark.parametrize("kind", SINCE)
def test_it_stays_once_somebody_worked_with_it(plan, officer, kind):
    SINCE[kind](plan.actions.first())

    with pytest.raises(ValidationError) as refusal:
        take_import_back(by=officer, plan=plan, reason=REASON)
    assert refusal.value.messages == [
        f"Somebody has worked with this plan since: there are {kind}. So it stays."
    ]


def test_own_changes_go_with_it_and_those_of_others_keep_it(plan, officer):
    action = plan.actions.first()
    edit_action(by=officer, action=action, expected=1, text="Ask every child.")
    other = make.UserFactory(name="Morag Weir")
    with pytest.raises(ValidationError, match="changed this plan since"):
        edit_action(by=other, action=action, expected=2, text="Ask them all.")
        take_import_back(by=officer, plan=plan, reason=REASON)
    take_import_back(by=other, plan=plan, reason=REASON)

    assert Plan.objects.get(pk=plan.pk).state == PlanState.TAKEN_BACK


def test_what_was_written_by_hand_is_not_taken_back(officer, area):
    with pytest.raises(ValidationError) as refusal:
        take_import_back(by=officer, plan=make.PlanFactory(area=area), reason=REASON)
    assert refusal.value.messages == [NOT_IMPORTED]


def test_it_takes_a_reason_and_is_done_once(plan, officer):
    with pytest.raises(ValidationError) as refusal:
        take_import_back(by=officer, plan=plan, reason=" ")
    assert refusal.value.message_dict == {"reason": [WHY]}
    take_import_back(by=officer, plan=plan, reason=REASON)
    with pytest.raises(ValidationError) as refusal:
        take_import_back(by=officer, plan=plan, reason=REASON)
    assert refusal.value.messages == [ALREADY]


def test_the_page_says_what_goes_and_what_stays(plan, browser):
    page = browser.get(reverse("plan_take_back", args=[plan.slug])).context
    assert page["held"].lines[:2] == ["9 headings", "5 actions"]
    assert [str(post) for post in page["posts"]] == [
        str(post) for post in Post.objects.filter(area=plan.area).order_by("title")
    ]
    edit = browser.get(reverse("plan_edit", args=[plan.slug]))
    assert edit.context["takes_back"] is True

    answer = browser.post(reverse("plan_take_back", args=[plan.slug]), {"reason": REASON})
    assert answer["Location"] == reverse("plan_take_back", args=[plan.slug])
