"""Every write and its audit event stand or fall together. The calls: tests/metatests/writes.py."""

import copy
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from typing import Any

import pytest
from django.db import Error, connection, transaction

from audit.models import Event
from committees.rules.event_sentences import SENTENCES, sentence
from committees.rules.event_words import told
from learning_reviews.models import Entry
from tests import factories as make
from tests.cpcplan.rooms import ROOMS
from tests.metatests.world import World
from tests.metatests.writes import WRITES
from tests.metatests.written import written_tables

pytestmark = pytest.mark.django_db

# Who writes the record and who rings the bell are asked by all of these.
APPS = [
    room
    for room in ROOMS
    if room not in {"demonstration", "audit", "jobs"} and find_spec(f"{room}.services")
]


def modules(app: str) -> Iterator[Any]:
    root = importlib.import_module(f"{app}.services")
    yield root
    for found in pkgutil.walk_packages(getattr(root, "__path__", []), f"{root.__name__}."):
        yield importlib.import_module(found.name)


def services() -> dict[str, Callable[..., Any]]:
    """Every public function of a services module that takes the actor: that is what writes."""
    return {
        f"{app}.{name}": function
        for app in APPS
        for module in modules(app)
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
        and "by" in inspect.signature(function).parameters
        # a frame round other writes, which are called in it
        and not inspect.isgeneratorfunction(inspect.unwrap(function))
    }


SERVICES = services()


@pytest.fixture
def own_world(world) -> World:
    """The same rows as objects that this test may change."""
    return copy.deepcopy(world)


@pytest.fixture
def broken_audit() -> None:
    """The database refuses every new event, and every new entry about a learning review."""
    with connection.cursor() as cursor:
        for statement in REFUSALS[connection.vendor]:
            cursor.execute(statement)


RAW = re.compile(r"\bNone\b|\d{4}-\d{2}-\d{2}|[a-z]_[a-z]|[{}]")
# a learning review has a record of its own, which is not the area's
RECORDS = ("audit_event", "learning_reviews_entry")
REFUSALS = {
    "sqlite": [
        f"CREATE TRIGGER broken_{table} BEFORE INSERT ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the record is broken'); END"
        for table in RECORDS
    ],
    "postgresql": [
        "CREATE FUNCTION broken() RETURNS trigger AS "
        "$$ BEGIN RAISE EXCEPTION 'the record is broken'; END $$ LANGUAGE plpgsql",
        *(
            f"CREATE TRIGGER broken BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION broken()"
            for table in RECORDS
        ),
    ],
}


def held(tables: Iterable[str]) -> dict[str, list[str]]:
    """All rows of some tables, as text."""
    rows = {}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = sorted(str(tuple(map(_shown, row))) for row in cursor.fetchall())
    return rows


def _shown(value: Any) -> Any:
    """PostgreSQL gives bytes by the place in memory at which they happen to lie."""
    return bytes(value) if isinstance(value, memoryview) else value


def raw_words(event: Event | Entry) -> list[str]:
    """What a person would not say of an event: a verb without its sentence, a field's own name, a
    day as it is stored, nothing by the name that programs give it."""
    details = [text for pair in told(event.verb, event.changes) for text in pair]
    words = [sentence(event), *details]
    untold = [] if event.verb in SENTENCES else [event.verb]
    return untold + [text for text in words if RAW.search(text)]


def test_every_service_has_its_call():
    assert set(WRITES) == set(SERVICES)


@pytest.mark.parametrize("name", SERVICES)
def test_service_takes_keywords_only(name):
    kinds = {parameter.kind for parameter in inspect.signature(SERVICES[name]).parameters.values()}

    assert kinds <= {inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD}


@pytest.mark.parametrize("name", WRITES)
def test_write_is_recorded_with_its_actor(name, own_world):
    actor, arguments = make.UserFactory(name="Morag Weir"), WRITES[name](own_world)

    SERVICES[name](by=actor, **arguments)

    events = [*Event.objects.all(), *Entry.objects.all()]
    assert [raw for event in events for raw in raw_words(event)] == []
    assert {
        (event.actor_id, event.actor_label) for event in events if event.actor_id == actor.pk
    } == {(actor.pk, "Morag Weir")}


@pytest.mark.parametrize("name", WRITES)
def test_write_rolls_back_without_its_record(name, own_world, request):
    actor, arguments = make.UserFactory(), WRITES[name](own_world)
    request.getfixturevalue("broken_audit")

    with transaction.atomic():
        with written_tables() as tables, pytest.raises(Error, match="the record is broken"):
            SERVICES[name](by=actor, **arguments)
        left = held(tables)
        transaction.set_rollback(True)

    assert tables & set(RECORDS)
    assert left == held(tables)
