"""Secret addresses: one a person and calendar, the old one stops, the record keeps no secret."""

import pytest

from audit.models import Event
from committees.models import CalendarFeed
from committees.services import make_feed
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_new_address_stops_the_old_one():
    user = make.UserFactory()
    first = make_feed(by=user)

    second = make_feed(by=user, replaces=first.pk)

    assert [row.secret for row in CalendarFeed.objects.all()] == [second.secret]
    assert second.secret != first.secret


@pytest.mark.parametrize("times", [1, 2])
def test_second_press_makes_no_second_address(times):
    user, body = make.UserFactory(), make.BodyFactory()
    first = make_feed(by=user, body=body)
    pressed = {make_feed(by=user, body=body, replaces=first.pk).secret for _ in range(times)}

    assert (len(pressed), Event.objects.count()) == (1, 2)


def test_own_address_and_that_of_each_body_are_apart():
    user, body = make.UserFactory(), make.BodyFactory()
    made = {make_feed(by=user).secret, make_feed(by=user, body=body).secret}

    assert len(made) == 2


def test_secret_is_long_and_not_in_the_record():
    feed = make_feed(by=make.UserFactory())

    event = Event.objects.get()
    assert (len(feed.secret) >= 43, feed.secret in f"{event.changes}{event.target_label}") == (
        True,
        False,
    )


def test_database_keeps_no_secret():
    feed = make_feed(by=make.UserFactory())

    [row] = CalendarFeed.objects.values()
    assert [name for name, value in row.items() if value == feed.secret] == []


def test_secret_of_another_key_is_not_shown_and_goes_on_being_found(settings, client):
    feed = make_feed(by=make.UserFactory())
    address = f"/calendar/{feed.secret}.ics"
    settings.SECRET_KEY = "another"

    assert (feed.secret, client.get(address).status_code) == ("", 200)
