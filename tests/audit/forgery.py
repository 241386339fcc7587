"""What only somebody with the database in hand can do: triggers off, SQL by hand, triggers on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from audit.services.chain import enter


def entered() -> None:
    """What was written so far is entered, as it is before a commit."""
    written, connection.written = connection.written, {}
    enter("default", written)


@contextmanager
def unrefused() -> Iterator[None]:
    """No trigger fires; they are all there again afterwards."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, statement in triggers:
            cursor.execute(statement)


def by_hand(statement: str, *values: Any) -> None:
    with unrefused(), connection.cursor() as cursor:
        cursor.execute(statement, values)
