"""Ratings, checks and comments beside the lead's own words, on the action's page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from actions.enums import CompletionState
from actions.queries.record import action_detail
from decisions.services import accept_update
from documents.enums import Canonical
from tests.actions.checks import said
from tests.factories import (
    ChallengeFactory,
    CompletionFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def test_lead_and_chair_see_three_ratings_side_by_side(client, now, ishbel):
    for days in (2, 1):
        last = said(now, as_at=TODAY - timedelta(days=days), nothing_to_report=True)
    data = {"canonical": "at_risk", "seen": last.pk, "answer": "accept"}
    client.post(f"/actions/{now.action.pk}/proposal/", data)
    ChallengeFactory.create(
        action=now.action, update_challenged=last, made_on=TODAY, canonical=Canonical.OFF_TRACK
    )
    for person in (now.lead, now.person(Role.CHAIR)):
        client.force_login(person)
        answer = client.get(f"/actions/{now.action.pk}/")
        detail = answer.context["detail"]
        assert (detail.rating.label, detail.adopted.label, detail.challenged.label) == (
            "Green",
            "Amber",
            "Red",
        )
        assert "Three ratings" in answer.content.decode()


def test_lead_still_green_stays_the_leads_green_after_an_accepted_amber(client, now, ishbel):
    for days in (2, 1):
        last = said(now, as_at=TODAY - timedelta(days=days), nothing_to_report=True)
    data = {"canonical": "at_risk", "seen": last.pk, "answer": "accept"}
    client.post(f"/actions/{now.action.pk}/proposal/", data)
    client.force_login(now.lead)

    detail = client.get(f"/actions/{now.action.pk}/update/").context["detail"]

    assert detail.entry.canonical == Canonical.ON_TRACK


def test_chair_comments_and_the_lead_reads_it_in_the_history(client, now):
    client.force_login(now.person(Role.CHAIR))

    answer = client.post(f"/actions/{now.action.pk}/comment/", {"text": "Bring the figures."})

    assert answer["Location"] == f"/actions/{now.action.pk}/"
    client.force_login(now.lead)
    [event, *_rest] = client.get(answer["Location"]).context["detail"].story
    assert (event.title, list(event.parts)) == ("Comment", [("", "Bring the figures.")])


def test_empty_comment_is_asked_for(client, now):
    client.force_login(now.person(Role.CHAIR))

    answer = client.post(f"/actions/{now.action.pk}/comment/", {"text": ""})

    assert answer.context["form"].errors["text"] == [
        "Write what you want to say about this action."
    ]


def test_story_tells_checks_beside_the_leads_words(client, now, ishbel):
    update = said(now)
    url = f"/updates/{update.pk}/"
    client.post(f"{url}send-back/", {"seen": 0, "note": "Which paper?"})
    client.post(f"{url}wording/", {"seen": 1, "what_happened": "A chair is in post."})
    client.post(f"{url}accept/", {"seen": 2})
    client.force_login(now.person(Role.CHAIR))

    events = client.get(f"/actions/{now.action.pk}/").context["detail"].story

    assert [(event.title, event.who) for event in events[:3]] == [
        ("Wording for the report", str(ishbel)),
        ("Update sent back to the lead", str(ishbel)),
        ("Update", str(now.lead)),
    ]
    assert dict(events[2].parts)["What happened"] == "A chair was found."
    assert dict(events[2].parts)["Checked"] == f"accepted by {ishbel}, {TODAY:%-d %B %Y}"


def test_reopened_completion_was_verified_first(now):
    chair = now.person(Role.CHAIR)
    CompletionFactory.create(
        action=now.action, completed_on=TODAY, state=CompletionState.REOPENED,
        update_claiming__action=now.action, update_claiming__as_at=TODAY,
        decided_by=chair, decided_on=TODAY, reopened_by=chair, reopened_on=TODAY,
        reopen_reason="The figures were wrong.",
    )  # fmt: skip

    events = action_detail(now.action, TODAY).story

    assert [event.title for event in events[:3]] == [
        "Completion reopened",
        "Completion verified",
        "Reported complete",
    ]


def test_whole_story_of_an_action_takes_five_queries(now, ishbel, django_assert_num_queries):
    update = said(now)
    accept_update(by=ishbel, update=update, seen=0, on=TODAY)

    with django_assert_num_queries(5):
        action_detail(now.action, TODAY)
