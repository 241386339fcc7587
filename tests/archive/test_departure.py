"""Two people for the file of an area: who may what, and what is recorded of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from archive.enums import MAKE_FILE, State
from archive.models import Departure
from archive.services import ask_for_file, confirm_file, decline_file
from archive.services.arrival import read_file
from archive.services.departure import place_of, remove_files
from archive.tasks import make_area_file
from audit.models import Event
from jobs.enums import JobState
from jobs.models import Job
from letters.models import Letter
from tests import factories as make
from tests.archive.moved import KEY

SECRET = re.compile(r"AGE-SECRET-KEY-1\w+")

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make.PlanFactory()


@pytest.fixture
def lead(plan):
    return make.person_with(Role.LEAD_OFFICER, plan.area)


@pytest.fixture
def chair(plan):
    return make.person_with(Role.CHAIR, plan.area)


@pytest.fixture
def asked(plan, lead, chair) -> Departure:
    return ask_for_file(by=lead, area=plan.area, reason="We move.", lock=KEY.lock)


def made(row: Departure, by) -> Departure:
    confirm_file(by=by, departure=row)
    job = Job.objects.get(task=MAKE_FILE)
    make_area_file(job.pk)
    assert Job.objects.get(pk=job.pk).state == JobState.DONE
    row.refresh_from_db()
    return row


def verbs() -> list[str]:
    return list(
        Event.objects.filter(target_type="archive.departure").order_by("pk").values_list(
            "verb", flat=True
        )
    )  # fmt: skip


def test_from_asking_to_the_file_that_opens_with_the_key(asked, lead, chair):
    row = made(asked, chair)

    assert (row.state, row.asked_by, row.decided_by) == (State.READY, lead, chair)
    arrived = read_file(place_of(row), KEY.secret)
    assert arrived.area["slug"] == row.area.slug
    assert row.rows == sum(map(len, arrived.rows.values()))
    assert verbs() == [
        "asked for the file of the area",
        "confirmed the file of the area",
        "made the file of the area",
    ]


def test_key_is_kept_nowhere(asked, chair):
    made(asked, chair)
    kept = [str(list(model.objects.values())) for model in (Departure, Event, Job, Letter)]
    assert not any("AGE-SECRET" in text or KEY.secret in text for text in kept)


def test_those_who_may_confirm_are_told_by_letter(plan, lead, chair):
    administrator = make.person_with(Role.ADMINISTRATOR, plan.area)
    make.person_with(Role.MEMBER, plan.area)
    row = ask_for_file(by=lead, area=plan.area, reason="We move.", lock=KEY.lock)

    letters = Letter.objects.filter(kind="archive")
    assert {letter.user for letter in letters} == {chair, administrator}
    assert all("We move." in letter.text for letter in letters)
    assert all(reverse("departure", args=[row.pk]) in letter.text for letter in letters)


def test_nobody_confirms_their_own(plan, chair):
    row = ask_for_file(by=chair, area=plan.area, reason="We move.", lock=KEY.lock)
    with pytest.raises(ValidationError, match="somebody else"):
        confirm_file(by=chair, departure=row)
    with pytest.raises(IntegrityError, match="departure_by_two_people"), transaction.atomic():
        Departure.objects.filter(pk=row.pk).update(
            state=State.CONFIRMED, decided_by=chair, decided_at=timezone.now()
        )


def test_whoever_may_not_confirm_is_refused(asked, plan):
    other = make.person_with(Role.LEAD_OFFICER, plan.area)
    with pytest.raises(ValueError, match="right"):
        confirm_file(by=other, departure=asked)
    with pytest.raises(ValueError, match="Declined by"):
        decline_file(by=other, departure=asked)


def test_one_waits_at_a_time_and_a_declined_one_does_not(asked, plan, lead):
    with pytest.raises(ValidationError, match="asked for already"):
        ask_for_file(by=lead, area=plan.area, reason="Again.", lock=KEY.lock)
    decline_file(by=lead, departure=asked)
    ask_for_file(by=lead, area=plan.area, reason="Again.", lock=KEY.lock)
    with pytest.raises(ValidationError, match="decided meanwhile"):
        decline_file(by=lead, departure=asked)


def test_it_is_taken_away_after_seven_days(asked, chair):
    row = made(asked, chair)
    now = row.made_at + timedelta(days=7)
    assert remove_files(now=now) == 0
    assert remove_files(now=now + timedelta(minutes=1)) == 1
    row.refresh_from_db()
    assert (row.state, row.path, place_of(row).exists()) == (State.GONE, "", False)
    assert verbs()[-1] == "took away the file of the area"


def test_key_stands_on_one_page_and_no_other(client, plan, lead, chair):
    client.force_login(lead)
    address = reverse("departure_ask", args=[plan.area.slug])
    answer = client.get(address)
    [secret] = SECRET.findall(answer.content.decode())
    lock = answer.context["form"]["lock"].value()
    assert "no-store" in answer["Cache-Control"]
    assert secret not in client.get(address).content.decode()

    client.post(address, {"reason": "We move.", "key_kept": "on", "lock": lock})

    row = made(Departure.objects.get(), chair)
    assert read_file(place_of(row), secret).area["slug"] == plan.area.slug
    for name, key in (("departure", row.pk), ("departure_list", plan.area.slug)):
        assert "AGE-SECRET-KEY-1" not in client.get(reverse(name, args=[key])).content.decode()


def test_reason_and_the_promise_to_keep_the_key_are_asked_for(client, plan, lead):
    client.force_login(lead)
    address = reverse("departure_ask", args=[plan.area.slug])
    page = client.post(address, {"lock": KEY.lock}).content.decode()
    assert "Keep the key first: it is shown once." in page
    assert "The key that was shown before still holds." in page
    assert KEY.lock in page
    page = client.post(address, {"reason": "We move.", "key_kept": "on", "lock": "a"})
    assert "This is no key of this page." in page.content.decode()
    assert not Departure.objects.exists()


@pytest.mark.parametrize("reader", ["lead", "chair", "another"])
def test_file_is_fetched_by_these_two_and_recorded(client, asked, plan, lead, chair, reader):
    row = made(asked, chair)
    another = make.person_with(Role.VICE_CHAIR, plan.area)
    who = {"lead": lead, "chair": chair, "another": another}[reader]
    client.force_login(who)

    answer = client.get(reverse("departure_file", args=[row.pk]))

    if reader == "another":
        assert answer.status_code == 403
        assert "fetched the file of the area" not in verbs()
    else:
        assert b"".join(answer.streaming_content) == place_of(row).read_bytes()
        assert Event.objects.filter(verb="fetched the file of the area", actor_id=who.pk).exists()


def test_file_that_is_gone_is_not_found(client, asked, chair, lead):
    row = made(asked, chair)
    remove_files(now=timezone.now() + timedelta(days=8))
    client.force_login(lead)
    assert client.get(reverse("departure_file", args=[row.pk])).status_code == 404


def test_page_offers_what_this_person_may_do(client, asked, lead, chair):
    address = reverse("departure", args=[asked.pk])
    client.force_login(lead)
    page = client.get(address).content.decode()
    assert "You asked for this, so somebody else has to confirm it." in page
    assert "Take the request back" in page
    client.force_login(chair)
    page = client.get(address).content.decode()
    assert "Have the file made" in page
    assert "Decline it" in page
    made(asked, chair)
    assert "Fetch the file" in client.get(address).content.decode()
