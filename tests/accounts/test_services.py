"""People and agencies."""

import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts import tasks
from accounts.models import Agency, User
from accounts.roles import Role
from accounts.services import add_person, find_or_make_agency, send_invitation
from accounts.services.invitations import set_password_link
from audit.models import Event
from jobs.models import Job
from tests import factories as make

pytestmark = pytest.mark.django_db

PASSWORD = "seven herons over the bay"


def test_person_is_kept_tidy():
    user = add_person(by=None, name="  Una   Ross ", email=" Una@Example.TEST ")

    assert (user.name, user.email, user.has_usable_password()) == (
        "Una Ross",
        "una@example.test",
        False,
    )


def test_address_in_other_capitals_is_the_same_person():
    make.UserFactory(email="una@example.test")

    with pytest.raises(ValidationError) as refusal:
        add_person(by=None, name="Una", email="UNA@example.test")

    assert refusal.value.message_dict == {
        "email": ["Somebody with this e-mail address is known already."]
    }


@pytest.mark.parametrize("email", ["", "una", "una@", "a" * 250 + "@example.test"])
def test_address_that_is_none_is_refused(email):
    with pytest.raises(ValidationError) as refusal:
        add_person(by=None, name="Una", email=email)

    assert list(refusal.value.message_dict) == ["email"]


def test_weak_password_is_refused():
    with pytest.raises(ValidationError):
        add_person(by=None, name="Una", email="una@example.test", password="password")

    assert User.objects.count() == 0


def test_record_keeps_neither_address_nor_password():
    add_person(by=None, name="Una", email="una@example.test", password=PASSWORD)

    assert Event.objects.get().changes == {"name": "Una"}


def test_invitation_is_a_job_that_names_the_person():
    admin = make.UserFactory()

    user = add_person(by=admin, name="Una", email="una@example.test", invite=True)

    job = Job.objects.get()
    assert (job.task, job.payload) == ("accounts.send_invitation", {"user": user.pk})


def test_link_in_the_invitation_sets_a_password(client: Client):
    user = make.UserFactory(email="una@example.test", password=None)
    send_invitation(by=None, user=user)

    tasks.send_invitation(Job.objects.get().pk)

    link = re.search(r"http\S+", mail.outbox[0].body).group()
    page = client.get(link.replace("http://127.0.0.1:8000", ""), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_answer_to_an_invitation_reaches_the_coordinator():
    area = make.AreaFactory()
    coordinator = make.person_with(Role.LEAD_OFFICER, area)
    make.person_with(Role.LEAD_OFFICER, make.AreaFactory())
    send_invitation(by=None, user=make.person_with(Role.MEMBER, area, password=None))

    tasks.send_invitation(Job.objects.get().pk)

    assert [message.reply_to for message in mail.outbox] == [[coordinator.email]]


@pytest.mark.parametrize("gone", ["stopped", "deleted"])
def test_nobody_is_invited_who_cannot_come(gone):
    user = make.UserFactory(is_active=gone != "stopped", password=None)
    send_invitation(by=None, user=user)
    if gone == "deleted":
        user.delete()

    tasks.send_invitation(Job.objects.get().pk)

    assert (len(mail.outbox), Job.objects.get().state) == (0, "done")


def test_link_stands_at_the_sites_own_address(settings):
    settings.SITE_URL = "https://plans.example.org/"

    link = set_password_link(make.UserFactory())

    assert link.startswith("https://plans.example.org/account/password/reset/key/")


def test_sign_in_page_lets_a_new_person_in(client: Client):
    add_person(by=None, name="Una", email="una@example.test", password=PASSWORD)

    answer = client.post(
        reverse("account_login"), {"login": "una@example.test", "password": PASSWORD}
    )

    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_agency_is_found_whatever_its_capitals():
    known = make.AgencyFactory(name="NHS Farrow")

    assert find_or_make_agency(by=None, name=" nhs  farrow ") == known


def test_agency_is_made_once():
    find_or_make_agency(by=None, name="NHS Farrow", kind="health")
    find_or_make_agency(by=None, name="NHS Farrow", kind="council")

    assert list(Agency.objects.values_list("name", "kind")) == [("NHS Farrow", "health")]
