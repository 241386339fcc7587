"""The coordinator's queue: which update stands where, and why."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from actions.enums import CompletionState, Source
from actions.rules.thinness import NO_EVIDENCE, UNCHANGED
from decisions.queries.check_counts import check_counts
from decisions.queries.check_queue import check_queue
from decisions.services import accept_update, send_back_update
from documents.enums import Canonical
from tests.actions.checks import page, said
from tests.actions.scene import Scene
from tests.factories import (
    ChallengeFactory,
    CompletionFactory,
    PlanFactory,
    ProgressUpdateFactory,
    led_action,
)
from tests.factories.quarter import EvidenceFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def places(made: Scene, user) -> dict[str, list]:
    found = check_queue(made.plan, user, TODAY).places
    return {place: [row.update.pk for row in rows] for place, rows in found.items() if rows}


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
    send_back_update(by=ishbel, update=returned, seen=0, note="Which?", on=TODAY)
    accept_update(by=ishbel, update=accepted, seen=0, on=TODAY)

    assert check_counts([now.plan], ishbel, TODAY) == {now.plan.pk: 2}
    assert places(now, ishbel) == {
        "thin": [thin.pk],
        "plain": [plain.pk],
        "returned": [returned.pk],
        "no_check": [behalf.pk, own.pk],
        "accepted": [accepted.pk, done.update_claiming.pk],
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

    assert places(now, ishbel) == {"plain": [update.pk]}


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

    assert ([row.update.pk for row in queue.rows], queue.window) == ([update.pk], None)
    assert check_counts([plan], ishbel, TODAY) == {plan.pk: 1}


def test_page_says_words_evidence_and_what_the_chair_says(client, now, ishbel):
    update = said(now, difference="Shorter <waits>.")
    ChallengeFactory.create(action=now.action, update_challenged=update, made_on=TODAY)

    text = client.get(page(now)).content.decode()

    for words in ("A chair was found.", "Minutes.", "Shorter &lt;waits&gt;.", "The chair says"):
        assert words in text


def test_first_page_counts_what_waits_and_leads_there(client, now, ishbel):
    said(now)

    answer = client.get("/")

    assert [(row.plan, row.updates) for row in answer.context["home"].checking] == [(now.plan, 1)]
    assert f'href="{page(now)}">' in answer.content.decode()


def test_first_page_of_others_has_nothing_to_check(client, now):
    said(now)
    client.force_login(now.person(Role.CHAIR))

    assert list(client.get("/").context["home"].checking) == []


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

    assert (len(thirty), len(one)) == (12, 12)
