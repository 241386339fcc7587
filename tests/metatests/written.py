"""Which tables statements write to, so that nobody has to look through all of them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

VERB = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|WITH)\b", re.IGNORECASE)
TABLE = re.compile(
    r'\b(?:INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+"?(\w+)"?', re.IGNORECASE
)


@contextmanager
def written_tables() -> Iterator[set[str]]:
    """The tables that are written to meanwhile, whatever becomes of it. Raises AssertionError where
    a statement writes and does not say where."""
    tables: set[str] = set()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if VERB.match(sql):
            named = TABLE.findall(sql)
            assert named or sql.lstrip()[:4].upper() == "WITH", sql
            tables.update(named)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables
