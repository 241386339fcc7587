"""Many actions on one page: each row its own write, its own errors and its own conflict."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from actions.models import Action, UpdateDraft
from documents.enums import Canonical
from tests.actions.scene import Scene, scene
from tests.factories import (
    PASSWORD,
    EvidenceFactory,
    MeasureFactory,
    ProgressUpdateFactory,
    UpdateDraftFactory,
    entry_of,
    person_with,
)
from updates.services import add_evidence_link, record_update

pytestmark = pytest.mark.django_db

TABLE = "/my-actions/table/"


@pytest.fixture
def now(client, now) -> Scene:
    client.force_login(now.lead)
    return now


def row(made: Scene, action: Action, canonical: str = "", **words: object) -> dict[str, object]:
    """What one row sends; without words it is as it was drawn."""
    entry = entry_of(made.plan, canonical).pk if canonical else ""
    last = action.updates.last()
    fields = {"entry": entry, "what_happened": "", "expected": action.row_version} | words
    fields = {"seen": last.pk if last else "", **fields}
    return {f"a{action.pk}-{name}": value for name, value in fields.items()}


def send(client, rows: dict[Action, dict[str, object]], path: str = TABLE, **more: object):
    data = {"rows": [action.pk for action in rows], "save": "1", **more}
    for fields in rows.values():
        data |= fields
    return client.post(path, data)


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def rows_of(response) -> dict[str, object]:
    return {row.action.reference: row for row in response.context["rows"]}


def test_only_what_was_touched_is_written(client, now):
    actions = [now.action, now.more(), now.more()]

    answer = send(
        client,
        {
            actions[0]: row(now, actions[0], Canonical.ON_TRACK, what_happened="We met."),
            actions[1]: row(now, actions[1]),
            actions[2]: row(
                now, actions[2], Canonical.AT_RISK, what_happened="Late.", reason="Ill."
            ),
        },
    )

    assert [action.updates.count() for action in actions] == [2, 0, 1]
    assert (answer["Location"], said(answer)) == (TABLE, ["Saved 2."])


def test_all_answered_leads_back_to_my_actions(client, now):
    answer = send(
        client, {now.action: row(now, now.action, Canonical.ON_TRACK, what_happened="We met.")}
    )

    assert answer["Location"] == "/my-actions/"


def test_bad_rows_come_back_with_what_was_typed_and_good_ones_are_saved(client, now):
    good, bad, left = now.action, now.more(), now.more()

    answer = send(
        client,
        {
            good: row(now, good, Canonical.ON_TRACK, what_happened="We met."),
            bad: row(now, bad, Canonical.OFF_TRACK, what_happened="Nobody came.", evidence="List."),
            left: row(now, left),
        },
    )

    found = rows_of(answer)
    form = found["1.2"].form
    assert (good.updates.count(), bad.updates.count()) == (2, 0)
    assert said(answer) == ["Saved 1. 1 needs your attention."]
    assert list(found) == ["1.2", "1.3"]
    assert form.errors == {
        "reason": ["Say why it is not on track."],
        "recovery": ["Say what will be done to bring it back."],
    }
    assert (form["what_happened"].value(), form["evidence"].value()) == ("Nobody came.", "List.")
    assert found["1.3"].form.is_bound is False


def test_summary_leads_to_each_field(client, now):
    answer = send(client, {now.action: row(now, now.action, Canonical.AT_RISK, what_happened="x")})

    page = answer.content.decode()
    assert (
        f'<a href="#id_a{now.action.pk}-reason">1.1: Why is it not on track? '
        "Say why it is not on track.</a>" in page
    )
    assert page.count(f'id="id_a{now.action.pk}-reason"') == 1
    assert "<title>Error: My actions on one page" in page


def record_meanwhile(made: Scene) -> None:
    record_update(
        by=person_with(Role.LEAD_OFFICER, made.plan.area, name="Tomasz Wilk"), action=made.action,
        expected=1, entry=entry_of(made.plan, Canonical.AT_RISK), as_at=timezone.localdate(),
        what_happened="A week more.", reason="Comments are late.",
    )  # fmt: skip


def test_row_changed_meanwhile_shows_both_texts(client, now):
    other = now.more()
    sent = {
        now.action: row(now, now.action, Canonical.ON_TRACK, what_happened="We met."),
        other: row(now, other, Canonical.ON_TRACK, what_happened="Trained."),
    }
    record_meanwhile(now)

    answer = send(client, sent)

    form = rows_of(answer)["1.1"].form
    assert (now.action.updates.count(), other.updates.count()) == (2, 1)
    assert form.both_texts()[:2] == [
        ("How is it going?", "Amber", "Green"),
        ("What happened?", "A week more.", "We met."),
    ]
    assert said(answer) == ["Saved 1. 1 needs your attention."]

    again = row(now, now.action, Canonical.ON_TRACK, what_happened="We met.")
    send(client, {now.action: again | {f"a{now.action.pk}-expected": form["expected"].value()}})
    assert now.action.updates.count() == 3


def test_double_press_writes_once(client, now):
    other = now.more()
    sent = {
        now.action: row(now, now.action, Canonical.ON_TRACK, what_happened="We met."),
        other: row(now, other),
    }

    answers = [send(client, sent) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == [TABLE, TABLE]
    assert now.action.updates.count() == 2


def test_button_of_a_row_sends_that_row_and_keeps_the_others_as_typed(client, now):
    other = now.more()

    answer = send(
        client,
        {
            now.action: row(now, now.action, Canonical.ON_TRACK, what_happened="We met."),
            other: row(now, other, what_happened="Half a sentence"),
        },
        one=str(now.action.pk),
    )

    form = rows_of(answer)["1.2"].form
    assert (now.action.updates.count(), other.updates.count()) == (2, 0)
    assert (form["what_happened"].value(), form.is_bound) == ("Half a sentence", False)
    assert said(answer) == ["Saved 1."]


def test_row_is_answered_with_nothing_to_report(client, now):
    other = now.more()
    rows = {now.action: row(now, now.action), other: row(now, other)}

    send(client, rows, nothing=str(now.action.pk))

    assert now.action.updates.latest("pk").nothing_to_report
    assert other.updates.count() == 0


def test_nothing_changed_is_said(client, now):
    assert said(send(client, {now.action: row(now, now.action)})) == [
        "Nothing was changed, so nothing was saved."
    ]


def test_somebody_elses_action_is_passed_over(client, now):
    theirs = scene().action

    send(client, {theirs: row(now, theirs, Canonical.ON_TRACK, what_happened="Not mine.")})

    assert theirs.updates.count() == 1


def test_draft_is_shown_and_not_sent_unless_it_is_touched(client, now):
    draft = UpdateDraftFactory.create(user=now.lead, action=now.action, base_version=1)
    drawn = client.get(TABLE).context["rows"][0].form

    send(client, {now.action: row(now, now.action, what_happened="The group met.")})
    assert (drawn["what_happened"].value(), now.action.updates.count()) == ("The group met.", 1)

    sent = row(now, now.action, Canonical.ON_TRACK, what_happened="The group met.")
    send(client, {now.action: sent})
    assert now.action.updates.latest("pk").what_happened == "The group met."
    assert not UpdateDraft.objects.filter(pk=draft.pk).exists()


def test_what_was_kept_goes_with_the_row(client, now):
    item = add_evidence_link(by=now.lead, action=now.action, url="https://example.org/12")

    send(client, {now.action: row(now, now.action, Canonical.ON_TRACK, what_happened="We met.")})

    item.refresh_from_db()
    assert item.update_shown == now.action.updates.latest("pk")


def test_all_open_actions_on_request(client, now):
    ProgressUpdateFactory.create(action=now.more(), as_at=timezone.localdate())

    shown = [len(client.get(path).context["rows"]) for path in (TABLE, f"{TABLE}?all=1")]

    assert shown == [1, 2]


def test_lost_session_brings_the_whole_table_back(client, now):
    token = client.get(TABLE).context["signed"]
    browser = Client()
    sent = row(now, now.action, what_happened="Two weeks of work.")
    page = send(browser, {now.action: sent}, typed_by=token)["Location"]

    answer = browser.post(page, {"login": now.lead.email, "password": PASSWORD}, follow=True)

    assert answer.request["PATH_INFO"] == TABLE
    assert rows_of(answer)["1.1"].form["what_happened"].value() == "Two weeks of work."


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).context["rows"]
    return len(caught)


def test_table_takes_the_same_queries_for_one_row_and_for_thirty(client, now):
    one = queries(client, TABLE)
    for number in range(29):
        action = now.more()
        ProgressUpdateFactory.create(action=action, as_at=now.window.opens_on.replace(year=2020))
        if number % 3 == 0:
            EvidenceFactory.create(action=action, update_shown=None, added_by=now.lead)
            UpdateDraftFactory.create(user=now.lead, action=action, base_version=1)

    assert queries(client, TABLE) == one
    assert one <= 15


def test_a_doubt_about_one_row_is_settled_in_it(client, now):
    words = "Child A, aged 4, was heard."
    sent = row(now, now.action, Canonical.ON_TRACK, what_happened=words)
    asked = send(client, {now.action: sent})
    form = rows_of(asked)[now.action.reference].form
    names = [form[name].html_name for name in ("checked", "checked_why", "checked_of")]

    assert [f'name="{name}"' in asked.content.decode() for name in names] == [True] * 3
    assert now.action.updates.filter(what_happened=words).count() == 0

    tick = zip(names, ("on", "It is a made-up child", form["checked_of"].value()), strict=True)
    send(client, {now.action: sent | dict(tick)})
    assert now.action.updates.last().what_happened == words


def counted(action):
    """A measure that is counted, of an action."""
    measure = MeasureFactory.create(plan=action.plan, text="Children heard", unit="percent")
    action.measures.add(measure)
    return measure


def test_a_row_asks_for_the_newest_number_of_its_measures(client, now):
    other = now.more()
    measure = counted(now.action)
    name = f"a{now.action.pk}-reading_{measure.pk}"

    page = client.get(TABLE)
    assert [f'name="{name}"' in page.text, len(rows_of(page))] == [True, 2]

    wrong = {f"reading_{measure.pk}": "many", f"reading_{measure.pk}_note": "Of 40."}
    sent = row(now, now.action, Canonical.ON_TRACK, what_happened="We met.", **wrong)
    refused = send(client, {now.action: sent, other: row(now, other)})
    form = rows_of(refused)[now.action.reference].form
    assert (list(form.errors), form[f"reading_{measure.pk}"].value()) == (
        [f"reading_{measure.pk}"], "many"
    )  # fmt: skip
    assert measure.readings.count() == 0

    send(client, {now.action: sent | {name: "58"}, other: row(now, other)})
    assert list(measure.readings.values_list("value", "note")) == [(58, "Of 40.")]
    assert now.action.updates.last().what_happened == "We met."


def test_a_number_alone_is_no_update_and_says_so(client, now):
    measure = counted(now.action)
    sent = row(now, now.action, **{f"reading_{measure.pk}": "58"})

    form = rows_of(send(client, {now.action: sent}))[now.action.reference].form
    assert (list(form.errors), form[f"reading_{measure.pk}"].value()) == (["entry"], "58")
