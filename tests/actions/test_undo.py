"""Edits, changes of lead and withdrawals stand in the action's history and can be undone where it
is safe."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.roles import Role
from actions.models import Action
from actions.queries import word_changes
from actions.queries.word_changes import newest_change, reworded
from actions.services import edit_action, set_leads, undo_change, withdraw_action
from actions.services.undo import GONE
from audit.enums import Kind
from audit.models import Version
from plans.enums import PlanState
from plans.models import Plan
from reporting.models import Snapshot
from tests import factories as make
from tests.clients import told
from timescales.date_format import long_day

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
BEFORE = TODAY - timedelta(days=30)


@pytest.fixture
def officer():
    return make.UserFactory(name="Morag Weir")


@pytest.fixture
def action():
    plan = make.PlanFactory(state=PlanState.PUBLISHED, under_review=True)
    make.SignOffFactory(plan=plan, decided_on=BEFORE)
    return make.LeadFactory(action__plan=plan, action__text="Train some panels.").action


def read(action: Action) -> Action:
    return Action.objects.with_agreement().select_related("plan").get(pk=action.pk)


def edited(action: Action, by, **values) -> int:
    now = read(action)
    edit_action(by=by, action=now, expected=now.row_version, **values)
    return newest_change(now).pk


def undone(action: Action, by, change: int) -> Action:
    return undo_change(by=by, action=read(action), change=change)


def why_not(action: Action, by, change: int) -> str:
    with pytest.raises(ValidationError) as error:
        undone(action, by, change)
    [why] = error.value.messages
    return why


def test_an_edit_is_undone_and_both_stand_in_the_record(action, officer):
    change = edited(action, officer, text="Train every panel.", timescale_words="By July 2027")

    undone(action, officer, change)

    now = read(action)
    assert (now.text, now.timescale_words, now.due) == (
        "Train some panels.",
        action.timescale_words,
        action.due,
    )
    assert [(row.verb, row.who) for row in reworded(now)] == [
        ("edited action", "Morag Weir"),
        ("undid change", "Morag Weir"),
    ]
    newest = Version.objects.filter(kind=Kind.ACTION, key=action.pk).order_by("pk").last()
    assert newest.state == Action.objects.with_facts().get(pk=action.pk).thing().state


def test_leads_are_undone(action, officer):
    other, before = make.PostFactory(area=action.plan.area), action.leads.get().post
    set_leads(by=officer, action=action, accountable=other, contributing=[before])

    undone(action, officer, newest_change(action).pk)

    leads = action.leads.values_list("post", "accountable")
    assert list(leads) == [(before.pk, True)]


def test_a_withdrawal_is_undone_as_if_it_had_not_been(action, officer):
    withdraw_action(by=officer, action=action, reason="By mistake.", on=TODAY - timedelta(days=3))

    undone(action, officer, newest_change(action).pk)

    now = read(action)
    assert (now.withdrawn_on, now.withdrawn_reason) == (None, "")
    versions = Version.objects.filter(kind=Kind.ACTION, key=action.pk, state__withdrawn_on=None)
    assert versions.filter(valid_from=TODAY - timedelta(days=3)).exists()


def test_pressed_twice_it_is_done_once(action, officer):
    change = edited(action, officer, text="Train every panel.")
    undone(action, officer, change)

    assert why_not(action, officer, change) == GONE
    assert read(action).text == "Train some panels."


def test_what_was_changed_after_it_comes_first(action, officer):
    first = edited(action, officer, text="Train every panel.")
    edited(action, officer, text="Train all.")

    assert why_not(action, officer, first) == GONE


def test_an_undoing_is_not_undone(action, officer):
    undone(action, officer, edited(action, officer, text="Train every panel."))

    assert why_not(action, officer, newest_change(action).pk) == word_changes.UNDONE


def test_what_a_report_has_printed_since_stays(action, officer):
    change = edited(action, officer, text="Train every panel.")
    Snapshot.objects.create(
        plan=action.plan,
        as_of=TODAY,
        made_at=timezone.now() + timedelta(minutes=1),
        made_by="Una Ross",
        content="{}",
        sha256="0" * 64,
    )

    assert why_not(action, officer, change) == word_changes.REPORTED


def test_what_a_lead_has_answered_since_stays(action, officer):
    change = edited(action, officer, text="Train every panel.")
    make.ProgressUpdateFactory(action=action, made_at=timezone.now() + timedelta(minutes=1))

    assert why_not(action, officer, change) == word_changes.ANSWERED


def test_what_a_meeting_withdrew_a_meeting_decides_again(action, officer):
    make.MeetingDecisionFactory(
        plan=action.plan,
        action=action,
        state="applied",
        applied_by=officer,
        applied_at=timezone.now(),
    )
    withdraw_action(by=officer, action=action, reason="Merged.", on=TODAY)

    assert why_not(action, officer, newest_change(action).pk) == word_changes.MEETING


def test_in_a_closed_plan_nothing_is_undone(action, officer):
    change = edited(action, officer, text="Train every panel.")
    Plan.objects.filter(pk=action.plan_id).update(state=PlanState.CLOSED)

    assert why_not(action, officer, change) == word_changes.CLOSED


def test_an_edit_before_a_withdrawal_is_not_reached_over_it(action, officer):
    change = edited(action, officer, text="Train every panel.")
    Action.objects.filter(pk=action.pk).update(withdrawn_on=TODAY, withdrawn_reason="Merged.")

    assert why_not(action, officer, change) == word_changes.NOT_LAST


def test_the_same_action_added_again_keeps_the_first_withdrawn(action, officer):
    withdraw_action(by=officer, action=action, reason="By mistake.", on=TODAY)
    make.ActionFactory(plan=action.plan, text=action.text, number=action.number)

    assert "added again" in why_not(action, officer, newest_change(action).pk)


def test_a_date_that_was_moved_since_is_not_put_back_with_the_words(action, officer):
    change = edited(action, officer, text="Train every panel.")
    state = Action.objects.with_facts().get(pk=action.pk).thing().state
    Version.objects.create(
        kind=Kind.ACTION,
        key=action.pk,
        plan_id=action.plan_id,
        area_id=action.plan.area_id,
        valid_from=TODAY,
        by_label="Una Ross",
        state={**state, "due": "2027-12-31"},
    )

    assert why_not(action, officer, change) == word_changes.NOT_LAST


def test_the_history_names_who_edited_and_withdrew(client, action):
    user = make.person_with(Role.LEAD_OFFICER, action.plan.area, name="Morag Weir")
    client.force_login(user)
    post = action.leads.get().post
    edited(action, user, text="Train every panel.", number="9.9")
    set_leads(by=user, action=action, accountable=None, contributing=[])
    withdraw_action(by=user, action=action, reason="Merged.", on=TODAY)

    context = client.get(f"/actions/{action.pk}/").context

    shown = [(event.title, event.who, list(event.parts)) for event in context["story"][:3]]
    assert shown == [
        ("Withdrawn from the plan", "Morag Weir", [("Reason", "Merged.")]),
        (
            "Leads changed",
            "Morag Weir",
            [("Undone", ""), ("Leads", f"none (before: {post})")],
        ),
        (
            "The plan’s words edited",
            "Morag Weir",
            [
                ("Undone", ""),
                ("Number", "“9.9” (before: “1.1”)"),
                ("The action", "“Train every panel.” (before: “Train some panels.”)"),
            ],
        ),
    ]


def test_it_is_undone_from_the_page(client, action):
    user = make.person_with(Role.LEAD_OFFICER, action.plan.area)
    client.force_login(user)
    change = edited(action, user, text="Train every panel.")
    page = f"/actions/{action.pk}/"

    offered = client.get(page).context["last_change"]
    answer = client.post(f"{page}undo/", {"change": change}, follow=True)

    assert (offered.change.pk, offered.why_not) == (change, "")
    assert told(answer) == [
        f"Action {action.reference} is as it was. Both changes stay in its history."
    ]
    assert answer.context["last_change"].why_not == word_changes.UNDONE


def test_why_it_cannot_be_undone_stands_on_the_page(client, action):
    user = make.person_with(Role.LEAD_OFFICER, action.plan.area, name="Morag Weir")
    client.force_login(user)
    edited(action, user, text="Train every panel.")
    make.ProgressUpdateFactory(action=action, made_at=timezone.now() + timedelta(minutes=1))

    page = client.get(f"/actions/{action.pk}/").content.decode()

    told_ = f"The last change, by Morag Weir on {long_day(TODAY)}, cannot be undone."
    assert (page.count(told_), page.count("Undo this change")) == (1, 0)


def test_edits_of_a_draft_are_no_history(client):
    action = make.ActionFactory()
    user = make.person_with(Role.LEAD_OFFICER, action.plan.area)
    client.force_login(user)
    edited(action, user, text="Train every panel.")

    context = client.get(f"/actions/{action.pk}/").context

    assert ([event.title for event in context["story"]], context["last_change"]) == (
        ["Added to the plan"],
        None,
    )
