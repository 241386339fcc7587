"""The buttons of the coordinator's queue, without script."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from actions.models import UpdateCheck
from decisions.services import accept_update, send_back_update
from tests.actions.checks import page, said
from tests.actions.scene import scene
from tests.factories import (
    PlanFactory,
    person_with,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def told(answer) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_one_press_accepts(client, now, ishbel):
    update = said(now)

    answer = client.post(f"/updates/{update.pk}/accept/", {"seen": 0})

    assert (answer["Location"], told(answer)) == (
        page(now),
        [f"The update of action {now.action.reference} is accepted."],
    )
    assert update.checks.get().checked_by == ishbel


def test_second_coordinator_is_told_and_writes_nothing(client, now, ishbel):
    update = said(now)
    donald = now.person(Role.LEAD_OFFICER)
    send_back_update(by=donald, update=update, seen=0, note="Which paper?", on=TODAY)

    answer = client.post(f"/updates/{update.pk}/accept/", {"seen": 0})

    assert told(answer) == [
        f"{donald} sent it back meanwhile, on {TODAY:%-d %B %Y}: “Which paper?”. "
        "Nothing of yours was written."
    ]
    assert update.checks.get().checked_by == donald


def test_accept_all_takes_what_is_not_thin(client, now, ishbel):
    thin, plain = said(now, evidence=""), said(now, now.more())

    answer = client.post(
        f"{page(now)}accept/", {"seen": [f"{plain.pk}:0", f"{thin.pk}:0", "x:y", "²:1"]}
    )

    assert told(answer) == [
        "1 update is accepted.",
        f"Action {thin.action.reference} was left: it is thin: look at it alone.",
    ]
    assert (plain.checks.count(), thin.checks.count()) == (1, 0)


def test_accept_all_with_nothing_left_says_so(client, now, ishbel):
    answer = client.post(f"{page(now)}accept/")

    assert told(answer) == ["There was nothing left to accept. It may be done already."]


def test_send_back_from_the_queue_writes_the_note(client, now, ishbel):
    update = said(now)

    answer = client.post(f"/updates/{update.pk}/send-back/", {"seen": 0, "note": "Which paper?"})

    assert (answer["Location"], update.checks.get().note) == (page(now), "Which paper?")


def test_send_back_without_a_note_asks_for_it_on_a_page(client, now, ishbel):
    update = said(now)

    answer = client.post(f"/updates/{update.pk}/send-back/", {"seen": 0, "note": " "})

    assert answer.context["form"].errors["note"] == [
        "Say what is still wanted, so that the lead can answer."
    ]
    assert "A chair was found." in answer.content.decode()


def test_note_outlives_what_another_coordinator_did_and_counts_when_sent_again(client, now, ishbel):
    update = said(now)
    accept_update(by=now.person(Role.LEAD_OFFICER), update=update, seen=0, on=TODAY)
    url, data = f"/updates/{update.pk}/send-back/", {"seen": 0, "note": "Which paper?"}

    first = client.post(url, data)
    shown = first.content.decode()
    again = client.post(url, {**data, "seen": first.context["form"]["seen"].value()})

    assert ("Accepted by" in shown, "Which paper?</textarea>" in shown) == (True, True)
    assert (again["Location"], update.checks.count()) == (page(now), 2)


def test_wording_begins_with_the_leads_words_and_keeps_only_what_differs(client, now, ishbel):
    update = said(now, difference="Shorter waits.\nMore calls.")
    url = f"/updates/{update.pk}/wording/"
    form = client.get(url).context["form"]
    assert sorted(form.fields) == ["difference", "seen", "typed_by", "what_happened"]

    client.post(
        url,
        {"seen": 0, "what_happened": "A chair is in post.",
         "difference": form.initial["difference"].replace("\n", "\r\n")},
    )  # fmt: skip

    assert update.checks.get().wordings == ["A chair is in post."]
    assert client.get(url).context["form"].initial["what_happened"] == "A chair is in post."


def test_both_wordings_survive_when_two_write_at_once(client, now, ishbel):
    update = said(now)
    url = f"/updates/{update.pk}/wording/"
    client.post(url, {"seen": 0, "what_happened": "First."})
    client.force_login(now.person(Role.LEAD_OFFICER))

    answer = client.post(url, {"seen": 0, "what_happened": "Second."}).content.decode()

    assert ("First." in answer, "Second.</textarea>" in answer) == (True, True)
    assert UpdateCheck.objects.count() == 1


@pytest.mark.parametrize(("answer", "accepted"), [("accept", True), ("decline", False)])
def test_one_press_decides_on_a_proposal(client, now, ishbel, answer, accepted):
    for days in (2, 1):
        last = said(now, as_at=TODAY - timedelta(days=days), nothing_to_report=True)
    data = {"canonical": "at_risk", "seen": last.pk, "answer": answer, "note": "As agreed."}

    client.post(f"/actions/{now.action.pk}/proposal/", data)
    client.post(f"/actions/{now.action.pk}/proposal/", data)

    decision = now.action.proposal_decisions.get()
    assert (decision.accepted, decision.note, decision.decided_by) == (
        accepted,
        "As agreed.",
        ishbel,
    )


def test_unclear_answer_to_a_proposal_decides_nothing(client, now, ishbel):
    answer = client.post(f"/actions/{now.action.pk}/proposal/", {"canonical": "at_risk"})

    assert told(answer) == [
        "That answer was not understood. Nothing was written. Press one of the buttons again."
    ]


@pytest.mark.parametrize("role", [Role.CHAIR, Role.ACTION_LEAD, Role.MEMBER, Role.INSPECTOR])
def test_only_the_coordinator_checks(client, now, role):
    update = said(now)
    type(now.plan).objects.update(state="agreed")
    client.force_login(now.person(role))

    answers = [client.get(page(now)), client.post(f"/updates/{update.pk}/accept/", {"seen": 0})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert UpdateCheck.objects.count() == 0


def test_coordinator_of_another_area_finds_nothing(client, now):
    update = said(now)
    client.force_login(person_with(Role.LEAD_OFFICER, PlanFactory.create().area))

    answers = [
        client.get(page(now)),
        client.post(f"/updates/{update.pk}/accept/"),
        client.post(f"/updates/{update.pk}/send-back/", {"note": "x"}),
        client.post(f"/actions/{now.action.pk}/proposal/"),
    ]

    assert {answer.status_code for answer in answers} == {404}


def press(user, path: str, data: dict[str, object]) -> int:
    """One person's browser, in a thread with a connection of its own."""
    try:
        browser = Client()
        browser.force_login(user)
        return browser.post(path, data).status_code
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_ten_coordinators_at_once_write_one_check():
    made = scene()
    update = said(made)
    people = [made.person(Role.LEAD_OFFICER) for _ in range(10)]
    steps = ["accept", "send-back"] * 5
    jobs = [
        (who, f"/updates/{update.pk}/{step}/", {"seen": 0, "note": "Which?"})
        for who, step in zip(people, steps, strict=True)
    ]

    with ThreadPoolExecutor(10) as at_once:
        answers = set(at_once.map(lambda job: press(*job), jobs))

    assert (update.checks.count(), answers <= {200, 302}) == (1, True)


@pytest.mark.django_db(transaction=True)
def test_a_proposal_is_decided_once_by_ten_presses_at_once():
    made = scene()
    for days in (2, 1):
        last = said(made, as_at=TODAY - timedelta(days=days), nothing_to_report=True)
    people = [made.person(Role.LEAD_OFFICER) for _ in range(10)]
    data = {"canonical": "at_risk", "seen": last.pk}
    jobs = [
        (who, f"/actions/{made.action.pk}/proposal/", {**data, "answer": answer})
        for who, answer in zip(people, ["accept", "decline"] * 5, strict=True)
    ]

    with ThreadPoolExecutor(10) as at_once:
        answers = set(at_once.map(lambda job: press(*job), jobs))

    assert (made.action.proposal_decisions.count(), answers) == (1, {302})
