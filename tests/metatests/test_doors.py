"""No service gives sight of a plan by one person's word, found by calling every one of them.

The calls are those of `tests/metatests/writes.py`, made by an administrator who sees no plan. What
widened anybody's access has to stand in `DOORS` with the reason; who may call the writers behind
them is read from the syntax trees.
"""

import ast
import copy
from collections.abc import Iterator
from functools import cache

import pytest

from accounts.models import User
from accounts.roles import Role
from committees.models import PostHolding, RoleGrant
from tests import factories as make
from tests.cpcplan.rooms import ROOT
from tests.metatests.test_audit import SERVICES
from tests.metatests.writes import WRITES

FOUNDING = "an area that nobody else is in yet"
SECOND = "the second person"
BEHIND = "the writer behind the door: see CALLERS"

DOORS = {
    "committees.found_area": FOUNDING,
    "committees.answer_access": SECOND,
    "committees.apply_access": BEHIND,
    "committees.set_up_access": BEHIND,
    "committees.give_role": BEHIND,
    "accounts.correct_address": BEHIND,
    "accounts.let_in_again": BEHIND,
}
# By whom a writer behind the doors may be named.
CALLERS = {
    "give_role": {"committees/services/access_changes.py"},
    "apply_access": {"committees/services/access_changes.py", "committees/services/answers.py"},
    "set_up_access": {"committees/services/access_changes.py", "committees/services/areas.py"},
    "hold_post": {"committees/services/access_changes.py", "committees/services/posts.py"},
    "correct_address": {
        *("accounts/services/__init__.py", "committees/services/access_changes.py"),
        "committees/management/commands/change_address.py",
    },
    "let_in_again": {
        *("accounts/services/__init__.py", "committees/services/access_changes.py"),
    },
}
# Where rows that give access may be made, or an address written.
WRITERS = {
    "RoleGrant": {"committees/services/roles.py"},
    "PostHolding": {"committees/services/posts.py"},
    "AccessChange": {"committees/services/access_changes.py"},
    "EmailAddress": set(),
}
MAKES = {"create", "bulk_create", "get_or_create", "update_or_create", "bulk_update"}


def access(actor: User) -> set[tuple]:
    """All that opens something: who may sign in with which address, roles, the actor's posts."""
    people = User.objects.values_list("pk", "email", "is_active")
    grants = RoleGrant.objects.values_list("pk", "user", "area", "role", "starts", "ends")
    own = PostHolding.objects.filter(user=actor).values_list("pk", "post", "capacity", "ends")
    return (
        {("person", *row) for row in people}
        | {("role", *row) for row in grants}
        | {("post", *row) for row in own}
    )


def widened(before: set[tuple], after: set[tuple]) -> list[tuple]:
    """What is new: a person who was there with another address or again, a role, a post."""
    people = {row[1] for row in before if row[0] == "person"}
    return [row for row in after - before if row[0] != "person" or (row[1] in people and row[3])]


@pytest.mark.django_db
@pytest.mark.parametrize("name", WRITES)
def test_service_gives_access_only_by_its_door(name, world):
    own = copy.deepcopy(world)
    actor = make.person_with(Role.ADMINISTRATOR, own.area)
    arguments = WRITES[name](own)
    before = access(actor)

    SERVICES[name](by=actor, **arguments)

    gives = [row for row in widened(before, access(actor)) if not _shorter(row, before)]
    assert bool(gives) == (name in DOORS), gives


def _shorter(row: tuple, before: set[tuple]) -> bool:
    """Whether a role or a time in a post only got an earlier end."""
    was = next((one for one in before if one[:2] == row[:2]), None)
    return was is not None and row[0] != "person" and row[-1] is not None


@cache
def sources() -> dict[str, str]:
    """Every module of the product, by its path."""
    rooms = [path.parent for path in ROOT.glob("*/apps.py")] + [ROOT / "cpcplan"]
    files = sorted(
        path for room in rooms for path in room.rglob("*.py") if "migrations" not in path.parts
    )
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in files}


def trees(*words: str) -> Iterator[tuple[str, ast.Module]]:
    """Modules in which one of `words` stands anywhere: no other can name it."""
    for path, source in sources().items():
        if any(word in source for word in words):
            yield path, tree_of(path)


@cache
def tree_of(path: str) -> ast.Module:
    return ast.parse(sources()[path])


def named(tree: ast.Module) -> set[str]:
    """Every name that a module reads, imports or asks of a module."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return names | {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def made(tree: ast.Module) -> set[str]:
    """The models of `WRITERS` of which a module makes rows."""
    rows = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func).split(".")
        if name[0] in WRITERS and (len(name) == 1 or name[-1] in MAKES):
            rows.add(name[0])
    return rows


def writes_address(tree: ast.Module) -> bool:
    """Whether a module sets an attribute `email`, or updates the column."""
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else []
        parts = [one for target in targets for one in ast.walk(target)]
        if any(isinstance(one, ast.Attribute) and one.attr == "email" for one in parts):
            return True
        updates = isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".update")
        if updates and any(keyword.arg == "email" for keyword in node.keywords):
            return True
    return False


@pytest.mark.parametrize("name", CALLERS)
def test_writer_behind_the_doors_is_called_by_them_alone(name):
    assert {path for path, tree in trees(name) if name in named(tree)} == CALLERS[name]


@pytest.mark.parametrize("model", WRITERS)
def test_rows_that_give_access_are_made_in_one_place(model):
    assert {path for path, tree in trees(model) if model in made(tree)} == WRITERS[model]


def test_address_is_written_in_one_place():
    """Besides, what is kept of a person is erased: the address is then nobody's."""
    assert {path for path, tree in trees("email") if writes_address(tree)} == {
        *("accounts/services/people.py", "retention/services/removal.py")
    }


def test_planted_faults_are_seen():
    tree = ast.parse("RoleGrant.objects.create(user=x)\nperson.email = y\ngive_role(by=None)")

    assert (made(tree), writes_address(tree)) == ({"RoleGrant"}, True)
    assert "give_role" in named(tree)
