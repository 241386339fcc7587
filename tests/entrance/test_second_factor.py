"""One-time codes and recovery codes: set up, asked for at sign-in, of no use to who has a copy."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from audit.models import Event
from entrance import enums
from tests import factories as make
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up(client: Client) -> tuple[str, list[str]]:
    """Set up one-time codes as a person does: the secret, and the recovery codes that are shown."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"cpc-code\">(\w+)<", page)[1]
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    return secret, answer.context["unused_codes"]


def signed_in(user) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def verbs(user) -> list[tuple[str, str]]:
    rows = Event.objects.filter(target_id=user.pk, verb__in=enums.OF_SIGN_IN).order_by("pk")
    return [(row.verb, row.changes.get("what", "")) for row in rows]


def test_codes_are_asked_for_at_the_next_sign_in():
    user = make.UserFactory()
    secret, _ = set_up(signed_in(user))
    client = Client()

    asked = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    wrong = client.post(asked["Location"], {"code": "000000"})
    inside = client.post(asked["Location"], {"code": code_of(secret)}, follow=True)

    assert asked["Location"] == reverse("mfa_authenticate")
    assert wrong.context["form"].errors == {"code": ["Incorrect code."]}
    assert inside.context["user"] == user
    assert verbs(user) == [
        (enums.SIGNED_IN, "password"),
        (enums.FACTOR_ADDED, "one-time codes"),
        (enums.FACTOR_ADDED, "recovery codes"),
        (enums.WRONG_CODE, "one-time code"),
        (enums.SIGNED_IN, "password and one-time code"),
    ]


def test_a_code_opens_once():
    user = make.UserFactory()
    secret, _ = set_up(signed_in(user))
    code = code_of(secret)
    first, second = signed_in(user), signed_in(user)

    first.post(reverse("mfa_authenticate"), {"code": code})
    second.post(reverse("mfa_authenticate"), {"code": code})

    assert [one.get(reverse("security")).status_code for one in (first, second)] == [200, 302]


def test_a_recovery_code_opens_once_and_is_not_shown_again():
    user = make.UserFactory()
    client = signed_in(user)
    _, codes = set_up(client)
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    first, second = signed_in(user), signed_in(user)

    first.post(reverse("mfa_authenticate"), {"code": codes[0]})
    second.post(reverse("mfa_authenticate"), {"code": codes[0]})

    assert len(codes) == 10
    assert [code for code in codes if code in again] == []
    assert [one.get(reverse("security")).status_code for one in (first, second)] == [200, 302]
    assert first.get(reverse("security")).context["spare_codes"] == 9


def test_nothing_of_a_secret_lies_open_in_the_database():
    user = make.UserFactory()
    secret, codes = set_up(signed_in(user))

    kept = [str(row.data) for row in Authenticator.objects.filter(user=user)]

    assert len(kept) == 2
    assert [one for row in kept for one in (secret, *codes) if one in row] == []


def test_removing_the_last_takes_the_codes_and_ends_other_sessions():
    user = make.UserFactory()
    client = signed_in(user)
    secret, _ = set_up(client)
    other = signed_in(user)
    other.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(user=user).count() == 0
    assert [one.get(reverse("security")).status_code for one in (client, other)] == [200, 302]
    assert verbs(user)[-3:] == [
        (enums.FACTOR_REMOVED, "one-time codes"),
        (enums.SESSIONS_ENDED, ""),
        (enums.FACTOR_REMOVED, "recovery codes"),
    ]


def test_new_recovery_codes_put_the_old_ones_aside():
    user = make.UserFactory()
    client = signed_in(user)
    _, codes = set_up(client)

    new = client.post(reverse("mfa_generate_recovery_codes"), follow=True).context["unused_codes"]

    assert (len(new), set(new) & set(codes)) == (10, set())
    assert verbs(user)[-1] == (enums.CODES_MADE, "")


def test_an_operator_takes_a_lost_factor_away(capsys):
    user = make.UserFactory(name="Una Ross")
    client = signed_in(user)
    set_up(client)

    call_command("remove_second_factor", user.email)
    call_command("remove_second_factor", user.email)

    assert capsys.readouterr().out.splitlines() == [
        "Una Ross has none any more and is signed out everywhere.",
        "Una Ross has no second factor.",
    ]
    assert client.get(reverse("security")).status_code == 302
    with pytest.raises(CommandError, match="Nobody has this e-mail address"):
        call_command("remove_second_factor", "nobody@example.test")


def test_whoever_guesses_codes_waits():
    user = make.UserFactory()
    secret, _ = set_up(signed_in(user))
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    page = reverse("mfa_authenticate")

    said = [client.post(page, {"code": "000000"}).context["form"].errors for _ in range(12)]
    right = client.post(page, {"code": code_of(secret)})

    assert said[0] == {"code": ["Incorrect code."]}
    assert "Too many wrong codes" in said[-1]["code"][0]
    assert right.status_code == 200
