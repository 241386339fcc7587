"""The coordinator's queue and its buttons, without script."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from actions.checking import check_queue
from actions.detail import action_detail
from actions.enums import CompletionState, Source
from actions.models import UpdateCheck
from actions.services import accept_update, send_back_update
from actions.thinness import NO_EVIDENCE, UNCHANGED
from plans.enums import Canonical
from tests.actions.scene import Scene, scene
from tests.factories import (
    ChallengeFactory,
    CompletionFactory,
    PlanFactory,
    ProgressUpdateFactory,
    led_action,
    person_with,
)
from tests.factories.quarter import EvidenceFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def now() -> Scene:
    return scene()


@pytest.fixture
def ishbel(client, now):
    user = now.person(Role.LEAD_OFFICER)
    client.force_login(user)
    return user


def said(made: Scene, action=None, **fields):
    fields = {
        "as_at": TODAY, "evidence": "Minutes.", "author": made.lead,
        "what_happened": "A chair was found.", **fields,
    }  # fmt: skip
    return ProgressUpdateFactory.create(action=action or made.action, **fields)


def page(made: Scene) -> str:
    return f"/plans/{made.plan.slug}/checking/"


def told(answer) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def places(made: Scene, user) -> dict[str, list]:
    found = check_queue(made.plan, user, TODAY).places
    return {place: [row.update for row in rows] for place, rows in found.items() if rows}


def test_queue_puts_each_update_in_its_place(now, ishbel):
    thin = said(now, evidence="")
    plain = said(now, now.more())
    returned, accepted = said(now, now.more()), said(now, now.more())
    behalf = said(now, now.more(), author=ishbel, source=Source.ON_BEHALF)
    own = said(now, now.more(), author=ishbel)
    said(now, now.more(), source=Source.IMPORTED)
    said(now, now.more(), as_at=TODAY - timedelta(days=6))
    done = CompletionFactory.create(
        action=now.more(), completed_on=TODAY, state=CompletionState.VERIFIED,
        update_claiming__as_at=TODAY,
    )  # fmt: skip
    done.update_claiming.action_id = done.action_id
    send_back_update(by=ishbel, update=returned, seen=0, note="Which?", on=TODAY)
    accept_update(by=ishbel, update=accepted, seen=0, on=TODAY)

    assert places(now, ishbel) == {
        "thin": [thin],
        "plain": [plain],
        "returned": [returned],
        "no_check": [behalf, own],
        "accepted": [accepted, done.update_claiming],
    }


def test_thin_updates_come_with_their_reasons_and_the_rating_before(now, ishbel):
    ProgressUpdateFactory.create(
        action=now.action, as_at=TODAY - timedelta(days=20), nothing_to_report=True,
        what_happened="", canonical=Canonical.AT_RISK,
    )  # fmt: skip
    said(now, evidence="", what_happened="The group met and agreed a first draft")

    [row] = check_queue(now.plan, ishbel, TODAY).rows

    assert (row.reasons, row.now.label, row.before.label) == (
        [NO_EVIDENCE, UNCHANGED],
        "Green",
        "Amber",
    )


def test_a_file_or_link_is_evidence(now, ishbel):
    update = said(now, evidence="")
    EvidenceFactory.create(action=now.action, update_shown=update)

    assert places(now, ishbel) == {"plain": [update]}


def test_two_nothing_to_report_running_are_thin_and_proposed_amber(now, ishbel):
    for days in (2, 1):
        said(
            now, as_at=TODAY - timedelta(days=days), nothing_to_report=True,
            what_happened="", evidence="",
        )  # fmt: skip

    queue = check_queue(now.plan, ishbel, TODAY)

    assert [row.reasons for row in queue.places["thin"]] == [
        ["“Nothing to report” two updates running"]
    ]
    assert [(item.reason, item.status.label, item.now.label) for item in queue.proposals] == [
        ("Nothing to report two updates running", "Amber", "Green")
    ]


def test_updates_of_the_last_three_months_are_checked_where_no_window_was_opened(ishbel, now):
    plan = PlanFactory.create(area=now.plan.area)
    action = led_action(now.lead, plan)
    update = said(now, action, as_at=TODAY - timedelta(days=30))

    queue = check_queue(plan, ishbel, TODAY)

    assert ([row.update for row in queue.rows], queue.window) == ([update], None)


def test_page_says_words_evidence_and_what_the_chair_says(client, now, ishbel):
    update = said(now, difference="Shorter <waits>.")
    ChallengeFactory.create(action=now.action, update_challenged=update, made_on=TODAY)

    text = client.get(page(now)).content.decode()

    for words in ("A chair was found.", "Minutes.", "Shorter &lt;waits&gt;.", "The chair says"):
        assert words in text


def test_empty_queue_says_what_comes_here(client, now, ishbel):
    assert "Nothing to check yet" in client.get(page(now)).content.decode()


def test_page_takes_the_same_queries_for_one_row_and_for_thirty(client, now, ishbel):
    said(now)
    with CaptureQueriesContext(connection) as one:
        client.get(page(now))
    for number in range(29):
        update = said(now, now.more(), nothing_to_report=number % 2 == 0)
        if number % 3 == 0:
            send_back_update(by=ishbel, update=update, seen=0, note="Which?", on=TODAY)
        if number % 5 == 0:
            ChallengeFactory.create(action=update.action, update_challenged=update, made_on=TODAY)

    with CaptureQueriesContext(connection) as thirty:
        client.get(page(now))

    assert (len(thirty), len(one) <= 14) == (len(one), True)


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
    assert sorted(form.fields) == ["difference", "seen", "typed_by", "version", "what_happened"]

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


@pytest.mark.parametrize("role", [Role.CHAIR, Role.ACTION_LEAD, Role.MEMBER, Role.INSPECTOR])
def test_only_the_coordinator_checks(client, now, role):
    update = said(now)
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
