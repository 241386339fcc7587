"""What the program's own role may do on PostgreSQL, where tables belong to another one."""

from collections.abc import Mapping, Sequence

from audit.models.triggers import FIXED, PERMANENT

RECORD = frozenset(table for tables in PERMANENT.values() for table in tables)
# Of these too the program only adds rows and reads them, and changes these columns.
CHAIN: dict[str, tuple[str, ...]] = {
    "audit_link": ("salt", "kept"),
    "audit_head": ("position", "hash"),
    "audit_shape": (),
}
KEPT = {table for table, fixed in FIXED.items() if fixed.deleted == "1 = 1"}
READ = {"django_migrations"}


def grants(role: str, tables: Mapping[str, Sequence[str]], database: str) -> list[str]:
    """SQL that gives `role` what the program needs of `tables`, and nothing else.

    `tables` names of each the columns that hold words. No TRUNCATE, no trigger, no table of its
    own; of what is permanent no DELETE, and no UPDATE but of words, which may have to be taken out:
    the triggers ask for the event that says so. Given again it takes back what was given beside it.
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
        rights = _rights(table, tables[table])
        statements += [f'GRANT {right} ON "{table}" TO "{role}"' for right in rights]
    return statements


def _rights(table: str, words: Sequence[str]) -> list[str]:
    if table in READ:
        return ["SELECT"]
    if table in RECORD or table in CHAIN:
        columns = ", ".join(f'"{name}"' for name in CHAIN.get(table, words))
        return ["SELECT, INSERT", *([f"UPDATE ({columns})"] if columns else [])]
    return ["SELECT, INSERT, UPDATE" if table in KEPT else "SELECT, INSERT, UPDATE, DELETE"]
