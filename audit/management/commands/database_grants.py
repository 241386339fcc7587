"""The rights of the program's own role on PostgreSQL: printed, or applied by the tables' owner."""

import os
import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from audit.models.grants import grants

MAKE = "{} ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD %L"
NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


class Command(BaseCommand):
    help = (
        "Prints the SQL that gives the role of the program what it needs and no more. With "
        "--apply it is done, and the role is made where it is missing, with the password in "
        "APP_PASSWORD; sign in as the owner of the tables, after migrate."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--role", default="cpcplan_app", help="default: cpcplan_app")
        parser.add_argument("--apply", action="store_true", help="do it instead of printing it")

    def handle(self, *args: Any, **options: Any) -> None:
        role = options["role"]
        if connection.vendor != "postgresql":
            raise CommandError("Roles and their rights are PostgreSQL's: this is another database.")
        if not NAME.fullmatch(role):
            raise CommandError("A role's name is of small letters, digits and underscores.")
        database = str(connection.settings_dict["NAME"])
        statements = grants(role, _tables(), database)
        if not options["apply"]:
            self.stdout.write("".join(f"{statement};\n" for statement in statements), ending="")
            return
        with transaction.atomic():
            _make(role, os.environ.get("APP_PASSWORD", ""))
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
        self.stdout.write(f"{role} may do what the program needs, and no more.")


def _tables() -> dict[str, list[str]]:
    """Every table with those of its columns that hold words."""
    tables: dict[str, list[str]] = {name: [] for name in connection.introspection.table_names()}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = "
            "'public' AND data_type IN ('text', 'character varying', 'jsonb') ORDER BY 1, 2"
        )
        for table, column in cursor.fetchall():
            tables.setdefault(table, []).append(column)
    return tables


def _make(role: str, password: str) -> None:
    """The role with its password; one that stands already keeps its own where none is given.

    Raises CommandError for one that owns tables or is a superuser: no right could be kept from it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = %s", [role])
        row = cursor.fetchone()
        cursor.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = %s", [role]
        )
        if (row and row[0]) or cursor.fetchone()[0]:
            raise CommandError(f"{role} owns the tables or is a superuser: name another role.")
        if row is None and not password:
            raise CommandError(f"{role} is not there yet: give its password in APP_PASSWORD.")
        if password:
            how = "ALTER" if row else "CREATE"
            cursor.execute(
                "SELECT format(%s, %s::text, %s::text)",
                [MAKE.format(how), role, password],
            )
            cursor.execute(cursor.fetchone()[0])
