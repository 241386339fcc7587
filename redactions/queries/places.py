"""Where words stand in the database: table, row, field and the way inside it; never the words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from redactions.queries.columns import Table, held, tables
from redactions.rules.structure import Path, texts
from redactions.rules.words import Sought, Span


@dataclass(frozen=True)
class Place:
    """One text in which words stand. `path` is empty where the column holds nothing but it."""

    table: str
    row: Any
    column: str
    path: Path
    spans: tuple[Span, ...]

    def said(self, sought: Sought) -> str:
        """ "actions_action 12 text", with the way inside a structure behind it; a name on the way
        that holds the words itself is left out."""
        way = [
            "…" if isinstance(step, str) and sought.spans(step) else str(step) for step in self.path
        ]
        row = "…" if sought.spans(str(self.row)) else self.row
        return f"{self.table} {row} {self.column}{''.join(f'/{step}' for step in way)}"


def places(sought: Sought) -> Iterator[Place]:
    """Every text of the database in which the words stand. One query a table."""
    for table in tables():
        for key, *values in table.rows():
            for column, value in zip(table.columns, values, strict=True):
                for path, spans in seen(table, column, value, sought):
                    yield Place(table.name, key, column.name, path, spans)


def seen(
    table: Table, column: Any, value: Any, sought: Sought
) -> Iterator[tuple[Path, tuple[Span, ...]]]:
    """The ways inside one value that lead to the words."""
    if not value:
        return
    for path, text in texts(held(table, column, value)):
        if spans := sought.spans(text):
            yield path, tuple(spans)
