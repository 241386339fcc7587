"""My actions: what is asked comes first."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from actions.enums import CompletionState
from committees.enums import Capacity
from documents.enums import Canonical
from plans.enums import PlanState
from tests.actions.scene import Scene, scene
from tests.factories import (
    ActionFactory,
    ChallengeFactory,
    CompletionFactory,
    GroupFactory,
    LeadFactory,
    PlanFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
    UpdateWindowFactory,
    led_action,
    person_with,
)
from timescales.enums import TimescaleKind
from updates.queries.my_actions import MyActions, my_actions

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
WEEK = timedelta(days=7)


def groups(found: MyActions) -> dict[str, list[str]]:
    """References by group, empty groups left out."""
    rows = {name: getattr(found, name) for name in ("asked", "overdue", "rest", "done")}
    return {
        name: [mine.standing.action.reference for mine in part]
        for name, part in rows.items()
        if part
    }


def asks(found: MyActions) -> list[tuple[str, date | None]]:
    return [(ask.words, ask.by) for mine in found.asked for ask in mine.asks]


def answered(made: Scene, **fields):
    """Another action of the lead, updated in the window."""
    action = made.more(**fields)
    ProgressUpdateFactory.create(action=action, as_at=TODAY)
    return action


def test_actions_stand_under_what_there_is_to_do():
    made = scene()
    answered(made, due=TODAY - WEEK)
    answered(made)
    done = made.more()
    CompletionFactory.create(action=done, completed_on=TODAY, state=CompletionState.VERIFIED)

    assert groups(my_actions(made.lead, TODAY)) == {
        "asked": ["1.1"],
        "overdue": ["1.2"],
        "rest": ["1.3"],
        "done": ["1.4"],
    }


def test_window_says_by_when():
    made = scene()

    found = my_actions(made.lead, TODAY)

    assert asks(found) == [("Quarter 2", made.window.closes_on)]
    assert found.closes_on == made.window.closes_on


def test_closed_window_can_still_be_answered():
    made = scene()
    later = made.window.closes_on + timedelta(days=1)

    found = my_actions(made.lead, later)

    assert asks(found) == [("“Quarter 2” has closed. You can still answer.", None)]
    assert found.closes_on is None


def test_without_a_window_nothing_is_asked():
    made = scene()
    made.window.delete()

    assert groups(my_actions(made.lead, TODAY)) == {"rest": ["1.1"]}


def test_returned_completion_is_asked_again_with_its_note():
    made = scene()
    update = ProgressUpdateFactory.create(
        action=made.action, as_at=TODAY, canonical=Canonical.COMPLETE
    )
    CompletionFactory.create(
        action=made.action,
        update_claiming=update,
        completed_on=TODAY,
        state=CompletionState.RETURNED,
        note="Where are the minutes?",
    )

    assert asks(my_actions(made.lead, TODAY)) == [
        ("Not yet accepted as complete: Where are the minutes?", None)
    ]


def test_claimed_completion_is_not_asked_again():
    made = scene()
    CompletionFactory.create(action=made.action, completed_on=TODAY - WEEK)

    assert groups(my_actions(made.lead, TODAY)) == {"rest": ["1.1"]}


def test_challenge_to_the_last_word_is_asked():
    made = scene()
    update = ProgressUpdateFactory.create(action=made.action, as_at=TODAY)
    chair = person_with(Role.CHAIR, made.plan.area, name="Ishbel Garrow")
    ChallengeFactory.create(
        action=made.action, update_challenged=update, made_on=TODAY, made_by=chair
    )

    assert asks(my_actions(made.lead, TODAY)) == [
        ("Ishbel Garrow rates it Amber: No trainer is in post yet.", None)
    ]


def test_contributing_lead_sees_the_action_but_is_not_asked():
    made = scene()
    other = person_with(Role.ACTION_LEAD, made.plan.area)
    lead = LeadFactory.create(action=made.action, accountable=False)
    PostHoldingFactory.create(post=lead.post, user=other)

    assert groups(my_actions(other, TODAY)) == {"rest": ["1.1"]}


def test_group_of_a_sub_committee_chair_and_a_deputys_post_are_theirs():
    made = scene()
    chair = person_with(Role.SUB_COMMITTEE_CHAIR, made.plan.area)
    group = GroupFactory.create(area=made.plan.area)
    LeadFactory.create(action=ActionFactory.create(plan=made.plan), post=group)
    PostHoldingFactory.create(post=group, user=chair)
    PostHoldingFactory.create(
        post=made.action.leads.get().post, user=chair, capacity=Capacity.DEPUTY
    )

    assert groups(my_actions(chair, TODAY)) == {"asked": ["1.1", "1.2"]}


@pytest.mark.parametrize(
    "change",
    [
        {"starts": TODAY + WEEK},
        {"ends": TODAY - WEEK},
    ],
)
def test_post_not_held_today_brings_nothing(change):
    made = scene()
    holding = made.action.leads.get().post.holdings.get()
    type(holding).objects.filter(pk=holding.pk).update(**change)

    assert groups(my_actions(made.lead, TODAY)) == {}


def test_withdrawn_actions_and_closed_plans_are_left_out():
    made = scene()
    made.more(withdrawn_on=TODAY, withdrawn_reason="Merged.")
    closed = PlanFactory.create(area=made.plan.area, state=PlanState.CLOSED)
    led_action(made.lead, closed)

    assert groups(my_actions(made.lead, TODAY)) == {"asked": ["1.1"]}


def test_plan_of_another_area_is_not_seen():
    made = scene()
    led_action(made.lead, PlanFactory.create())

    assert my_actions(made.lead, TODAY).total == 1


def test_page_says_how_many_wait_and_by_when(client):
    made = scene()
    client.force_login(made.lead)

    page = " ".join(client.get("/my-actions/").content.decode().split())

    closes = f"{made.window.closes_on:%-d %B %Y}"
    assert f"1 action waits for your answer, by <strong>{closes}</strong>." in page


@pytest.mark.parametrize(
    ("prepare", "expected"),
    [
        (lambda made: made.action.leads.all().delete(), "You lead no actions today"),
        (lambda made: made.window.delete(), "Nothing is asked of you now."),
        (
            lambda made: ProgressUpdateFactory.create(action=made.action, as_at=TODAY),
            "You have answered everything.",
        ),
    ],
)
def test_page_has_words_for_having_nothing_to_do(client, prepare, expected):
    made = scene()
    prepare(made)
    client.force_login(made.lead)

    assert expected in client.get("/my-actions/").content.decode()


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_page_takes_the_same_queries_for_one_row_and_for_thirty(client):
    made = scene()
    client.force_login(made.lead)
    one = queries(client, "/my-actions/")
    for number in range(29):
        action = made.more(due=None if number % 3 else TODAY - WEEK)
        ProgressUpdateFactory.create(action=action, as_at=TODAY - WEEK * (number % 9))
        if number % 4 == 0:
            CompletionFactory.create(action=action, completed_on=TODAY)

    assert queries(client, "/my-actions/") == one
    assert one <= 12


def test_second_plan_is_named_in_each_row(client):
    made = scene()
    other = PlanFactory.create(area=made.plan.area, title="Regional plan")
    UpdateWindowFactory.create(plan=other, opens_on=TODAY, closes_on=TODAY)
    led_action(made.lead, other, timescale_kind=TimescaleKind.UNKNOWN)

    found = my_actions(made.lead, TODAY)

    assert (found.many_plans, found.closes_on) == (True, TODAY)
