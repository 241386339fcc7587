"""The letter itself: what thirty busy people read."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail

from accounts.roles import Role
from actions.enums import CheckOutcome
from committees.models import PostHolding
from reminders.queries.words import first_words
from tests import factories as make
from tests.reminders.asked import LAST, LATE, OPENS, REMINDER, Asked, asked, beat

pytestmark = pytest.mark.django_db
NEXT = OPENS + timedelta(days=1)


@pytest.fixture
def scene() -> Asked:
    return asked()


@pytest.fixture(autouse=True)
def _address(settings) -> None:
    settings.SITE_URL = "https://plans.example.org/"


def sent(day: date, to: str) -> mail.EmailMultiAlternatives:
    beat(day)
    return next(message for message in mail.outbox if message.to == [to])


def html_of(message: mail.EmailMultiAlternatives) -> str:
    return message.alternatives[0][0]


@pytest.mark.parametrize(
    ("day", "subject"),
    [
        (OPENS, "2 actions to update by Friday 28 August 2026"),
        (REMINDER, "Reminder: 2 actions to update by Friday 28 August 2026"),
        (LAST, "Last reminder: 2 actions to update by Friday 28 August 2026"),
    ],
)
def test_subject_says_how_many_and_by_when(scene, day, subject):
    scene.more()

    assert sent(day, scene.lead.email).subject == subject


@pytest.mark.parametrize(
    ("who", "subject"),
    [
        ("deputy", "1 action not updated by the lead, window closed Friday 28 August 2026"),
        ("chair", "1 action of your group not updated, window closed Friday 28 August 2026"),
        ("coordinator", "1 action not updated, window closed Friday 28 August 2026"),
    ],
)
def test_subjects_after_the_closing(scene, who, subject):
    assert sent(LATE, getattr(scene, who).email).subject == subject


def test_letter_of_somebody_with_three_things_to_do(scene):
    other = make.PostFactory(area=scene.plan.area)
    make.PostHoldingFactory(post=other, user=scene.lead, capacity="deputy")
    scene.more(other)
    update = make.ProgressUpdateFactory(action=scene.more(), as_at=OPENS)
    make.UpdateCheckFactory(
        action=update.action,
        update_checked=update,
        outcome=CheckOutcome.RETURNED,
        checked_on=OPENS - timedelta(days=3),
    )

    assert sent(OPENS, scene.lead.email).subject == (
        "2 actions to update by Friday 28 August 2026; 1 update sent back to you"
    )


TEXT = """\
Dear Ailsa Wren,

PLEASE UPDATE BY FRIDAY 28 AUGUST 2026

The window for updates to “Plan 2025 to 2027” is open. Please say how this action is getting on \
by Friday 28 August 2026.

* 1.1: Agree how agencies hand over between teams
  https://plans.example.org/actions/{pk}/update/

Each address opens the form for that action; you sign in first if need be. If nothing has \
changed, press “Nothing to report: no change” and you are done. All your actions are here:
https://plans.example.org/my-actions/

This was put together on 4 August 2026. What was answered since then is not asked for again.

