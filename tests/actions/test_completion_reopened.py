"""A completed action is opened again with a reason; what it was stays in the record (rule 6)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.roles import Role
from actions.enums import CompletionState
from actions.models import Completion
from actions.queries.record import standings
from actions.rules.standing import counts
from actions.services import withdraw_action
from decisions.services import reopen_completion
from documents.enums import Canonical
from tests.actions.scene import scene
from tests.factories import (
    ActionFactory,
    CompletionFactory,
    ProgressUpdateFactory,
    UserFactory,
    entry_of,
    person_with,
)
from updates.queries.my_actions import my_actions
from updates.services import record_update

pytestmark = pytest.mark.django_db

DONE, VERIFIED, REOPENED = date(2026, 8, 10), date(2026, 8, 20), date(2026, 9, 5)
TODAY = timezone.localdate()


def completed(**fields: object) -> Completion:
    """At risk in July, reported complete three days late on 10 August, verified on the 20th."""
    action = ActionFactory.create(due=date(2026, 8, 7))
    ProgressUpdateFactory.create(action=action, as_at=date(2026, 7, 1), canonical=Canonical.AT_RISK)
    values = {"state": CompletionState.VERIFIED, "decided_on": VERIFIED, "days_late": 3}
    return CompletionFactory.create(action=action, **{**values, **fields})


def reopen(done: Completion, **fields: object) -> Completion:
    values = {"by": UserFactory.create(), "reason": "A gap was found.", "on": REOPENED}
    return reopen_completion(completion=done, **{**values, **fields})


@pytest.mark.parametrize(
    ("day", "bucket", "claimed", "overdue"),
    [
        (date(2026, 8, 9), "at_risk", False, True),
        (DONE, "at_risk", True, True),
        (VERIFIED - timedelta(days=1), "at_risk", True, True),
        (VERIFIED, "complete", False, False),
        (REOPENED - timedelta(days=1), "complete", False, False),
        (REOPENED, "at_risk", False, True),
        (REOPENED + timedelta(days=30), "at_risk", False, True),
    ],
)
def test_how_it_stood_on_each_day(day, bucket, claimed, overdue):
    done = reopen(completed())

    [row] = standings(done.action.plan, day)

    assert (row.bucket, row.claimed, row.overdue) == (bucket, claimed, overdue)


def test_an_imported_completion_is_reopened_too():
    done = reopen(completed(imported=True, decided_by=None, decided_on=None, claimed_by=None))

    before, after = (
        standings(done.action.plan, day)[0].bucket for day in (REOPENED - timedelta(1), REOPENED)
    )

    assert (before, after) == ("complete", "at_risk")


@pytest.mark.parametrize("day", [DONE, VERIFIED, REOPENED])
def test_counts_balance_whatever_was_reopened(day):
    done = reopen(completed())
    CompletionFactory.create(
        action=ActionFactory.create(plan=done.action.plan), state=CompletionState.VERIFIED
    )

    found = counts(standings(done.action.plan, day))

    assert sum(found.values()) == 2
    assert found["complete"] == {DONE: 1, VERIFIED: 2, REOPENED: 1}[day]


def test_it_is_updated_and_completed_again_and_days_late_of_the_first_are_kept():
    first = reopen(completed())
    action = first.action
    for label, canonical in (("a", Canonical.ON_TRACK), ("b", Canonical.COMPLETE)):
        action.refresh_from_db()
        record_update(
            by=UserFactory.create(),
            action=action,
            expected=action.row_version,
            entry=entry_of(action.plan, canonical),
            as_at=date(2026, 9, 20),
            what_happened=f"The gap is closed {label}.",
            evidence="A second audit.",
            difference="Nobody waits.",
        )

    assert list(action.completions.values_list("state", "days_late")) == [
        (CompletionState.REOPENED, 3),
        (CompletionState.CLAIMED, 44),
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": " "}, "Say why it is opened again."),
        (
            {"on": VERIFIED - timedelta(days=1)},
            "An action cannot be reopened before it was verified complete.",
        ),
    ],
)
def test_what_is_refused(fields, words):
    with pytest.raises(ValidationError) as error:
        reopen(completed(), **fields)

    assert error.value.messages == [words]


def test_a_second_press_is_refused():
    done = reopen(completed())

    with pytest.raises(ValidationError, match="was reopened already"):
        reopen(done, reason="Again.")


def test_a_claim_is_not_reopened_and_a_withdrawn_action_stays_closed():
    claim = completed(state=CompletionState.CLAIMED, decided_on=None)
    gone = completed()
    withdraw_action(by=UserFactory.create(), action=gone.action, reason="Merged.", on=REOPENED)

    with pytest.raises(ValidationError, match="not complete any more"):
        reopen(claim)
    with pytest.raises(ValidationError, match="was withdrawn"):
        reopen(gone)


def test_the_page_reopens_it_with_the_reason(client):
    made = scene()
    done = CompletionFactory.create(action=made.action, state=CompletionState.VERIFIED)
    officer = person_with(Role.LEAD_OFFICER, made.plan.area)
    client.force_login(officer)
    page = f"/actions/{made.action.pk}/"

    offered = client.get(page).content.decode().count(f'href="{page}reopen/"')
    empty = client.post(f"{page}reopen/", {"reason": ""})
    answer = client.post(f"{page}reopen/", {"reason": "A gap was found."})

    done.refresh_from_db()
    assert offered == 1
    assert empty.context["form"].errors == {"reason": ["Say why it is opened again."]}
    assert answer["Location"] == page
    assert (done.state, done.reopened_by, done.reopened_on, done.reopen_reason) == (
        CompletionState.REOPENED,
        officer,
        TODAY,
        "A gap was found.",
    )


def test_nothing_to_reopen_leads_back(client):
    made = scene()
    client.force_login(person_with(Role.CHAIR, made.plan.area))

    answer = client.get(f"/actions/{made.action.pk}/reopen/")

    assert answer["Location"] == f"/actions/{made.action.pk}/"


def test_its_lead_is_asked_how_it_is_going_now():
    now = scene()
    claim = ProgressUpdateFactory.create(
        action=now.action, as_at=TODAY - timedelta(days=1), canonical=Canonical.COMPLETE
    )
    done = CompletionFactory.create(
        action=now.action, update_claiming=claim, completed_on=claim.as_at,
        state=CompletionState.VERIFIED,
    )  # fmt: skip
    before = my_actions(now.lead, TODAY).asked
    reopen(done, on=TODAY)

    [row] = my_actions(now.lead, TODAY).asked

    words = "It was complete and is open again. Say how it is going now."
    assert (before, [ask.words for ask in row.asks]) == ([], [words])
