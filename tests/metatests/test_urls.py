"""Every address refuses whoever may not open it. The table is tests/metatests/addresses.py."""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any, Final

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from accounts.roles import Role
from plans.enums import PlanState
from plans.models import Plan
from tests import factories as make
from tests.clients import no_context_kept
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


@pytest.fixture(autouse=True, scope="module")
def _no_context() -> Iterator[None]:
    with no_context_kept():
        yield


Roles = frozenset[Role]


def refusals(gate: Gate) -> list[tuple[HTTPStatus, Roles]]:
    """Who is refused, by what they are told: that they may not, or that nothing is there.

    Inspectors ask for themselves: they read no draft, and what is agreed is another page to others.
    """
    no = EVERY_ROLE - gate.allowed
    told = [(HTTPStatus.FORBIDDEN, no & gate.known_by), (HTTPStatus.NOT_FOUND, no - gate.known_by)]
    inspector = frozenset({Role.INSPECTOR})
    parted = [(word, part) for word, some in told for part in (some - inspector, some & inspector)]
    return [(word, part) for word, part in parted if part]


# each on its own, and all together whom some address refuses alike
COMPANIES: Final[set[Roles]] = {frozenset({role}) for role in Role} | {
    roles for gate in GATES.values() for _, roles in refusals(gate)
}


@pytest.fixture(scope="module")
def sessions(world: World, django_db_blocker: Any) -> dict[Roles, str]:
    """Somebody with these roles, signed in once for the module: the keys of their sessions."""
    with django_db_blocker.unblock():
        state = world.plan.state
        clients = {roles: signed_in(with_all(world, roles)) for roles in COMPANIES}
        Plan.objects.filter(pk=world.plan.pk).update(state=state)
    return {roles: key_of(one) for roles, one in clients.items()}


def with_all(world: World, roles: Roles) -> User:
    first, *others = sorted(roles)
    user = world.person(first)
    for role in others:
        make.RoleGrantFactory(user=user, area=world.area, role=role)
    return user


@pytest.fixture
def as_roles(world: World, sessions: dict[Roles, str]) -> Callable[..., Client]:
    """`as_roles(role, …)`: a browser, that nothing was done in, of somebody with these roles."""

    def browser(*roles: Role) -> Client:
        if Role.INSPECTOR in roles:  # who reads no draft
            Plan.objects.filter(pk=world.plan.pk).update(state=PlanState.AGREED)
        return client_with(sessions[frozenset(roles)])

    return browser


@pytest.fixture(scope="module")
def nobody_here(world: World, django_db_blocker: Any) -> str:
    """Who has every role elsewhere, had every role here, and makes areas: the key of a session.

    One person for all three, since whoever has more may more: what any of the three opened, they
    would open.
    """
    with django_db_blocker.unblock():
        user, elsewhere = make.UserFactory(is_superuser=True, is_staff=True), make.AreaFactory()
        ended = {"starts": make.LONG_AGO, "ends": make.LONG_AGO}
        for role in Role:
            make.RoleGrantFactory(user=user, area=elsewhere, role=role)
            make.RoleGrantFactory(user=user, area=world.area, role=role, **ended)
        return key_of(signed_in(user))


def key_of(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


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
def test_roles_that_may_not_are_refused(name, world, as_roles):
    """Somebody with all their roles asks and sends it: whom a role lets in, it lets in beside
    others. Where they may together what none may alone, each does."""
    gate, url = GATES[name], address(name, world)

    for refusal, roles in refusals(gate):
        if not refused(statuses(as_roles(*roles), url, gate), refusal):
            for role in roles:
                assert refused(statuses(as_roles(role), url, gate), refusal), role


@pytest.mark.parametrize("name", GATES)
def test_roles_that_may_get_in(name, world, as_roles):
    gate, url = GATES[name], address(name, world)

    for role in Role:
        if role in gate.allowed:
            client = as_roles(role)
            first = status(client.post(url) if gate.post_only else client.get(url))
            assert first in {HTTPStatus.OK, HTTPStatus.FOUND}, role


@pytest.mark.parametrize("name", [name for name, gate in GATES.items() if gate.allowed])
def test_address_opens_to_one_who_may(name, world, as_roles):
    """On PostgreSQL, where who may get in is no other: tests/halves.py."""
    client, url = as_roles(min(GATES[name].allowed)), address(name, world)

    answer = status(client.post(url) if GATES[name].post_only else client.get(url))

    assert answer in {HTTPStatus.OK, HTTPStatus.FOUND}


@pytest.mark.parametrize("name", [name for name, gate in GATES.items() if not gate.post_only])
def test_form_sent_empty_is_answered_to_whoever_gets_in(name, world, as_roles):
    gate, url = GATES[name], address(name, world)

    for role in gate.writers or gate.allowed:  # readers' are refused, below
        answer = status(as_roles(role).post(url))
        assert answer < HTTPStatus.INTERNAL_SERVER_ERROR, role
        if answer == HTTPStatus.METHOD_NOT_ALLOWED:
            return  # no form, whoever asks


@pytest.mark.parametrize("name", [name for name, gate in GATES.items() if gate.writers])
def test_readers_that_may_not_write_are_refused(name, world, as_roles):
    gate, url = GATES[name], address(name, world)

    for role in gate.allowed - gate.writers:
        assert status(as_roles(role).post(url)) == HTTPStatus.FORBIDDEN, role


@pytest.mark.parametrize("name", SCOPED)
def test_whoever_has_no_role_here_sees_nothing(name, world, nobody_here):
    answers = statuses(client_with(nobody_here), address(name, world), GATES[name])

    assert refused(answers, HTTPStatus.NOT_FOUND)


def refused(answers: list[int], refusal: int) -> bool:
    """Every method says no; one that the page does not have may say 405 first."""
    return refusal in answers and set(answers) <= {refusal, HTTPStatus.METHOD_NOT_ALLOWED}
