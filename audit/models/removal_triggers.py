"""The one change that a permanent row takes: words that identify a person give way to a mark.

The trigger on UPDATE asks for an event that names the row and was appended in the same transaction
(its link in the chain is made at the commit), and lets no column change but a text, and that only
so that the mark stands in it.
"""

from __future__ import annotations

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

from audit.models.triggers import PERMANENT, guard_anew, trigger_name
from audit.rules.chain import REMOVED

MARK: Final = "[removed"
_NEEDED: Final = frozenset({"audit_event", "audit_link"})
_TOLD: Final = """EXISTS (
    SELECT 1 FROM audit_event e
    WHERE e.verb = '{verb}' AND e.target_type = '{label}' AND e.target_id = OLD.id
    AND NOT EXISTS (
        SELECT 1 FROM audit_link l WHERE l."table" = 'audit_event' AND l.key = e.id
    )
)"""


def allow_removal(connection: BaseDatabaseWrapper) -> None:
    """Give every permanent table that is there the trigger that knows of removal."""
    there = set(connection.introspection.table_names())
    if not there >= _NEEDED:
        return
    tables = [table for names in PERMANENT.values() for table in names if table in there]
    make = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        for table in tables:
            for statement in make(connection, table):
                cursor.execute(statement)


def refuse_removal(connection: BaseDatabaseWrapper) -> None:
    """Back to triggers that know of no other table, before migrations: SQLite makes a table anew
    under another name, and would not find it in the triggers of others."""
    if connection.vendor == "sqlite":
        guard_anew(connection)


def _sqlite(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    name = trigger_name(table, "UPDATE")
    with connection.cursor() as cursor:
        cursor.execute(f'PRAGMA table_info("{table}")')
        columns = [(row[1], row[2].lower()) for row in cursor.fetchall()]
    kept = " AND ".join(
        f"""(OLD."{column}" IS NEW."{column}" OR NEW."{column}" LIKE '%{MARK}%')"""
        if kind.startswith(("varchar", "text"))
        else f'OLD."{column}" IS NEW."{column}"'
        for column, kind in columns
    )
    told = _TOLD.format(verb=REMOVED, label=_label(table))
    return [
        f'DROP TRIGGER IF EXISTS "{name}"',
        f'CREATE TRIGGER "{name}" BEFORE UPDATE ON "{table}" WHEN NOT ({told} AND {kept}) '
        f"BEGIN SELECT RAISE(ABORT, '{table} is a permanent record and cannot be changed'); END",
    ]


def _postgresql(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    name = trigger_name(table, "UPDATE")
    return [
        _FUNCTION.format(verb=REMOVED, mark=MARK),
        f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"',
        f'CREATE TRIGGER "{name}" BEFORE UPDATE ON "{table}" FOR EACH ROW '
        f"EXECUTE FUNCTION cpcplan_refuse_unless_removed('{_label(table)}')",
    ]


def _label(table: str) -> str:
    """The model's label, as events name their target."""
    return table.replace("_", ".", 1)


_FUNCTION: Final = """
CREATE OR REPLACE FUNCTION cpcplan_refuse_unless_removed() RETURNS trigger AS $$
DECLARE
    told boolean;
    column_name text;
    before jsonb := to_jsonb(OLD);
    after jsonb := to_jsonb(NEW);
BEGIN
    SELECT EXISTS (
        SELECT 1 FROM audit_event e
        WHERE e.verb = '{verb}' AND e.target_type = TG_ARGV[0] AND e.target_id = OLD.id
        AND NOT EXISTS (
            SELECT 1 FROM audit_link l WHERE l."table" = 'audit_event' AND l.key = e.id
        )
    ) INTO told;
    FOR column_name IN SELECT jsonb_object_keys(after) LOOP
        IF before -> column_name IS DISTINCT FROM after -> column_name AND NOT (
            told AND (after -> column_name)::text LIKE '%{mark}%'
        ) THEN
            told := false;
        END IF;
    END LOOP;
    IF NOT told THEN
        RAISE EXCEPTION '% is a permanent record and cannot be changed', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql
"""
