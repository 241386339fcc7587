"""The database of a test process: a copy of one that was migrated once.

To migrate an empty database takes fifteen seconds, and each process of each half needs one. Here
the first that needs one makes it and keeps it; the others, and on SQLite the runs to come, copy
it. What it is made by stands in its name, so that a change of a migration makes another.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "tests"
# What an empty database is made by: migrations, what they import, triggers, others' apps.
MADE_BY = (
    *("*/migrations/*.py", "*/models.py", "*/models/*.py", "accounts/roles.py"),
    *("audit/databases/**/*.py", "audit/services/guards.py", "cpcplan/settings.py"),
    *("cpcplan/environment.py", "requirements.txt", "tests/empty_database.py"),
)


@pytest.fixture(scope="session")
def django_db_keepdb(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> bool:
    """Whether pytest-django takes the database that is there: it does, once this has made it.

    Nothing stays of it: its folder, or PostgreSQL itself, is of this run alone.
    """
    with django_db_blocker.unblock():
        {"sqlite": copy_file, "postgresql": copy_in_server}[connection.vendor]()
    return True


def made_by() -> str:
    """A name for all that an empty database is made by."""
    named = hashlib.sha256()
    for path in sorted({path for pattern in MADE_BY for path in ROOT.glob(pattern)}):
        named.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return named.hexdigest()[:16]


@contextmanager
def alone() -> Iterator[None]:
    """One process at a time of those on this database: the others wait for what the first makes."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def copy_file() -> None:
    kept = KEPT / f"empty-{made_by()}.sqlite3"
    own = connection.settings_dict["TEST"]["NAME"]
    with alone():
        if kept.exists():
            shutil.copyfile(kept, own)
            return
        for older in KEPT.glob("empty-*"):
            older.unlink()
        migrate_own()
        half_made = kept.with_suffix(".half")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(half_made)])
        half_made.rename(kept)


def copy_in_server() -> None:
    """PostgreSQL copies a database by itself, while nobody is connected to it."""
    kept = f"cpcplan_empty_{made_by()}"
    own = connection.settings_dict["TEST"]["NAME"] or f"test_{connection.settings_dict['NAME']}"
    # its name from here on: whoever sets the database up would work it out of the new one's
    connection.settings_dict["TEST"]["NAME"] = own
    with alone():
        if not exists(kept):
            migrate_own()
            connection.close()
            in_server(f'CREATE DATABASE "{kept}" TEMPLATE "{own}"')
            return
        in_server(f'DROP DATABASE IF EXISTS "{own}"')
        in_server(f'CREATE DATABASE "{own}" TEMPLATE "{kept}"')


def migrate_own() -> None:
    """This process's own database, anew; the connection leads to it from now on."""
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)


def exists(name: str) -> bool:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def in_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
