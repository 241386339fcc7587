"""An action's page: what the plan says, how it stands, who leads it, its story."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from actions.enums import CompletionState, RevisionState, Source
from actions.permissions import abilities, updates_as
from actions.queries.record import action_detail
from actions.rules.status_tags import understood
from committees.enums import Capacity
from documents.enums import Canonical
from tests.actions.scene import scene
from tests.factories import (
    ActionFactory,
    ChallengeFactory,
    CompletionFactory,
    DeadlineRevisionFactory,
    GroupFactory,
    LeadFactory,
    PlanFactory,
    PostHoldingFactory,
    ProgressUpdateFactory,
    person_with,
)
from timescales.enums import Recurrence, TimescaleKind

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_text_of_the_plan_is_printed_unchanged(client):
    made = scene(text="1.1: First line\n• a bullet\n“quoted” & <b>", timescale_words="By  Spring")
    client.force_login(made.lead)

    page = client.get(f"/actions/{made.action.pk}/").content.decode()

    assert "1.1: First line\n• a bullet\n“quoted” &amp; &lt;b&gt;" in page
    assert "By  Spring" in page


def test_silent_action_is_not_shown_with_its_last_colour():
    made = scene()

    detail = action_detail(made.action, TODAY)

    assert (detail.status.label, detail.rating.label) == ("Not updated this quarter", "Green")


def test_challenge_stands_beside_the_leads_rating(client):
    made = scene()
    update = ProgressUpdateFactory.create(action=made.action, as_at=TODAY)
    ChallengeFactory.create(action=made.action, update_challenged=update, made_on=TODAY)
    client.force_login(made.lead)

    detail = client.get(f"/actions/{made.action.pk}/").context["detail"]

    assert (detail.status.label, detail.rating.label, detail.challenged.label) == (
        "Green",
        "Green",
        "Amber",
    )
    assert (detail.challenged.symbol, detail.challenge.reason) == (
        "▲",
        "No trainer is in post yet.",
    )


def test_rules_propose_in_the_legends_words_with_their_reason():
    made = scene()
    plan = PlanFactory.create(preset="traffic-light-date")
    late = ActionFactory.create(plan=plan, due=TODAY - timedelta(days=3))
    ProgressUpdateFactory.create(action=late, as_at=TODAY)

    [proposal] = action_detail(late, TODAY).proposals

    assert (proposal.status.label, proposal.reason) == (
        "Outwith deadline, revision required",
        "Its date passed 3 days ago",
    )
    assert action_detail(made.action, TODAY).proposals == []


def test_leads_come_with_their_holders_deputies_and_vacancies():
    made = scene()
    post = made.action.leads.get().post
    deputy = person_with(Role.ACTION_LEAD, made.plan.area, name="Rory Bain")
    PostHoldingFactory.create(post=post, user=deputy, capacity=Capacity.DEPUTY)
    vacant = LeadFactory.create(action=made.action, accountable=False)

    leads = action_detail(made.action, TODAY).leads

    assert [(one.title, one.accountable, one.holder, list(one.deputies)) for one in leads] == [
        (post.title, True, "Ailsa Wren", ["Rory Bain"]),
        (vacant.post.title, False, "", []),
    ]


def test_history_reads_as_a_story_newest_first():
    made = scene()
    action = made.action
    day = date(2026, 6, 1)
    chair = person_with(Role.CHAIR, made.plan.area, name="Ishbel Garrow")
    update = ProgressUpdateFactory.create(
        action=action, as_at=day, canonical=Canonical.AT_RISK, author_label="Tomasz Wilk",
        source=Source.ON_BEHALF,
    )  # fmt: skip
    ChallengeFactory.create(
        action=action, update_challenged=update, made_on=day + timedelta(1), made_by=chair
    )
    DeadlineRevisionFactory.create(
        action=action, requested_on=day + timedelta(2), requested_by=made.lead, decided_by=chair,
        decided_on=day + timedelta(3), state=RevisionState.DECLINED, decision_note="Not yet.",
    )  # fmt: skip
    CompletionFactory.create(
        action=action, completed_on=day + timedelta(4), decided_by=chair,
        decided_on=day + timedelta(5), state=CompletionState.RETURNED, note="Which report?",
        update_claiming__as_at=day + timedelta(4),
        update_claiming__author_label="Ailsa Wren",
        update_claiming__action=action,
    )  # fmt: skip

    events = action_detail(action, day + timedelta(30)).story

    assert [(event.title, event.who, event.kind) for event in events] == [
        ("Update", str(made.lead), ""),
        ("Completion returned to the lead", "Ishbel Garrow", "decision"),
        ("Reported complete", "Ailsa Wren", ""),
        ("New date declined", "Ishbel Garrow", "decision"),
        ("New date asked for", "Ailsa Wren", ""),
        ("Rating challenged", "Ishbel Garrow", "decision"),
        ("Update", "Tomasz Wilk, on the lead’s behalf", ""),
        ("Added to the plan", "", ""),
    ]


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"source": Source.IMPORTED}, "Printed in the plan that was brought in"),
        ({"nothing_to_report": True, "what_happened": ""}, "Nothing to report, still"),
        ({"canonical": Canonical.COMPLETE, "evidence": "A report."}, "Reported complete"),
    ],
)
def test_updates_of_each_kind_have_their_own_title(fields, title):
    made = scene()
    ProgressUpdateFactory.create(action=made.action, as_at=TODAY, **fields)

    assert action_detail(made.action, TODAY).story[0].title == title


def test_withdrawal_and_verification_end_the_story():
    made = scene(withdrawn_on=TODAY, withdrawn_reason="Merged with 2.1.")
    CompletionFactory.create(
        action=made.action,
        completed_on=TODAY - timedelta(days=9),
        state=CompletionState.VERIFIED,
        days_late=4,
    )

    newest, before = action_detail(made.action, TODAY).story[:2]

    assert (newest.title, list(newest.parts)) == (
        "Withdrawn from the plan",
        [("Reason", "Merged with 2.1.")],
    )
    assert (before.title, before.parts[0]) == (
        "Completion verified",
        ("Late", "4 days after its date"),
    )


def test_page_takes_the_same_queries_for_a_short_and_a_long_history(client):
    made = scene()
    client.force_login(made.lead)
    path = f"/actions/{made.action.pk}/"
    short = queries(client, path)
    for days in range(30):
        update = ProgressUpdateFactory.create(
            action=made.action, as_at=TODAY - timedelta(days=days)
        )
        ChallengeFactory.create(action=made.action, update_challenged=update, made_on=TODAY)
        DeadlineRevisionFactory.create(action=made.action, state=RevisionState.APPROVED)
        lead = LeadFactory.create(action=made.action, accountable=False)
        PostHoldingFactory.create(post=lead.post)

    assert queries(client, path) == short


T = TimescaleKind
DAY = date(2026, 7, 31)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"timescale_kind": T.BY_DATE, "due": DAY}, "To be done by 31 July 2026"),
        ({"timescale_kind": T.BY_DATE, "due": None}, "By a date"),
        ({"timescale_kind": T.FROM_DATE, "starts": DAY}, "From 31 July 2026, with no end"),
        (
            {"timescale_kind": T.RECURRING, "recurrence": Recurrence.QUARTERLY},
            "Recurring: quarterly",
        ),
        ({"timescale_kind": T.MEETING}, "Tied to a meeting"),
        ({"timescale_kind": T.CONTINUOUS}, "Continuous: reviewed each quarter, never overdue"),
        ({"timescale_kind": T.ON_DEMAND}, "When it is needed: never overdue"),
        ({"timescale_kind": T.MISPLACED}, "Not a timescale: somebody needs to look at it"),
        ({"timescale_kind": T.UNKNOWN}, "Not understood: somebody needs to look at it"),
    ],
)
def test_what_was_understood_of_a_timescale_is_said(fields, expected):
    assert understood(ActionFactory.build(plan=PlanFactory.create(), **fields)) == expected


@pytest.mark.parametrize(
    ("role", "holds", "expected"),
    [
        (Role.ACTION_LEAD, "post", Source.LEAD),
        (Role.ACTION_LEAD, "", None),
        (Role.SUB_COMMITTEE_CHAIR, "group", Source.LEAD),
        (Role.SUB_COMMITTEE_CHAIR, "", None),
        (Role.LEAD_OFFICER, "post", Source.LEAD),
        (Role.LEAD_OFFICER, "", Source.ON_BEHALF),
        (Role.CHAIR, "post", Source.LEAD),
        (Role.CHAIR, "", None),
        (Role.MEMBER, "post", None),
        (Role.MEMBER, "group", None),
        (Role.INSPECTOR, "post", None),
        (Role.CHIEF_OFFICER, "post", None),
        (Role.ADMINISTRATOR, "post", None),
    ],
)
@pytest.mark.parametrize("capacity", [Capacity.HOLDER, Capacity.DEPUTY])
def test_who_updates_as_whom(role, holds, expected, capacity):
    action = ActionFactory.create()
    user = person_with(role, action.plan.area)
    if holds:
        group = {"post": GroupFactory.create(area=action.plan.area)} if holds == "group" else {}
        lead = LeadFactory.create(action=action, **group)
        PostHoldingFactory.create(post=lead.post, user=user, capacity=capacity)

    assert updates_as(user, action, TODAY) == expected


def test_post_that_was_given_up_updates_nothing():
    made = scene()
    made.action.leads.get().post.holdings.update(ends=TODAY - timedelta(days=1))

    assert updates_as(made.lead, made.action, TODAY) is None


def test_lead_in_another_area_updates_nothing_here():
    made = scene()
    stranger = person_with(Role.LEAD_OFFICER, PlanFactory.create().area)
    PostHoldingFactory.create(post=made.action.leads.get().post, user=stranger, capacity="deputy")

    assert updates_as(stranger, made.action, TODAY) is None


@pytest.mark.parametrize("role", [Role.LEAD_OFFICER, Role.CHAIR, Role.ACTION_LEAD, Role.MEMBER])
def test_page_offers_what_the_role_may_do(role):
    made = scene()
    user = made.person(role)
    found = abilities(user, made.action, updates_as(user, made.action, TODAY))
    table = {
        Role.LEAD_OFFICER: (Source.ON_BEHALF, True, False, False, True, True),
        Role.CHAIR: (None, False, True, True, True, False),
        Role.ACTION_LEAD: (None, False, False, False, False, False),
        Role.MEMBER: (None, False, False, False, False, False),
    }

    assert (
        found.updates_as, found.ask_date, found.decide_date, found.challenge, found.verify,
        found.edit,
    ) == table[role]  # fmt: skip
