"""What the coordinator sees of the mail, and what a person chooses about their own."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from committees.models import AccessChange
from committees.services import answer_access
from letters.services import note_bounce
from tests import factories as make
from tests.clients import client_of, told
from tests.reminders.asked import LATE, OPENS, Asked, asked, beat, morning

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Asked:
    return asked()


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def mail_page(scene: Asked, **query: str):
    return signed_in(scene.coordinator).get(reverse("plan_mail", args=[scene.plan.slug]), query)


def steps(row) -> str:
    return ", ".join(reminder.get_kind_display() for reminder in row.reminders)


def shown(response) -> list[tuple[str, str, str]]:
    return [
        (
            str(row.letter.user),
            row.tag.label,
            ", ".join(r.get_kind_display() for r in row.reminders),
        )
        for row in response.context["rows"]
    ]


def test_page_lists_who_was_written_to_at_which_step(scene):
    beat(OPENS)
    beat(LATE)

    assert shown(mail_page(scene)) == [
        ("Morag Weir", "Sent", "Late: to the coordinator"),
        ("Catriona Muir", "Sent", "Late: to the sub-committee's chair"),
        ("Dugald Reid", "Sent", "Late: to the deputy"),
        ("Ailsa Wren", "Sent", "The window opened"),
    ]


def test_nothing_sent_yet_is_said(scene):
    assert "No e-mail yet" in mail_page(scene).content.decode()


@pytest.mark.parametrize(
    ("query", "people"),
    [
        ({"person": "wren"}, ["Ailsa Wren"]),
        ({"kind": "chair"}, ["Catriona Muir"]),
        ({"state": "bounced"}, []),
        ({"kind": "opened", "page": "x"}, ["Ailsa Wren"]),
    ],
)
def test_filters(scene, query, people):
    beat(OPENS)
    beat(LATE)

    assert [row[0] for row in shown(mail_page(scene, **query))] == people


def test_filter_that_is_none_is_said_and_narrows_nothing(scene):
    beat(OPENS)
    response = mail_page(scene, state="rubbish", person="nobody")

    assert (list(response.context["filters"].errors), len(shown(response))) == (["state"], 1)


def test_what_came_back_is_shown_with_its_reason_until_the_address_is_changed(scene):
    beat(OPENS)
    with time_machine.travel(morning(OPENS), tick=False):
        note_bounce(scene.lead.letters.get(), "5.1.1: no such user")
        before = mail_page(scene)
        scene.lead.email = "ailsa@example.test"
        scene.lead.save()
        after = mail_page(scene)

    assert (before.context["came_back"], after.context["came_back"]) == (1, 0)
    assert "5.1.1: no such user<br>Next: put the address right." in before.content.decode()
    assert "The address has been changed since." in after.content.decode()


def test_page_tells_nothing_of_another_areas_plan(scene):
    other = asked_elsewhere(scene)
    beat(OPENS)
    response = mail_page(scene)

    (row,) = [row for row in response.context["rows"] if row.letter.user == scene.lead]
    assert [reminder.window for reminder in row.reminders] == [scene.window]
    assert other.title not in response.content.decode()


def asked_elsewhere(scene: Asked):
    """The same lead has an action in another area."""
    area = make.AreaFactory()
    plan = make.PlanFactory(area=area, state="agreed")
    make.RoleGrantFactory(user=scene.lead, area=area, role=Role.ACTION_LEAD)
    make.led_action(scene.lead, plan)
    make.UpdateWindowFactory(plan=plan, opens_on=OPENS)
    return plan


def test_number_of_queries_does_not_grow(scene, django_assert_max_num_queries):
    for _ in range(12):
        post = make.PostFactory(area=scene.plan.area)
        make.holder_of(post)
        scene.more(post)
    beat(OPENS)
    client = signed_in(scene.coordinator)

    with django_assert_max_num_queries(9):
        response = client.get(reverse("plan_mail", args=[scene.plan.slug]))
    assert len(response.context["rows"]) == 13


def test_link_of_the_letter_leads_to_the_form_after_sign_in(scene, mailoutbox):
    beat(OPENS)
    address = re.search(r"/actions/\d+/update/", mailoutbox[0].body).group()
    client = Client()
    with time_machine.travel(morning(OPENS), tick=False):
        asked_in = client.get(address, follow=True)
        landed = client.post(
            asked_in.redirect_chain[-1][0],
            {
                "login": scene.lead.email,
                "password": make.PASSWORD,
                "next": asked_in.context["redirect_field_value"],
            },
            follow=True,
        )

    assert landed.redirect_chain[-1] == (address, 302)
    assert landed.context["user"] == scene.lead


def test_person_chooses_the_day(scene):
    client = signed_in(scene.lead)
    response = client.post(reverse("my_mail"), {"day": "3"}, follow=True)
    scene.lead.refresh_from_db()

    assert (scene.lead.mail_day, told(response)) == (
        3,
        ["The day is kept. The next e-mail goes by it."],
    )


def test_person_gives_up_the_day_again(scene):
    scene.lead.mail_day = 3
    scene.lead.save()
    client = signed_in(scene.lead)
    assert 'value="3" checked' in re.sub(
        r"\s+", " ", client.get(reverse("my_mail")).content.decode()
    )

    client.post(reverse("my_mail"), {"day": ""})
    scene.lead.refresh_from_db()
    assert scene.lead.mail_day is None


@pytest.mark.parametrize("day", ["5", "-1", "x"])
def test_day_that_is_none_is_refused(scene, day):
    response = signed_in(scene.lead).post(reverse("my_mail"), {"day": day})

    assert list(response.context["form"].errors) == ["day"]


def test_person_reads_their_own_letters_and_nobody_elses(scene):
    beat(OPENS)
    beat(LATE)

    page = signed_in(scene.deputy).get(reverse("my_mail")).content.decode()
    assert page.count("<details") == 1
    assert "1 action not updated by the lead" in page


def correct(scene: Asked, person, email: str):
    grant = person.role_grants.get(area=scene.plan.area)
    client = client_of(Role.ADMINISTRATOR, scene.plan.area)
    return client.post(
        reverse("address_correct", args=[grant.pk]), {"email": email, "expected": "1"}, follow=True
    )


def confirmed(scene: Asked) -> None:
    """The second person says yes to what waits."""
    chair, area = make.person_with(Role.CHAIR, scene.plan.area), scene.plan.area
    answer_access(by=chair, area=area, changes=AccessChange.objects.all(), accepted=True)


def test_administrator_corrects_an_address_when_a_second_person_confirms_it(scene):
    old, new = scene.lead.email, "ailsa@example.test"
    correct(scene, scene.lead, new.title())
    scene.lead.refresh_from_db()
    assert scene.lead.email == old
    confirmed(scene)

    assert [Client().login(username=email, password=make.PASSWORD) for email in (old, new)] == [
        False,
        True,
    ]


@pytest.mark.parametrize("email", ["rubbish", "", "taken"])
def test_address_that_is_none_or_somebody_elses_is_refused(scene, email):
    email = scene.deputy.email.upper() if email == "taken" else email

    assert list(correct(scene, scene.lead, email).context["form"].errors) == ["email"]


def test_administrator_does_not_change_the_address_of_somebody_with_a_role_elsewhere(scene):
    make.RoleGrantFactory(user=scene.lead, area=make.AreaFactory(), role=Role.CHAIR)
    response = correct(scene, scene.lead, "ailsa@example.test")

    assert "also has a role in another area" in str(response.context["form"].errors["email"])


def test_role_elsewhere_that_has_ended_does_not_matter(scene):
    ended = OPENS - timedelta(days=400)
    make.RoleGrantFactory(
        user=scene.lead, area=make.AreaFactory(), role=Role.CHAIR, starts=ended, ends=ended
    )
    correct(scene, scene.lead, "ailsa@example.test")
    confirmed(scene)
    scene.lead.refresh_from_db()

    assert scene.lead.email == "ailsa@example.test"
