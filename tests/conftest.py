"""What every test may use: the databases, a browser, and nothing outside this machine."""

import socket
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest_plugins = [
    *("tests.browser", "tests.empty_database", "tests.halves", "tests.midnight", "tests.shares"),
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


@pytest.fixture(autouse=True, scope="session")
def _flush_past_permanent_records() -> Iterator[None]:
    """Let a transactional test's clean-up empty the tables whose rows the database keeps."""
    original = BaseDatabaseOperations.execute_sql_flush
    patch = pytest.MonkeyPatch()
    patch.setattr(
        BaseDatabaseOperations,
        "execute_sql_flush",
        lambda self, statements: _without_triggers(lambda: original(self, statements)),
    )
    yield
    patch.undo()


def _without_triggers(flush: Callable[[], None]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SET session_replication_role = replica")
            flush()
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        flush()
        for _, statement in triggers:
            cursor.execute(statement)
