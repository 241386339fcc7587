"""What every test may use: the databases, a browser, and nothing outside this machine."""

import re
import socket
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.utils import CursorWrapper
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.services.guards import after_migrations

pytest_plugins = [
    *(
        "tests.browser",
        "tests.empty_database",
        "tests.halves",
        "tests.midnight",
        "tests.room",
        "tests.shares",
    ),
]

# How long an example takes is measured in `benchmarks/`, never by a test.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
        _read_constants()


@lru_cache(maxsize=1)
def _read_constants() -> None:
    """Let hypothesis read the numbers and words of every module, which it tries among others.

    It does so once a process, in the midst of an example, which then counts as slow: seconds on a
    busy machine.
    """
    numbers = st.lists(st.integers(), min_size=200, max_size=200)
    unhurried = settings(
        max_examples=3, database=None, deadline=None, suppress_health_check=[*HealthCheck]
    )
    unhurried(given(numbers)(lambda numbers: None))()


LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """The sign-in rate limits of one test are not those of the next."""
    yield
    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """A test that reaches beyond this machine fails."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOOPBACK:
            pytest.fail(f"A test tried to reach {address[0]}")
        connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded)
    yield
    patch.undo()


# What Django writes after migrations, of our models and never of our rows.
STAYS = frozenset({"django_content_type", "auth_permission", "django_site"})
DELETE = re.compile(r'DELETE FROM "(\w+)";')


@pytest.fixture(autouse=True, scope="session")
def _flush_what_was_filled() -> Iterator[None]:
    """A transactional test's clean-up empties the tables that have rows, those too whose rows the
    database keeps. Of all tables few do, and nothing was migrated: our own record begins anew."""
    original = BaseDatabaseOperations.execute_sql_flush
    patch = pytest.MonkeyPatch()
    patch.setattr(
        BaseDatabaseOperations,
        "execute_sql_flush",
        lambda self, statements: _flush(lambda some: original(self, some), statements),
    )
    patch.setattr(
        "django.core.management.commands.flush.emit_post_migrate_signal",
        lambda verbosity, interactive, using: after_migrations(using=using),
    )
    yield
    patch.undo()


def _flush(execute: Callable[[list[str]], None], statements: list[str]) -> None:
    with connection.cursor() as cursor:
        filled = _filled(cursor) - STAYS
        if connection.vendor != "sqlite":
            cursor.execute("SET session_replication_role = replica")
            execute([f'DELETE FROM "{table}";' for table in sorted(filled)])
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        named = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
        triggers = [row for row in cursor.execute(named).fetchall() if row[1] in filled]
        for name, _, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        execute([one for one in statements if _table_of(one) in filled | {None}])
        for _, _, statement in triggers:
            cursor.execute(statement)


def _filled(cursor: CursorWrapper) -> frozenset[str]:
    """The tables that have a row."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in tables)
    cursor.execute(" UNION ALL ".join(asked))
    return frozenset(row[0] for row in cursor.fetchall())


def _table_of(statement: str) -> str | None:
    """The table that a statement of SQLite's empties, None for one that does something else."""
    emptied = DELETE.fullmatch(statement)
    return emptied[1] if emptied else None
