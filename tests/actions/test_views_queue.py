"""What waits for a decision in a plan, and who may decide."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from actions.enums import CompletionState, RevisionState
from actions.permissions import NOT_DECIDER, NOT_VERIFIER
from committees.rules.interests import WAYS, Matter
from decisions.queries.decision_queue import waiting
from tests.factories import CompletionFactory, DeadlineRevisionFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def test_queue_shows_what_waits_and_why_one_may_not_decide(client, now, chair):
    CompletionFactory.create(action=now.action, claimed_by=chair)
    CompletionFactory.create(action=now.more())
    DeadlineRevisionFactory.create(action=now.more())
    CompletionFactory.create(action=now.more(), state=CompletionState.VERIFIED)
    DeadlineRevisionFactory.create(action=now.more(), state=RevisionState.APPROVED)

    waiting = client.get(f"/plans/{now.plan.slug}/decisions/").context["waiting"]

    assert [(row.completion.action.number, row.why_not) for row in waiting.completions] == [
        (
            "1.1",
            "You reported this action complete, so somebody else has to verify it. "
            f"{WAYS[Matter.COMPLETION]}",
        ),
        ("1.2", ""),
    ]
    assert [(row.revision.action.number, row.why_not) for row in waiting.dates] == [("1.3", "")]


def test_coordinator_sees_the_dates_but_does_not_decide(client, now):
    client.force_login(now.person(Role.LEAD_OFFICER))
    DeadlineRevisionFactory.create(action=now.action)

    waiting = client.get(f"/plans/{now.plan.slug}/decisions/").context["waiting"]

    assert [row.why_not for row in waiting.dates] == ["Your role here does not decide on dates."]


def test_empty_queue_says_what_it_is_for(client, now, chair):
    page = client.get(f"/plans/{now.plan.slug}/decisions/").content.decode()

    assert page.count("Nothing waits for a decision") == 1


def test_queue_takes_the_same_queries_for_one_row_and_for_thirty(client, now, chair):
    path = f"/plans/{now.plan.slug}/decisions/"

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            client.get(path)
        return len(caught)

    CompletionFactory.create(action=now.action)
    DeadlineRevisionFactory.create(action=now.more())
    one = queries()
    for _ in range(30):
        CompletionFactory.create(action=now.more())
        DeadlineRevisionFactory.create(action=now.more())

    assert queries() == one
    assert one <= 12


def test_withdrawn_actions_wait_for_nobody(client, now, chair):
    gone = now.more(withdrawn_on=TODAY, withdrawn_reason="Merged.")
    CompletionFactory.create(action=gone)
    DeadlineRevisionFactory.create(action=gone)

    assert len(client.get(f"/plans/{now.plan.slug}/decisions/").context["waiting"]) == 0


@pytest.mark.parametrize(
    ("role", "verify", "decide"),
    [
        (Role.CHAIR, "", ""),
        (Role.LEAD_OFFICER, "", NOT_DECIDER),
        (Role.ACTION_LEAD, NOT_VERIFIER, NOT_DECIDER),
        (Role.MEMBER, NOT_VERIFIER, NOT_DECIDER),
    ],
)
def test_who_decides_and_why_not(now, role, verify, decide):
    user = now.person(role)
    CompletionFactory.create(action=now.action)
    DeadlineRevisionFactory.create(action=now.action)

    row = waiting(now.plan, user, TODAY)

    assert (row.completions[0].why_not, row.dates[0].why_not) == (verify, decide)
