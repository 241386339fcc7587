"""Every column of the database that can hold words, found by looking at the models."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from redactions.rules import structure

# holds no words of people, and nobody is to learn from a search that it holds anything (ADR 308)
RESTRICTED = "learning_reviews"
KINDS = (models.CharField, models.TextField, models.JSONField)


@dataclass(frozen=True)
class Table:
    """One table with its columns of text, as Django knows them."""

    model: type[models.Model]
    columns: tuple[models.Field[Any, Any], ...]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Key and texts of every row, in the order of their keys. One query."""
        names = [column.attname for column in self.columns]
        rows = self.model._base_manager.order_by("pk").values_list("pk", *names)
        return rows.iterator(chunk_size=200)


def tables() -> list[Table]:
    """Each table that holds words. What a closed list of choices fills holds none."""
    every = [
        Table(
            model,
            tuple(
                field
                for field in model._meta.local_concrete_fields
                if isinstance(field, KINDS) and not field.choices
            ),
        )
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.app_label != RESTRICTED
    ]
    return [table for table in every if table.columns]


def held(table: Table, column: models.Field[Any, Any], value: Any) -> Any:
    """What a column's value holds: a structure where it is one, else its words."""
    if not isinstance(value, str):
        return value
    if packed(table, column):
        return store(table).decode(value)
    inside = structure.read(value)
    return value if inside is None else inside


def table_of(name: str) -> Table | None:
    """The table of that name; None where there is none with words."""
    return next((table for table in tables() if table.name == name), None)


def packed(table: Table, column: models.Field[Any, Any]) -> bool:
    """Whether a column holds what a session keeps, packed and signed."""
    return issubclass(table.model, AbstractBaseSession) and column.name == "session_data"


def store(table: Table) -> SessionBase:
    """What packs and unpacks the sessions of a table."""
    model: Any = table.model
    made: SessionBase = model.get_session_store_class()()
    return made
