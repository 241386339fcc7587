"""Challenges, new dates and completions: one asks, another decides."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from actions.enums import CompletionState, RevisionState
from committees.rules.interests import WAYS, Matter
from documents.enums import Canonical
from tests.actions.scene import Scene, scene
from tests.factories import (
    CompletionFactory,
    DeadlineRevisionFactory,
    ProgressUpdateFactory,
    entry_of,
    led_action,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY_NEEDED = "Write the day, month and year, for example 31 July 2026."


def address(made: Scene, page: str) -> str:
    return f"/actions/{made.action.pk}/{page}/"


def errors(response) -> dict[str, list[str]]:
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def test_challenge_is_recorded_beside_the_rating(client, now, chair):
    data = {"entry": entry_of(now.plan, Canonical.OFF_TRACK).pk, "reason": "It has stopped."}

    answer = client.post(address(now, "challenge"), data)

    challenge = now.action.challenges.get()
    assert answer["Location"] == f"/actions/{now.action.pk}/"
    assert (challenge.made_by, challenge.entry_label, challenge.reason, challenge.made_on) == (
        chair,
        "Red",
        "It has stopped.",
        TODAY,
    )
    assert now.action.updates.get().entry_label == "Green"


@pytest.mark.parametrize(
    ("canonical", "reason", "expected"),
    [
        (None, "Because.", {"entry": ["Choose the rating you give."]}),
        (Canonical.AT_RISK, " ", {"reason": ["Say why you rate it differently."]}),
        (
            Canonical.ON_TRACK,
            "Because.",
            {"entry": ["That is the lead's own rating. Choose the one you give."]},
        ),
    ],
)
def test_challenge_needs_another_rating_and_a_reason(
    client, now, chair, canonical, reason, expected
):
    entry = entry_of(now.plan, canonical).pk if canonical else ""

    answer = client.post(address(now, "challenge"), {"entry": entry, "reason": reason})

    assert errors(answer) == expected
    assert not now.action.challenges.exists()


def test_action_that_nobody_rated_cannot_be_challenged(client, now, chair):
    assert client.get(f"/actions/{now.more().pk}/challenge/").status_code == 404


def test_lead_asks_for_a_new_date(client, now):
    client.force_login(now.lead)
    data = {"reason": "No trainer.", "impact": "Longer waits."}

    client.post(address(now, "new-date"), {**data, "proposed_due": "30 September 2099"})

    revision = now.action.revisions.get()
    assert (revision.proposed_due, revision.reason, revision.impact, revision.requested_by) == (
        date(2099, 9, 30),
        "No trainer.",
        "Longer waits.",
        now.lead,
    )


@pytest.mark.parametrize(
    ("typed", "reason", "expected"),
    [
        ("", "Why.", {"proposed_due": ["Give a date, for example 31 July 2026."]}),
        ("31 June 2099", "Why.", {"proposed_due": [DAY_NEEDED]}),
        ("soon", "Why.", {"proposed_due": [DAY_NEEDED]}),
        ("31 July 2099", "Why.", {"proposed_due": ["That is the date it has now."]}),
        ("1 January 2020", "Why.", {"proposed_due": ["Give a date that has not passed."]}),
        ("30 September 2099", "", {"reason": ["Say why a new date is needed."]}),
    ],
)
def test_new_date_is_checked_beside_its_field(client, now, typed, reason, expected):
    client.force_login(now.lead)

    answer = client.post(
        address(now, "new-date"), {"proposed_due": typed, "reason": reason, "impact": "None."}
    )

    assert errors(answer) == expected
    assert answer.context["form"]["proposed_due"].value() == typed


@pytest.mark.parametrize(
    ("decision", "state", "due"),
    [
        ("yes", RevisionState.APPROVED, date(2099, 9, 30)),
        ("no", RevisionState.DECLINED, date(2099, 7, 31)),
    ],
)
def test_chair_decides_on_a_new_date(client, now, chair, decision, state, due):
    asked = DeadlineRevisionFactory.create(
        action=now.action, proposed_due=date(2099, 9, 30), requested_by=now.lead
    )

    answer = client.post(
        address(now, "new-date/decide"), {"decision": decision, "note": "At the meeting."}
    )

    asked.refresh_from_db()
    now.action.refresh_from_db()
    assert answer["Location"] == f"/plans/{now.plan.slug}/decisions/"
    assert (asked.state, asked.decided_by, now.action.due) == (state, chair, due)
    assert now.action.first_due == date(2099, 7, 31)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, {"decision": ["Choose one of the two."]}),
        ({"decision": "perhaps"}, None),
        ({"decision": "no"}, {"note": ["Say why the date is declined."]}),
    ],
)
def test_decision_on_a_date_is_checked(client, now, chair, data, expected):
    asked = DeadlineRevisionFactory.create(action=now.action)

    found = errors(client.post(address(now, "new-date/decide"), data))

    asked.refresh_from_db()
    assert found == expected or (expected is None and list(found) == ["decision"])
    assert asked.state == RevisionState.REQUESTED


@pytest.mark.parametrize(
    ("decision", "state"),
    [("yes", CompletionState.VERIFIED), ("no", CompletionState.RETURNED)],
)
def test_somebody_else_verifies_or_returns(client, now, chair, decision, state):
    claim = CompletionFactory.create(action=now.action, claimed_by=now.lead)

    client.post(address(now, "completion"), {"decision": decision, "note": "Seen the report."})

    claim.refresh_from_db()
    assert (claim.state, claim.decided_by, claim.decided_on) == (state, chair, TODAY)


def test_completion_is_not_returned_without_a_note(client, now, chair):
    CompletionFactory.create(action=now.action)

    answer = client.post(address(now, "completion"), {"decision": "no"})

    assert errors(answer) == {"note": ["Say what is still needed, so that the lead can act on it."]}


@pytest.mark.parametrize("page", ["completion", "new-date/decide"])
def test_nothing_to_decide_leads_back_to_the_action(client, now, chair, page):
    answer = client.get(address(now, page))

    assert answer["Location"] == f"/actions/{now.action.pk}/"


def test_own_claim_and_own_request_are_not_decided(client, now, chair):
    CompletionFactory.create(action=now.action, claimed_by=chair)
    dated = led_action(chair, now.plan)
    DeadlineRevisionFactory.create(action=dated, requested_by=chair)

    claim = client.post(address(now, "completion"), {"decision": "yes"})
    moved = client.post(f"/actions/{dated.pk}/new-date/decide/", {"decision": "yes"})

    own_claim = "You reported this action complete, so somebody else has to verify it."
    own_date = "You asked for this date, so somebody else has to decide."
    assert errors(claim) == {"__all__": [own_claim]}
    assert errors(moved) == {"__all__": [own_date]}
    pages = claim.context["page"], moved.context["page"]
    assert (pages[0].why_not, pages[1].why_not()) == (
        f"{own_claim} {WAYS[Matter.COMPLETION]}",
        f"{own_date} {WAYS[Matter.DATE]}",
    )


def test_challenge_asks_the_lead_to_answer(client, now, chair):
    ProgressUpdateFactory.create(action=now.action, as_at=TODAY - timedelta(days=1))
    data = {"entry": entry_of(now.plan, Canonical.AT_RISK).pk, "reason": "No dates yet."}
    client.post(address(now, "challenge"), data)
    client.force_login(now.lead)

    [asked] = client.get("/my-actions/").context["mine"].asked

    assert [ask.words for ask in asked.asks] == [f"{chair} rates it Amber: No dates yet."]


@pytest.mark.parametrize("page", ["update", "new-date", "challenge", "completion", "edit"])
def test_reader_is_told_what_the_page_needs(client, now, page):
    client.force_login(now.person(Role.MEMBER))

    answers = [client.get(address(now, page)), client.post(address(now, page), now.form())]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert now.action.updates.count() == 1


def test_reader_has_no_list_of_their_own_and_no_queue(client, now):
    client.force_login(now.person(Role.MEMBER))

    paths = ["/my-actions/", f"/plans/{now.plan.slug}/decisions/"]
    assert [client.get(path).status_code for path in paths] == [403, 403]


@pytest.mark.parametrize("page", ["", "update/", "new-date/", "challenge/", "edit/"])
def test_action_of_another_area_does_not_exist(client, now, page):
    client.force_login(scene().person(Role.LEAD_OFFICER))

    assert client.get(f"/actions/{now.action.pk}/{page}").status_code == 404


def test_a_challenge_is_to_the_update_that_the_chair_read(client, now, chair):
    read = now.action.updates.get()
    newer = ProgressUpdateFactory(action=now.action, as_at=TODAY)
    entry = entry_of(now.plan, Canonical.OFF_TRACK).pk
    data = {"entry": entry, "reason": "It has stopped.", "seen": read.pk}

    answer = client.post(address(now, "challenge"), data)

    told = {"__all__": ["Something new was said about this. Read it, then send again."]}
    assert (errors(answer), now.action.challenges.count()) == (told, 0)
    client.post(address(now, "challenge"), data | {"seen": newer.pk})
    assert now.action.challenges.get().update_challenged == newer