Sent by cpcplan for Strathfarrow Child Protection Committee.
On which day of the week you are asked is for you to choose:
https://plans.example.org/my-mail/
"""


def test_plain_text_as_it_is_read(scene):
    assert sent(OPENS, scene.lead.email).body == TEXT.format(pk=scene.action.pk)


def test_both_versions_have_the_same_links(scene):
    scene.more()
    message = sent(OPENS, scene.lead.email)
    in_text = set(re.findall(r"https:\S+", message.body))

    assert set(re.findall(r'href="([^"]+)"', html_of(message))) == in_text
    assert len(in_text) == 4


def test_html_is_a_whole_page_without_pictures(scene):
    page = html_of(sent(OPENS, scene.lead.email))

    assert re.findall(r"<(h1|h2|ul|img|table)\b", page) == ["h1", "h2", "ul"]
    assert '<html lang="en-GB">' in page


def test_no_more_of_the_plan_than_reference_and_first_words(scene):
    scene.action.text = "Ask families <b>what</b> helped & " + "write down what they said " * 9
    scene.action.evidence = scene.action.expected_impact = "SECRET"
    scene.action.save()
    make.ProgressUpdateFactory(
        action=scene.action, as_at=date(2026, 5, 1), what_happened="SECRET", reason="SECRET"
    )
    update = scene.answer(day=date(2026, 8, 10))
    make.UpdateCheckFactory(
        action=scene.action,
        update_checked=update,
        outcome=CheckOutcome.RETURNED,
        note="SECRET",
        checked_on=date(2026, 8, 12),
    )
    message = sent(REMINDER, scene.lead.email)

    assert "SECRET" not in message.body + html_of(message)
    assert "* 1.1: Ask families <b>what</b> helped & write down what they said…\n" in message.body
    assert "Ask families &lt;b&gt;what&lt;/b&gt; helped &amp; write down" in html_of(message)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Short and\n whole", "Short and whole"),
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 60 + "…"),
        ("word " * 12 + "x", "word " * 11 + "word…"),
        ("one, " * 20, "one, " * 11 + "one…"),
    ],
)
def test_first_words(text, expected):
    assert first_words(text) == expected


def test_coordinator_reads_silence_by_agency(scene):
    nhs = make.PostFactory(area=scene.plan.area, agency=make.AgencyFactory(name="NHS Farrow"))
    bare = make.PostFactory(area=scene.plan.area, title="Reporter")
    for post in (nhs, nhs, bare):
        scene.more(post)
    for post in (nhs, bare):
        make.holder_of(post)
    body = sent(LATE, scene.coordinator.email).body

    names = re.findall(r"^(.+ \(\d\))$", body, re.M)
    assert names == ["NHS Farrow (2)", "No agency named (1)", "Strathfarrow Council (1)"]
    assert "4 actions have no update." in body


def test_deputy_stands_in_and_is_told_why(scene):
    PostHolding.objects.filter(user=scene.lead).update(ends=date(2026, 7, 1))

    assert (
        "  Lead: Head of Children’s Services.\n"
        "  You are asked as deputy, because nobody who holds the post can answer.\n"
    ) in sent(OPENS, scene.deputy.email).body


def test_sent_back_is_told_without_the_note(scene):
    update = scene.answer(day=date(2026, 8, 10))
    make.UpdateCheckFactory(
        action=scene.action,
        update_checked=update,
        outcome=CheckOutcome.RETURNED,
        checked_on=date(2026, 8, 12),
    )
    message = sent(date(2026, 8, 13), scene.lead.email)

    assert message.subject == "1 update sent back to you"
    assert "Open the action to read the note, then send the update again." in message.body


def test_answer_reaches_the_coordinators_of_every_area_in_the_letter(scene):
    other = make.PlanFactory(state=scene.plan.state)
    beside = make.person_with(Role.LEAD_OFFICER, other.area)
    make.person_with(Role.LEAD_OFFICER, make.AreaFactory())
    make.person_with(Role.LEAD_OFFICER, scene.plan.area, is_active=False)
    make.UpdateWindowFactory(plan=other, opens_on=OPENS, closes_on=LATE)
    post = make.PostFactory(area=other.area)
    make.PostHoldingFactory(post=post, user=scene.lead)
    make.RoleGrantFactory(user=scene.lead, area=other.area, role=Role.ACTION_LEAD)
    make.LeadFactory(action=make.ActionFactory(plan=other), post=post)

    message = sent(OPENS, scene.lead.email)

    assert sorted(message.reply_to) == sorted([scene.coordinator.email, beside.email])


def test_day_is_chosen_where_the_letter_says(scene, client):
    message = sent(OPENS, scene.lead.email)

    assert message.extra_headers["List-Unsubscribe"] == "<https://plans.example.org/my-mail/>"
