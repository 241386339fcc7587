"""Every address refuses whoever may not open it. The table is tests/metatests/addresses.py."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.roles import Role
from tests import factories as make
from tests.metatests.addresses import GATES, OPEN, OWN_ACCOUNT, OWN_KEYS
from tests.metatests.gates import EVERY_ROLE, Gate
from tests.metatests.world import World

pytestmark = pytest.mark.django_db

SCOPED = [name for name, gate in GATES.items() if gate.in_area]


def names(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry.name
        else:
            yield from names(entry)


def address(name: str, world: World) -> str:
    gate = GATES[name]
    return reverse(name.split(":")[0], args=gate.made(world) if gate.made else [])


def statuses(user, url: str, gate: Gate) -> list[int]:
    """What GET and POST answer; a page of one method answers 405 to the other."""
    client = Client()
    if user is not None:
        client.force_login(user)
    methods = [client.post] if gate.post_only else [client.get, client.post]
    answers = [method(url) for method in methods]
    for answer in answers:
        if answer.streaming:
            b"".join(answer)  # a file that is sent is closed at its end
    return [answer.status_code for answer in answers]


def test_table_names_every_address():
    in_table = {name.split(":")[0] for name in GATES}
    assert in_table | OPEN | OWN_ACCOUNT == {str(name) for name in names(get_resolver())} | {
        "style"
    }


@pytest.mark.parametrize("name", GATES)
def test_anonymous_is_sent_to_sign_in(name, world):
    url = address(name, world)
    client = Client()

    answers = [client.post(url)] if GATES[name].post_only else [client.get(url), client.post(url)]

    sign_in = f"{reverse(settings.LOGIN_URL)}?next={url}"
    assert {(answer.status_code, answer.headers.get("Location")) for answer in answers} == {
        (HTTPStatus.FOUND, sign_in)
    }


@pytest.mark.parametrize("name", sorted(OWN_ACCOUNT))
def test_own_account_needs_sign_in(name):
    answer = Client().get(reverse(name, args=OWN_KEYS.get(name)))

    assert answer.status_code == HTTPStatus.FOUND
    assert answer["Location"].startswith(reverse(settings.LOGIN_URL))


@pytest.mark.parametrize("name", GATES)
def test_roles_that_may_not_are_refused(name, world):
    gate, url = GATES[name], address(name, world)

    for role in EVERY_ROLE - gate.allowed:
        refusal = HTTPStatus.FORBIDDEN if role in gate.known_by else HTTPStatus.NOT_FOUND
        assert refused(statuses(world.person(role), url, gate), refusal), role


@pytest.mark.parametrize("name", GATES)
def test_roles_that_may_get_in(name, world):
    gate, url = GATES[name], address(name, world)

    for role in Role:
        if role in gate.allowed:
            first = statuses(world.person(role), url, gate)[0]
            assert first in {HTTPStatus.OK, HTTPStatus.FOUND}, role


@pytest.mark.parametrize("name", [name for name, gate in GATES.items() if gate.writers])
def test_readers_that_may_not_write_are_refused(name, world):
    gate, url = GATES[name], address(name, world)

    for role in gate.allowed - gate.writers:
        assert statuses(world.person(role), url, gate)[-1] == HTTPStatus.FORBIDDEN, role


@pytest.mark.parametrize("name", SCOPED)
def test_all_roles_elsewhere_see_nothing_here(name, world):
    stranger, elsewhere = make.UserFactory(), make.AreaFactory()
    for role in Role:
        make.RoleGrantFactory(user=stranger, area=elsewhere, role=role)

    answers = statuses(stranger, address(name, world), GATES[name])

    assert refused(answers, HTTPStatus.NOT_FOUND)


@pytest.mark.parametrize("name", SCOPED)
def test_superuser_has_no_area_by_right(name, world):
    superuser = make.UserFactory(is_superuser=True, is_staff=True)

    answers = statuses(superuser, address(name, world), GATES[name])

    assert refused(answers, HTTPStatus.NOT_FOUND)


@pytest.mark.parametrize("name", SCOPED)
def test_role_that_has_ended_opens_nothing(name, world):
    former = make.UserFactory()
    for role in Role:
        make.RoleGrantFactory(
            user=former, area=world.area, role=role, ends=make.LONG_AGO, starts=make.LONG_AGO
        )

    answers = statuses(former, address(name, world), GATES[name])

    assert refused(answers, HTTPStatus.NOT_FOUND)


def refused(answers: list[int], refusal: int) -> bool:
    """Every method says no; one that the page does not have may say 405 first."""
    return refusal in answers and set(answers) <= {refusal, HTTPStatus.METHOD_NOT_ALLOWED}
