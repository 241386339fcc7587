"""Links for a new password: no flood of letters, and no word of whether there is an account."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests import factories as make

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 7, 8, 30, tzinfo=UTC)
HOME, ELSEWHERE = "198.51.100.7", "192.0.2.33"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def owner():
    return make.UserFactory(name="Una Ross", email="una@example.test")


def ask_for_link(email, *, at=ELSEWHERE):
    return Client().post(reverse("account_reset_password"), {"email": email}, REMOTE_ADDR=at)


@pytest.mark.parametrize("email", ["una@example.test", "nobody@example.test"])
def test_links_for_a_new_password_are_no_flood_and_the_answer_is_always_the_same(owner, email):
    answers = [ask_for_link(email, at=f"192.0.2.{number}") for number in range(10)]

    where = {(answer.status_code, answer["Location"]) for answer in answers}
    assert where == {(302, reverse("account_reset_password_done"))}
    assert len(mail.outbox) == 3


def test_more_links_come_in_time(owner, clock):
    for _ in range(4):
        ask_for_link(owner.email)
    clock.shift(timedelta(hours=4))
    ask_for_link(owner.email)

    assert len(mail.outbox) == 4


def test_one_address_that_asks_for_many_links_waits(owner, clock):
    for number in range(40):
        ask_for_link(f"person{number}@example.test")
    page = ask_for_link(owner.email)

    assert page.context["form"].non_field_errors() == [
        "Too many links for new passwords were asked for from your network. Try again in "
        "1 minute. If you are in a hurry, ask your lead officer."
    ]
    assert ask_for_link(owner.email, at=HOME).status_code == 302
    clock.shift(timedelta(seconds=30))
    assert ask_for_link(owner.email).status_code == 302
