"""Somebody else saved first: both texts are shown and nothing that was typed is lost."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from actions.enums import Source
from actions.models import ProgressUpdate
from actions.services import edit_action
from documents.enums import Canonical
from tests.actions.scene import Scene, scene
from tests.factories import entry_of, led_action, person_with
from updates.services import record_update

CONFLICT = (
    "This was changed while you were writing. Nothing of yours is lost: both texts are shown below."
)
PEOPLE = 20


def address(made: Scene) -> str:
    return f"/actions/{made.action.pk}/update/"


def record_meanwhile(made: Scene) -> ProgressUpdate:
    made.action.refresh_from_db()
    return record_update(
        by=person_with(Role.LEAD_OFFICER, made.plan.area, name="Tomasz Wilk"),
        action=made.action,
        expected=made.action.row_version,
        entry=entry_of(made.plan, Canonical.AT_RISK),
        as_at=timezone.localdate(),
        what_happened="The police asked for a week more.",
        reason="Comments are late.",
        source=Source.ON_BEHALF,
    )


@pytest.fixture
def now(client, db) -> Scene:
    made = scene()
    client.force_login(made.lead)
    return made


@pytest.fixture
def sent(client, now) -> dict[str, object]:
    """The form as it was drawn before somebody else saved."""
    drawn = client.get(address(now)).context["form"]
    return now.form(expected=drawn["expected"].value(), seen=drawn["seen"].value())


def test_both_texts_stand_side_by_side(client, now, sent):
    record_meanwhile(now)

    answer = client.post(address(now), sent)

    form = answer.context["form"]
    assert form.non_field_errors() == [CONFLICT]
    assert form.theirs().author_label == "Tomasz Wilk"
    assert form.both_texts() == [
        ("How is it going?", "Amber", "Green"),
        ("What happened?", "The police asked for a week more.", "The group agreed the draft."),
        ("Why is it not on track?", "Comments are late.", ""),
    ]


def test_nothing_is_written_and_the_text_stays_in_the_form(client, now, sent):
    record_meanwhile(now)

    answer = client.post(address(now), sent)

    page = answer.content.decode()
    assert now.action.updates.count() == 2
    assert answer.context["form"]["what_happened"].value() == "The group agreed the draft."
    assert page.count("The police asked for a week more.") >= 1
    assert page.count('id="form-errors"') == 1


def test_second_press_records_it_after_theirs(client, now, sent):
    record_meanwhile(now)
    form = client.post(address(now), sent).context["form"]

    client.post(address(now), {**sent, "expected": form["expected"].value()})

    assert list(now.action.updates.values_list("entry_label", flat=True)) == [
        "Green",
        "Amber",
        "Green",
    ]


def test_changed_plan_text_is_shown_too(client, now, sent):
    edit_action(by=now.lead, action=now.action, expected=1, text="Agree one procedure by spring.")

    answer = client.post(address(now), sent)

    form = answer.context["form"]
    assert (form.theirs(), form.conflict.text) == (None, "Agree one procedure by spring.")
    assert answer.content.decode().count("Agree one procedure by spring.") == 2


def test_nothing_to_report_meets_a_conflict_as_well(client, now, sent):
    record_meanwhile(now)

    answer = client.post(address(now), {"nothing": "1", "expected": sent["expected"]})

    assert answer.context["form"].non_field_errors() == [CONFLICT]
    assert now.action.updates.count() == 2


def send(user, path: str, data: dict[str, object]) -> int:
    """One person's browser, in a thread with a connection of its own."""
    try:
        browser = Client()
        browser.force_login(user)
        return browser.post(path, data).status_code
    finally:
        connection.close()


def all_at_once(jobs) -> Counter[int]:
    with ThreadPoolExecutor(PEOPLE) as people:
        return Counter(people.map(lambda job: send(*job), jobs))


@pytest.mark.django_db(transaction=True)
def test_twenty_people_updating_at_once_lose_nothing():
    made = scene()
    leads = [person_with(Role.ACTION_LEAD, made.plan.area) for _ in range(PEOPLE)]
    actions = [led_action(lead, made.plan) for lead in leads]
    jobs = [
        (lead, f"/actions/{action.pk}/update/", made.form(what_happened=f"By {lead}", expected=1))
        for lead, action in zip(leads, actions, strict=True)
    ]

    answers = all_at_once(jobs)

    written = ProgressUpdate.objects.filter(action__in=actions)
    assert answers == {302: PEOPLE}
    assert {(row.author, row.what_happened) for row in written.select_related("author")} == {
        (lead, f"By {lead}") for lead in leads
    }


@pytest.mark.django_db(transaction=True)
def test_twenty_people_on_one_action_one_wins_and_all_others_see_it():
    made = scene()
    officers = [person_with(Role.LEAD_OFFICER, made.plan.area) for _ in range(PEOPLE)]
    jobs = [
        (one, address(made), made.form(what_happened=f"By {one}", expected=1)) for one in officers
    ]

    answers = all_at_once(jobs)

    assert answers == {302: 1, 200: PEOPLE - 1}
    assert made.action.updates.count() == 2
