"""The update form: what it takes, what it refuses and where it says so."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from accounts.roles import Role
from actions.enums import CompletionState, Source
from actions.models import Completion, ProgressUpdate
from documents.enums import Canonical
from tests.actions.scene import Scene
from tests.factories import CompletionFactory, ProgressUpdateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(client, now) -> Scene:
    client.force_login(now.lead)
    return now


def address(made: Scene) -> str:
    return f"/actions/{made.action.pk}/update/"


def errors(response) -> dict[str, list[str]]:
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_update_is_recorded_as_the_leads(client, now):
    words = {"evidence": "Minutes, item 4.", "difference": "Fewer repeats."}

    answer = client.post(address(now), now.form(**words))

    latest = now.action.updates.latest("pk")
    assert answer.headers["Location"] == "/my-actions/"
    assert (latest.author, latest.source, latest.as_at) == (
        now.lead,
        Source.LEAD,
        timezone.localdate(),
    )
    assert (latest.entry_label, latest.what_happened, latest.evidence, latest.difference) == (
        "Green",
        "The group agreed the draft.",
        "Minutes, item 4.",
        "Fewer repeats.",
    )


def test_line_ends_are_kept_as_typed(client, now):
    client.post(address(now), now.form(what_happened="First.\r\n\r\nSecond."))

    assert now.action.updates.latest("pk").what_happened == "First.\n\nSecond."


LONG = "x" * 8001
MISSING = {
    "what_happened": ["Say what happened, or choose “Nothing to report”."],
    "reason": ["Say why it is not on track."],
    "recovery": ["Say what will be done to bring it back."],
    "evidence": ["Say what shows that it is complete, or add a file or a link."],
    "difference": ["Say what difference it made."],
}


def missing(*names: str) -> dict[str, list[str]]:
    return {name: MISSING[name] for name in names}


@pytest.mark.parametrize(
    ("canonical", "fields", "expected"),
    [
        (Canonical.ON_TRACK, {"what_happened": " \r\n "}, missing("what_happened")),
        (Canonical.AT_RISK, {}, missing("reason")),
        (Canonical.OFF_TRACK, {}, missing("reason", "recovery")),
        (Canonical.OFF_TRACK, {"reason": "No trainer."}, missing("recovery")),
        (Canonical.COMPLETE, {}, missing("evidence", "difference")),
        (Canonical.COMPLETE, {"evidence": "Report."}, missing("difference")),
        (Canonical.ON_TRACK, {"entry": ""}, {"entry": ["Choose how it is going."]}),
        (
            Canonical.ON_TRACK,
            {"what_happened": LONG},
            {"what_happened": ["This is longer than 8,000 characters. Please shorten it."]},
        ),
        (
            Canonical.ON_TRACK,
            {"reason": "The post is vacant."},
            {
                "reason": [
                    "You rate it Green, which asks for no reason. "
                    "Clear this text, or choose another rating."
                ]
            },
        ),
        (Canonical.ON_TRACK, {"expected": "one"}, {"expected": ["Enter a whole number."]}),
    ],
)
def test_bad_input_is_named_beside_its_field(client, now, canonical, fields, expected):
    answer = client.post(address(now), now.form(canonical, **fields))

    assert errors(answer) == expected
    assert now.action.updates.count() == 1


@pytest.mark.parametrize("entry", ["999999", "green", "1' OR 1=1"])
def test_rating_outside_the_legend_is_refused(client, now, entry):
    answer = client.post(address(now), now.form(entry=entry))

    assert list(errors(answer)) == ["entry"]
    assert now.action.updates.count() == 1


def test_what_was_typed_stands_in_the_form_again(client, now):
    typed = {"what_happened": "We met <twice>.", "evidence": "A paper & minutes."}

    answer = client.post(address(now), now.form(Canonical.AT_RISK, **typed))

    form = answer.context["form"]
    assert {name: form[name].value() for name in typed} == typed
    assert "We met &lt;twice&gt;." in answer.content.decode()


def test_nothing_to_report_counts_as_answered(client, now):
    answer = client.post(address(now), {"nothing": "1", "expected": now.action.row_version})

    latest = now.action.updates.latest("pk")
    assert answer.headers["Location"] == "/my-actions/"
    assert (latest.nothing_to_report, latest.canonical, latest.what_happened) == (
        True,
        Canonical.ON_TRACK,
        "",
    )
    assert not client.get("/my-actions/").context["mine"].asked


def test_nothing_to_report_repeats_why_it_is_behind(client, now):
    ProgressUpdateFactory.create(
        action=now.action, as_at=timezone.localdate(), canonical=Canonical.OFF_TRACK
    )

    client.post(address(now), {"nothing": "1", "expected": now.action.row_version})

    latest = now.action.updates.latest("pk")
    assert (latest.nothing_to_report, latest.canonical, latest.reason, latest.recovery) == (
        True,
        Canonical.OFF_TRACK,
        "The post is vacant.",
        "Cover is being found.",
    )


def test_nothing_to_report_does_not_swallow_what_was_written(client, now):
    answer = client.post(address(now), now.form(nothing="1"))

    assert errors(answer)["__all__"][0].startswith("You have written something")
    assert answer.context["form"]["what_happened"].value() == "The group agreed the draft."
    assert now.action.updates.count() == 1


def test_nothing_to_report_needs_an_earlier_rating(client, now):
    fresh = now.more()

    answer = client.post(f"/actions/{fresh.pk}/update/", {"nothing": "1", "expected": 1})

    assert errors(answer) == {
        "entry": ["Nobody has rated this action yet. Choose how it is going."]
    }


def test_complete_becomes_a_claim_that_somebody_else_verifies(client, now):
    words = {"evidence": "The report.", "difference": "Shorter waits."}

    answer = client.post(address(now), now.form(Canonical.COMPLETE, **words))

    claim = Completion.objects.get(action=now.action)
    assert (claim.state, claim.claimed_by) == (CompletionState.CLAIMED, now.lead)
    assert said(answer) == [
        "Your update of action 1.1 is recorded. Somebody else now verifies that it is complete."
    ]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (CompletionState.CLAIMED, "It was reported complete and is waiting to be verified."),
        (CompletionState.VERIFIED, "This action is complete and verified."),
        (CompletionState.RETURNED, ""),
    ],
)
def test_closed_action_says_why_it_takes_no_update(client, now, state, expected):
    CompletionFactory.create(action=now.action, state=state)

    assert client.get(address(now)).context["why_closed"] == expected


def test_update_of_a_claimed_action_is_refused_with_the_text_kept(client, now):
    CompletionFactory.create(action=now.action)

    answer = client.post(address(now), now.form())

    assert errors(answer) == {
        "__all__": ["This action was reported complete and is waiting to be verified."]
    }
    assert answer.context["form"]["what_happened"].value() == "The group agreed the draft."


def test_coordinator_writes_on_the_leads_behalf_about_a_day(client, now):
    officer = now.person(Role.LEAD_OFFICER)
    client.force_login(officer)
    day = timezone.localdate() - timedelta(days=3)

    answer = client.post(address(now), now.form(as_at=f"{day:%d/%m/%Y}"))

    latest = ProgressUpdate.objects.latest("pk")
    assert answer.headers["Location"] == f"/actions/{now.action.pk}/"
    assert (latest.source, latest.author_label, latest.as_at) == (
        Source.ON_BEHALF,
        str(officer),
        day,
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("31 June 2026", "Write the day, month and year, for example 31 July 2026."),
        ("next week", "Write the day, month and year, for example 31 July 2026."),
        ("1 January 2090", "This day has not come yet."),
        ("1 January 2020", "There is a later update already, as at"),
    ],
)
def test_day_of_an_update_is_checked(client, now, typed, expected):
    client.force_login(now.person(Role.LEAD_OFFICER))

    answer = client.post(address(now), now.form(as_at=typed))

    assert errors(answer)["as_at"][0].startswith(expected)


def test_lead_cannot_choose_the_day(client, now):
    client.post(address(now), now.form(as_at="1 January 2020"))

    assert now.action.updates.latest("pk").as_at == timezone.localdate()
