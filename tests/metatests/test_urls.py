"""Every address refuses whoever may not open it. The table is tests/metatests/addresses.py."""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from accounts.roles import Role
from plans.enums import PlanState
from plans.models import Plan
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


@pytest.fixture(scope="module")
def sessions(world: World, django_db_blocker: Any) -> dict[Role, str]:
    """Somebody with each role, signed in once for the module: the keys of their sessions."""
    with django_db_blocker.unblock():
        state = world.plan.state
        clients = {role: signed_in(world.person(role)) for role in Role}
        Plan.objects.filter(pk=world.plan.pk).update(state=state)
    return {role: one.cookies[settings.SESSION_COOKIE_NAME].value for role, one in clients.items()}


@pytest.fixture
def as_role(world: World, sessions: dict[Role, str]) -> Callable[[Role], Client]:
    """`as_role(role)`: a browser of that person's that nothing was done in."""

    def browser(role: Role) -> Client:
        if role == Role.INSPECTOR:  # who reads no draft
            Plan.objects.filter(pk=world.plan.pk).update(state=PlanState.AGREED)
        return client_with(sessions[role])

    return browser


@pytest.fixture(scope="module")
def strangers(world: World, django_db_blocker: Any) -> dict[str, str]:
    """Those who have nothing here, signed in once for the module: the keys of their sessions."""
    with django_db_blocker.unblock():
        elsewhere, former = make.UserFactory(), make.UserFactory()
        area = make.AreaFactory()
        for role in Role:
            make.RoleGrantFactory(user=elsewhere, area=area, role=role)
            make.RoleGrantFactory(
                user=former, area=world.area, role=role, ends=make.LONG_AGO, starts=make.LONG_AGO
            )
        superuser = make.UserFactory(is_superuser=True, is_staff=True)
        known = {"elsewhere": elsewhere, "former": former, "superuser": superuser}
        clients = {name: signed_in(user) for name, user in known.items()}
    return {name: one.cookies[settings.SESSION_COOKIE_NAME].value for name, one in clients.items()}


def client_with(key: str) -> Client:
    """A browser that nothing was done in, with this key of a session."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return client


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def status(answer: Any) -> int:
    if answer.streaming:
        b"".join(answer)  # a file that is sent is closed at its end
    return int(answer.status_code)


def statuses(client: Client, url: str, gate: Gate) -> list[int]:
    """What GET and POST answer; a page of one method answers 405 to the other."""
    methods = [client.post] if gate.post_only else [client.get, client.post]
    return [status(method(url)) for method in methods]


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
def test_roles_that_may_not_are_refused(name, world, as_role):
    gate, url = GATES[name], address(name, world)

    for role in EVERY_ROLE - gate.allowed:
        refusal = HTTPStatus.FORBIDDEN if role in gate.known_by else HTTPStatus.NOT_FOUND
        assert refused(statuses(as_role(role), url, gate), refusal), role


@pytest.mark.parametrize("name", GATES)
def test_roles_that_may_get_in(name, world, as_role):
    gate, url = GATES[name], address(name, world)

    for role in Role:
        if role in gate.allowed:
            client = as_role(role)
            first = status(client.post(url) if gate.post_only else client.get(url))
            assert first in {HTTPStatus.OK, HTTPStatus.FOUND}, role


@pytest.mark.parametrize("name", [name for name, gate in GATES.items() if not gate.post_only])
def test_form_sent_empty_is_answered_to_whoever_gets_in(name, world, as_role):
    gate, url = GATES[name], address(name, world)

    for role in gate.allowed:
        assert status(as_role(role).post(url)) < HTTPStatus.INTERNAL_SERVER_ERROR, role


@pytest.mark.parametrize("name", [name for name, gate in GATES.items() if gate.writers])
def test_readers_that_may_not_write_are_refused(name, world, as_role):
    gate, url = GATES[name], address(name, world)

    for role in gate.allowed - gate.writers:
        assert status(as_role(role).post(url)) == HTTPStatus.FORBIDDEN, role


@pytest.mark.parametrize("name", SCOPED)
def test_all_roles_elsewhere_see_nothing_here(name, world, strangers):
    answers = statuses(client_with(strangers["elsewhere"]), address(name, world), GATES[name])

    assert refused(answers, HTTPStatus.NOT_FOUND)


@pytest.mark.parametrize("name", SCOPED)
def test_superuser_has_no_area_by_right(name, world, strangers):
    answers = statuses(client_with(strangers["superuser"]), address(name, world), GATES[name])

    assert refused(answers, HTTPStatus.NOT_FOUND)


@pytest.mark.parametrize("name", SCOPED)
def test_role_that_has_ended_opens_nothing(name, world, strangers):
    answers = statuses(client_with(strangers["former"]), address(name, world), GATES[name])

    assert refused(answers, HTTPStatus.NOT_FOUND)


def refused(answers: list[int], refusal: int) -> bool:
    """Every method says no; one that the page does not have may say 405 first."""
    return refusal in answers and set(answers) <= {refusal, HTTPStatus.METHOD_NOT_ALLOWED}
