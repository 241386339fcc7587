"""Database triggers that refuse to change or delete a row: records that must stay as they were."""

from collections.abc import Callable

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

VERBS = ("UPDATE", "DELETE")

# Every table whose rows are added and read and nothing else, by the migration that guards it.
PERMANENT = {
    "audit.0002_append_only": ("audit_event", "audit_version"),
    "audit.0003_guard_entry": ("audit_guardentry",),
    "plans.0002_append_only": ("plans_planversion", "plans_signoff"),
    "windows.0002_append_only": ("windows_windowreopening",),
    "actions.0002_append_only": (
        "actions_progressupdate",
        "actions_challenge",
        "actions_updatecheck",
        "actions_comment",
        "actions_proposaldecision",
    ),
    "actions.0006_officers_append_only": ("actions_officersdecision",),
    "actions.0008_tally_append_only": ("actions_tally",),
    "actions.0011_lineage_append_only": ("actions_lineage",),
    "actions.0014_regional_updates_append_only": ("actions_regionalupdate",),
    "reporting.0002_append_only": (
        "reporting_snapshot",
        "reporting_download",
        "reporting_directionanswer",
    ),
}


def trigger_name(table: str, verb: str) -> str:
    return f"{table}_refuses_{verb.lower()}"


def create_statements(table: str, vendor: str) -> list[str]:
    """SQL that makes `table` append-only on `vendor` ("sqlite" or "postgresql")."""
    if vendor == "sqlite":
        return [_sqlite(table, verb) for verb in VERBS]
    return [_FUNCTION, *(_postgresql(table, verb) for verb in VERBS)]


def drop_statements(table: str, vendor: str) -> list[str]:
    where = "" if vendor == "sqlite" else f' ON "{table}"'
    return [f'DROP TRIGGER IF EXISTS "{trigger_name(table, verb)}"{where}' for verb in VERBS]


class AppendOnly(migrations.RunPython):
    """Migration operation: rows of `table` can be added and read, and nothing else.

    Raises ValueError on a database that is neither SQLite nor PostgreSQL: the promise to chief
    officers could not be kept there.
    """

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(_runner(table, create_statements), _runner(table, drop_statements))

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return (self.__class__.__name__, [], {"table": self.table})


def append_only(migration: str) -> list[AppendOnly]:
    """The operations by which a migration guards its tables of `PERMANENT`."""
    return [AppendOnly(table) for table in PERMANENT[migration]]


Statements = Callable[[str, str], list[str]]
Step = Callable[[Apps, BaseDatabaseSchemaEditor], None]


def _runner(table: str, statements: Statements) -> Step:
    def run(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        vendor = schema_editor.connection.vendor
        if vendor not in ("sqlite", "postgresql"):
            raise ValueError(f"cpcplan keeps its records on SQLite or PostgreSQL, not on {vendor}")
        for statement in statements(table, vendor):
            schema_editor.execute(statement, params=None)

    return run


def _sqlite(table: str, verb: str) -> str:
    return (
        f'CREATE TRIGGER "{trigger_name(table, verb)}" BEFORE {verb} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, '{table} is a permanent record and cannot be changed'); END"
    )


_FUNCTION = """
CREATE OR REPLACE FUNCTION cpcplan_refuse_change() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION '% is a permanent record and cannot be changed', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END;
$$ LANGUAGE plpgsql
"""


def _postgresql(table: str, verb: str) -> str:
    return (
        f'CREATE TRIGGER "{trigger_name(table, verb)}" BEFORE {verb} ON "{table}" '
        f"FOR EACH ROW EXECUTE FUNCTION cpcplan_refuse_change()"
    )
