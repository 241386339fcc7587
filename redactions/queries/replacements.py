"""What each row would say without the words: worked out for all of the database, not written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from redactions.queries.columns import Table, held, packed, store, tables
from redactions.queries.places import Place, seen
from redactions.rules import structure
from redactions.rules.marks import SHORT, fitted
from redactions.rules.words import Sought

ENDING = "removed.invalid"


@dataclass(frozen=True)
class Change:
    """One row as it is to be: new values by the names of the columns, and what they replace.

    `pointers` name the texts as the chain of the record does ("changes/text/1"); names of members
    have none.
    """

    table: Table
    key: Any
    values: Mapping[str, Any]
    places: tuple[Place, ...]
    texts: tuple[str, ...]  # as they stand, one for each place

    @property
    def pointers(self) -> list[str]:
        columns = {column.name: column.column for column in self.table.columns}
        return [
            "/".join([str(columns[place.column]), *map(_escaped, self._inside(place))])
            for place in self.places
            if place.path[-1:] != (structure.NAME,)
        ]

    def _inside(self, place: Place) -> structure.Path:
        """The way inside; a text that is written as a structure is one text to the chain."""
        [column] = [one for one in self.table.columns if one.name == place.column]
        return place.path if isinstance(column, models.JSONField) else ()


def _escaped(step: structure.Step) -> str:
    return str(step).replace("~", "~0").replace("/", "~1")


def changes(sought: Sought, mark: str) -> Iterator[Change]:
    """Every row in which the words stand. One query a table."""
    for table in tables():
        for key, *values in table.rows():
            places, texts, new = [], [], {}
            for column, value in zip(table.columns, values, strict=True):
                inside = list(seen(table, column, value, sought))
                whole = dict(structure.texts(held(table, column, value))) if inside else {}
                if inside:
                    new[column.name] = without(table, column, key, value, sought, mark)
                for path, spans in inside:
                    places.append(Place(table.name, key, column.name, path, spans))
                    texts.append(whole[path])
            if new:
                yield Change(table, key, new, tuple(places), tuple(texts))


def without(
    table: Table, column: models.Field[Any, Any], key: Any, value: Any, sought: Sought, mark: str
) -> Any:
    """One value with the mark in the place of the words, as its column can hold it."""

    def change(text: str) -> str:
        return sought.without(text, mark)

    inside = held(table, column, value)
    if not isinstance(inside, str):
        changed = structure.changed(inside, change)
        if isinstance(column, models.JSONField):
            return changed
        packs = packed(table, column)
        return store(table).encode(changed) if packs else structure.written(changed)
    if special := _special(column, key):
        return special
    own = f" ({key})" if _one_of_a_kind(column) else ""
    return fitted(change(inside) + own, sought.without(inside, SHORT) + own, column.max_length)


def _special(column: models.Field[Any, Any], key: Any) -> str:
    """What a column takes that has a pattern of its own; "" for one that takes any words."""
    if isinstance(column, models.SlugField):
        return f"removed-{key}"[: column.max_length]
    if isinstance(column, models.EmailField):
        return f"removed-{key}@{ENDING}"
    return f"https://{ENDING}/{key}" if isinstance(column, models.URLField) else ""


def _one_of_a_kind(column: models.Field[Any, Any]) -> bool:
    """Whether no other row may have the same text."""
    several = [*column.model._meta.constraints, *column.model._meta.unique_together]
    named = {
        name
        for one in several
        for name in (one.fields if isinstance(one, models.UniqueConstraint) else ())
    }
    return column.unique or column.name in named
