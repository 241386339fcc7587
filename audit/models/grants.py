"""What the program's own role may do on PostgreSQL, where tables belong to another one."""

from collections.abc import Iterable

from audit.models.triggers import FIXED, PERMANENT

# Of these the program adds rows and reads them; of some it changes these columns.
ADDED: dict[str, tuple[str, ...]] = {
    **{table: () for tables in PERMANENT.values() for table in tables},
    "audit_link": ("salt", "kept"),
    "audit_head": ("position", "hash"),
    "audit_shape": (),
}
KEPT = {table for table, fixed in FIXED.items() if fixed.deleted == "1 = 1"}
READ = {"django_migrations"}


def grants(role: str, tables: Iterable[str], database: str) -> list[str]:
    """SQL that gives `role` what the program needs of `tables`, and nothing else.

    No TRUNCATE, no trigger, no table of its own; of what is permanent no UPDATE and no DELETE but
    of the columns that may change. Given again it takes back what was given beside it.
    """
    statements = [
        f'REVOKE ALL ON DATABASE "{database}" FROM "{role}"',
        f'GRANT CONNECT ON DATABASE "{database}" TO "{role}"',
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f'REVOKE ALL ON SCHEMA public FROM "{role}"',
        f'GRANT USAGE ON SCHEMA public TO "{role}"',
        f'REVOKE ALL ON ALL TABLES IN SCHEMA public FROM "{role}"',
        f'REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM "{role}"',
        f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}"',
    ]
    for table in sorted(tables):
        statements += [f'GRANT {rights} ON "{table}" TO "{role}"' for rights in _rights(table)]
    return statements


def _rights(table: str) -> list[str]:
    if table in READ:
        return ["SELECT"]
    if table in ADDED:
        columns = ", ".join(f'"{name}"' for name in ADDED[table])
        return ["SELECT, INSERT", *([f"UPDATE ({columns})"] if columns else [])]
    return ["SELECT, INSERT, UPDATE" if table in KEPT else "SELECT, INSERT, UPDATE, DELETE"]
