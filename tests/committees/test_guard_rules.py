"""The guard's page of an area: patterns, a text to try, and what was said to whom."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event, GuardEntry
from audit.services.guard_log import NOBODY, log_seen
from guard.enums import Kind, Outcome, Purpose
from guard.models import GuardPattern
from guard.notes import Noted
from guard.services.patterns import NO_POSTCODE
from tests import factories as make
from tests.guard.identifiers import CHI

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return make.AreaFactory()


@pytest.fixture
def administrator(area, client):
    user = make.person_with(Role.ADMINISTRATOR, area)
    client.force_login(user)
    return user


def address(name, area, *more):
    return reverse(name, args=[area.slug, *more])


def test_patterns_and_postcodes_are_added_and_removed(area, administrator, client):
    for purpose, text in ((Purpose.REFERENCE, "SW-######"), (Purpose.OFFICE, "KY7 5LT")):
        client.post(address("guard_pattern_add", area), {"purpose": purpose, "text": text})
    page = client.get(address("area_guard", area))
    assert [row.text for row in page.context["patterns"]] == ["KY7 5LT", "SW-######"]

    for row in GuardPattern.objects.all():
        client.post(address("guard_pattern_remove", area, row.pk))
    assert GuardPattern.objects.count() == 0
    verbs = Event.objects.filter(actor_id=administrator.pk).values_list("verb", flat=True)
    assert sorted(verbs) == [*["added guard pattern"] * 2, *["removed guard pattern"] * 2]


@pytest.mark.parametrize(
    ("purpose", "text", "said"),
    [
        (Purpose.OFFICE, "KY7", NO_POSTCODE),
        (
            Purpose.REFERENCE,
            "SW-##",
            "Write at least 3 digits, each as #. With fewer, ordinary words and years would be "
            "seen as references.",
        ),
    ],
)
def test_what_cannot_be_used_is_said_beside_it(area, administrator, client, purpose, text, said):
    sent = {"purpose": purpose, "text": text}
    page = client.post(address("guard_pattern_add", area), sent)

    assert page.context["form"].errors == {"text": [said]}
    assert page.context["form"]["text"].value() == text


def test_the_same_again_is_added_once(area, administrator, client):
    for _ in range(2):
        sent = {"purpose": Purpose.REFERENCE, "text": "SW-######"}
        client.post(address("guard_pattern_add", area), sent)

    assert GuardPattern.objects.count() == 1


def test_who_makes_areas_adds_for_every_area(area, client):
    maker = make.person_with(Role.ADMINISTRATOR, area)
    maker.is_superuser = True
    maker.save()
    client.force_login(maker)
    sent = {"purpose": Purpose.REFERENCE, "text": "SW-######", "everywhere": "on"}
    client.post(address("guard_pattern_add", area), sent)
    row = GuardPattern.objects.get()

    assert (row.area, "Every area" in client.get(address("area_guard", area)).text) == (None, True)

    client.force_login(make.person_with(Role.ADMINISTRATOR, area))
    answer = client.post(address("guard_pattern_remove", area, row.pk))
    assert (answer.status_code, GuardPattern.objects.count()) == (403, 1)

    client.force_login(maker)
    client.post(address("guard_pattern_remove", area, row.pk))
    assert GuardPattern.objects.count() == 0


def test_a_pattern_of_another_area_is_not_there(area, administrator, client):
    row = make.GuardPatternFactory()

    assert client.post(address("guard_pattern_remove", area, row.pk)).status_code == 404


@pytest.mark.parametrize(
    ("text", "verdict"),
    [(f"Seen: {CHI}", "refuse"), ("SW-123456", "warn"), ("Child A", "pass")],
)
def test_a_text_is_tried_and_nothing_of_it_kept(area, administrator, client, text, verdict):
    make.GuardPatternFactory(area=area, text="SW-######")
    page = client.post(address("guard_try", area), {"text": text})

    assert (page.context["said"]["verdict"], page.context["form"].errors) == (verdict, {})
    assert GuardEntry.objects.count() == 0


def test_the_log_tells_of_the_areas_people(area, administrator, client):
    stranger = make.person_with(Role.LEAD_OFFICER, make.AreaFactory())
    refused = Noted("Text", Kind.CHI, Outcome.REFUSED)
    confirmed = Noted("Reason", Kind.CHILD_AGE, Outcome.CONFIRMED, "It is made up")
    log_seen(by=administrator, page="heading_edit", seen=[refused, confirmed])
    log_seen(by=stranger, page="heading_edit", seen=[refused])
    log_seen(by=None, page="account_login", seen=[refused], label=NOBODY)
    page = client.get(address("area_guard", area))

    entries = page.context["entries"]
    told = [(entry.by_label, entry.place, kind, out) for entry, kind, out in entries]
    name = str(administrator)
    assert told == [
        (name, "Reason", Kind.CHILD_AGE, Outcome.CONFIRMED),
        (name, "Text", Kind.CHI, Outcome.REFUSED),
    ]
    assert "Confirmed by its writer: It is made up" in page.text
