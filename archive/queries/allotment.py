"""New keys for rows, told by the database before the rows are there.

So that rows that name each other can be written in any order, and no key is given twice: on
PostgreSQL each comes from the table's sequence, which is then where it has to be; on SQLite whoever
writes is alone.
"""

from django.db import connection

from archive.queries.contents import model_of


def allot(table: str, number: int) -> list[int]:
    """As many keys of a table as are asked for, that no row has or had."""
    if not number:
        return []
    name = model_of(table)._meta.db_table
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [f'"{name}"', number],
            )
            return [row[0] for row in cursor.fetchall()]
    return _on_sqlite(name, number)


def _on_sqlite(name: str, number: int) -> list[int]:
    """After the last that was given, to a row that is gone too; they are given from now on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [name])
        told = cursor.fetchone()
        cursor.execute(f'SELECT MAX("id") FROM "{name}"')  # noqa: S608 (a name of ours)
        last = max(told[0] if told else 0, cursor.fetchone()[0] or 0)
        if told:
            change = "UPDATE sqlite_sequence SET seq = %s WHERE name = %s"
        else:
            change = "INSERT INTO sqlite_sequence (seq, name) VALUES (%s, %s)"
        cursor.execute(change, [last + number, name])
    return list(range(last + 1, last + 1 + number))
