"""Wrong passwords slow strangers down and never keep anybody out who has the right one."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from audit.models import Event
from gatehouse.enums import SLOWED, SLOWED_ADDRESS, TELL_OWNER
from gatehouse.models import TryCount
from gatehouse.queries.devices import COOKIE
from gatehouse.services.letters import tell_of_guesses
from gatehouse.services.tries import begin_try, end_try, forget_tries
from gatehouse.tasks import tell_owner
from jobs.models import Job
from letters.models import Letter
from tests import factories as make
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 7, 8, 30, tzinfo=UTC)
HOME, OFFICE, ELSEWHERE = "198.51.100.7", "203.0.113.9", "192.0.2.33"
WRONG = "the wrong one altogether"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def owner():
    return make.UserFactory(name="Una Ross", email="una@example.test")


def try_in(email, password, *, at=ELSEWHERE, client=None):
    """What became of one try: "in", "wrong" or "held up"."""
    client = client or Client()
    typed = {"login": email, "password": password}
    answer = client.post(reverse("account_login"), typed, REMOTE_ADDR=at)
    if answer.status_code == 302:
        client.post(reverse("account_logout"))  # leaves the cookies, as a browser does
        return "in"
    words = " ".join(answer.context["form"].non_field_errors())
    return "held up" if "Try again at" in words else "wrong"


def tries(email, count, **others):
    return [try_in(email, WRONG, **others) for _ in range(count)]


def known(email, *, at=HOME):
    """A browser in which somebody has signed in before."""
    client = Client()
    assert try_in(email, PASSWORD, at=at, client=client) == "in"
    return client


def test_sixth_guess_of_a_stranger_waits_and_then_counts(owner, clock):
    assert tries(owner.email, 6) == ["wrong"] * 5 + ["held up"]
    clock.shift(timedelta(seconds=29))
    assert try_in(owner.email, PASSWORD) == "held up"
    clock.shift(timedelta(seconds=1))
    assert try_in(owner.email, PASSWORD) == "in"


def test_wait_grows_with_each_further_guess(owner, clock):
    tries(owner.email, 5)
    waits = []
    for _ in range(6):
        seconds = 0
        while try_in(owner.email, WRONG) == "held up":
            clock.shift(timedelta(seconds=30))
            seconds += 30
        waits.append(seconds)

    assert waits == [30, 60, 120, 240, 480, 900]


def test_guesses_of_others_hold_up_nobody_elsewhere(owner):
    tries(owner.email, 10, at=ELSEWHERE)

    assert try_in(owner.email, PASSWORD, at=HOME) == "in"


def test_known_device_passes_whatever_strangers_do(owner):
    mine = known(owner.email)
    for number in range(20):
        tries(owner.email, 1, at=f"192.0.2.{number}")
    tries(owner.email, 6, at=HOME)

    assert try_in(owner.email, PASSWORD, at=HOME) == "held up"
    assert try_in(owner.email, PASSWORD, at=HOME, client=mine) == "in"


def test_never_seen_device_waits_its_own_time_and_gets_in(owner, clock):
    for number in range(15):
        tries(owner.email, 1, at=f"192.0.2.{number}")
    assert try_in(owner.email, PASSWORD, at=HOME) == "held up"

    # the others go on, and each of them waits as well
    clock.shift(timedelta(seconds=15))
    assert [tries(owner.email, 1, at=f"192.0.2.{n}") for n in range(100, 120)] == [["held up"]] * 20
    clock.shift(timedelta(seconds=15))
    assert try_in(owner.email, PASSWORD, at=HOME) == "in"


def test_no_attack_shuts_anybody_out_for_longer_than_a_quarter_of_an_hour(owner):
    """Thirty addresses try every half minute for an hour; then a stranger comes home."""

    def guess(number, now):
        begun = begin_try(account=owner.email, address=f"192.0.2.{number}", device="", now=now)
        if not begun.until:
            end_try(begun=begun, right=False, now=now)
        return begun.until is None

    half_minutes = [NOW + timedelta(seconds=30 * n) for n in range(120)]
    looked_at = [sum(guess(n, now) for n in range(30)) for now in half_minutes]
    home = {"account": owner.email, "address": HOME, "device": ""}
    until = begin_try(**home, now=half_minutes[-1]).until
    [guess(n, until) for n in range(30)]

    # of 3,600 guesses in the first hour, of those in its second half
    assert (sum(looked_at), sum(looked_at[60:])) == (160, 60)
    assert until - half_minutes[-1] == timedelta(minutes=15)
    assert begin_try(**home, now=until).until is None


def test_whoever_did_not_come_back_waits_once_more(owner, clock):
    for number in range(15):
        tries(owner.email, 1, at=f"192.0.2.{number}")
    assert try_in(owner.email, PASSWORD, at=HOME) == "held up"
    clock.shift(timedelta(hours=2))
    for number in range(100, 120):
        tries(owner.email, 1, at=f"192.0.2.{number}")

    assert try_in(owner.email, PASSWORD, at=HOME) == "held up"


def test_forty_people_of_one_office_sign_in_on_the_morning_of_a_meeting():
    people = make.UserFactory.create_batch(40)

    answers = [
        [*tries(person.email, 2, at=OFFICE), try_in(person.email, PASSWORD, at=OFFICE)]
        for person in people
    ]

    assert answers == [["wrong", "wrong", "in"]] * 40


def test_many_guesses_at_many_accounts_from_one_address_are_slowed():
    mine = known(make.UserFactory(email="una@example.test").email, at=OFFICE)
    guesses = [tries(f"person{n}@example.test", 1, at=OFFICE)[0] for n in range(130)]

    assert guesses == ["wrong"] * 120 + ["held up"] * 10
    # a stranger in that office waits, elsewhere nobody does; nor who is known there
    assert try_in("una@example.test", PASSWORD, at=OFFICE) == "held up"
    assert try_in("una@example.test", PASSWORD, at=HOME) == "in"
    assert try_in("una@example.test", PASSWORD, at=OFFICE, client=mine) == "in"
    assert Event.objects.filter(verb=SLOWED_ADDRESS).count() == 1


def test_device_that_guesses_itself_is_a_stranger_again(owner):
    mine = known(owner.email)

    assert tries(owner.email, 16, client=mine) == ["wrong"] * 15 + ["held up"]


def test_right_password_forgives_one_s_own_mistypes(owner):
    for _ in range(4):
        assert [*tries(owner.email, 4), try_in(owner.email, PASSWORD)] == ["wrong"] * 4 + ["in"]


def test_right_password_of_another_account_forgives_nothing(owner):
    other = make.UserFactory()
    tries(owner.email, 4)
    try_in(other.email, PASSWORD)

    assert tries(owner.email, 2) == ["wrong", "held up"]


@pytest.mark.parametrize("change", ["changed", "reset"])
def test_device_is_forgotten_with_the_password_everywhere_but_where_it_changed(owner, change):
    old, here = known(owner.email), known(owner.email)
    words = "seven quiet harbours at noon"
    twice = {"password1": words, "password2": words}
    if change == "changed":
        here.force_login(owner)
        here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **twice})
        here.post(reverse("account_logout"))
    else:
        here.post(reverse("account_reset_password"), {"email": owner.email})
        link = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[0].body)).group(1)
        form = here.get(link, follow=True)
        here.post(form.request["PATH_INFO"], twice)
    tries(owner.email, 6, at=HOME)

    assert try_in(owner.email, words, at=HOME, client=old) == "held up"
    assert try_in(owner.email, words, at=HOME, client=here) == "in"


def test_cookie_is_no_key_and_says_nothing_to_pages_beyond_the_account(owner):
    cookie = known(owner.email).cookies[COOKIE]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/account/", True, "Lax")
    assert cookie["max-age"] == 180 * 24 * 60 * 60
    assert owner.email not in cookie.value


@pytest.mark.parametrize("value", ["", "nonsense", "WzEsImEiLCJiIl0:1abc:def"])
def test_forged_cookie_makes_nobody_known(owner, value):
    client = Client()
    client.cookies[COOKIE] = value

    assert tries(owner.email, 6, client=client)[-1] == "held up"


def test_cookie_of_one_account_does_not_open_another(owner):
    mine = known(make.UserFactory().email)

    assert tries(owner.email, 6, client=mine)[-1] == "held up"


def test_shared_computer_knows_its_latest_people(client):
    people = make.UserFactory.create_batch(21)
    for person in people:
        try_in(person.email, PASSWORD, client=client)

    assert len(client.cookies[COOKIE].value) < 3000
    for person, answer in ((people[-1], "in"), (people[0], "held up")):
        tries(person.email, 6, at=HOME)
        assert try_in(person.email, PASSWORD, at=HOME, client=client) == answer


def test_account_that_is_none_waits_like_any_other(owner):
    unknown = tries("nobody@example.test", 8)
    mine = tries(owner.email, 8, at=HOME)

    assert unknown == mine


def test_words_say_when_and_what_else(owner, client):
    tries(owner.email, 5)
    typed = {"login": owner.email, "password": PASSWORD}
    page = client.post(reverse("account_login"), typed, REMOTE_ADDR=ELSEWHERE)

    assert page.context["form"].non_field_errors() == [
        "Wrong passwords were tried for this address. Try again at 09:30, in 1 minute. A device on "
        "which you have signed in before does not wait, and choosing a new password ends the wait. "
        "If it was not you who tried, tell your lead officer."
    ]
    assert page.context["form"]["login"].value() == owner.email


def test_header_of_a_client_is_not_believed(owner):
    client = Client()
    for number in range(5):
        typed = {"login": owner.email, "password": WRONG}
        client.post(
            reverse("account_login"),
            typed,
            REMOTE_ADDR=HOME,
            HTTP_X_FORWARDED_FOR=f"192.0.2.{number}",
        )

    assert try_in(owner.email, PASSWORD, at=HOME) == "held up"


def test_header_of_a_trusted_proxy_is(owner, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client = Client()
    for number in range(7):
        typed = {"login": owner.email, "password": WRONG}
        client.post(
            reverse("account_login"),
            typed,
            REMOTE_ADDR="10.0.0.2",
            HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, 192.0.2.{number}",
        )

    assert try_in(owner.email, PASSWORD, at="10.0.0.2") == "in"


def test_record_and_owner_are_told_once_and_not_where_from(owner, clock):
    area = make.AreaFactory()
    make.RoleGrantFactory(user=owner, area=area)
    for number in range(10):
        tries(owner.email, 7, at=f"192.0.2.{number}")
    clock.shift(timedelta(hours=23))
    tries(owner.email, 9)

    [event] = Event.objects.filter(verb=SLOWED)
    assert (event.target_type, event.target_id, event.area_id) == (
        "accounts.user",
        owner.pk,
        area.pk,
    )
    assert event.changes == {"wrong passwords": 5}
    assert Job.objects.filter(task=TELL_OWNER).count() == 1


def test_nothing_is_recorded_of_mistypes_or_of_accounts_that_are_none(owner):
    tries(owner.email, 4)
    tries("nobody@example.test", 9)

    assert Event.objects.filter(verb__in=[SLOWED, SLOWED_ADDRESS]).count() == 0


def test_owner_gets_one_letter_a_week_however_long_it_goes_on(owner, clock):
    for _ in range(14):
        tries(owner.email, 6)
        clock.shift(timedelta(days=1))
    for job in Job.objects.filter(task=TELL_OWNER).order_by("pk"):
        tell_owner(job.pk)

    told = [message for message in mail.outbox if message.to == [owner.email]]
    assert len(told) == 2
    assert told[0].subject == "cpcplan: wrong passwords were tried on your account"
    assert "7 September 2026 at 9:30 am" in told[0].body
    assert Letter.objects.filter(user_id=owner.pk).count() == 2


def test_who_may_not_sign_in_is_told_nothing(owner):
    tries(owner.email, 6)
    owner.is_active = False
    owner.save()
    for job in Job.objects.filter(task=TELL_OWNER).order_by("pk"):
        tell_owner(job.pk)

    assert mail.outbox == []


def test_letter_of_the_week_is_sent_once(owner):
    assert tell_of_guesses(user=owner, at=NOW).user_id == owner.pk
    assert tell_of_guesses(user=owner, at=NOW) is None


def test_table_names_nobody(owner):
    tries(owner.email, 1)
    Client().post(reverse("account_reset_password"), {"email": owner.email})

    written = " ".join(str(row) for row in TryCount.objects.values_list())
    assert [word for word in (owner.email, ELSEWHERE) if word in written] == []


def test_old_counts_are_forgotten(owner, clock):
    tries(owner.email, 6)
    clock.shift(timedelta(days=3))
    tries("other@example.test", 1)

    assert forget_tries(now=datetime.now(UTC)) == 2
    assert TryCount.objects.count() == 3


def test_showing_once_more_that_it_is_you_counts_for_the_session(owner, client):
    client.force_login(owner)
    tries(owner.email, 6, at=HOME)

    answer = client.post(
        reverse("account_reauthenticate"), {"password": PASSWORD}, REMOTE_ADDR=HOME
    )

    assert answer.status_code == 302
