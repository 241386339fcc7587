"""Rows with what they were on a day written on them, for whoever shows rows."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import Model

M = TypeVar("M", bound=Model)


def as_it_was(row: M, state: Mapping[str, Any] | None) -> M:
    """A copy of a row with the columns that a state names, which is not saved; the row itself
    where nothing became of it since."""
    if not state:
        return row
    then = copy.copy(row)
    for field in row._meta.concrete_fields:
        if field.attname in state and not field.primary_key:
            setattr(then, field.attname, field.to_python(state[field.attname]))
    return then


def as_they_were(rows: Iterable[M], states: Mapping[int, Mapping[str, Any] | None]) -> list[M]:
    """The rows as they were, without those that came later. No query."""
    there = [row for row in rows if states.get(row.pk, ()) is not None]
    return [as_it_was(row, states.get(row.pk)) for row in there]


def gone(
    model: type[M], rows: Iterable[M], states: Mapping[int, Mapping[str, Any] | None]
) -> list[M]:
    """What was there then and is not among `rows`, which are all that there are. No query."""
    known = {row.pk for row in rows}
    return [
        as_it_was(model(pk=key), state)
        for key, state in states.items()
        if state is not None and key not in known
    ]


def relate(
    rows: Iterable[Model], name: str, states: Mapping[int, Mapping[str, Any] | None]
) -> None:
    """Write on each row the one that it leads to by `name`, as that was. One query where some led
    elsewhere than they do now, or were not loaded with it."""
    leading: dict[int, list[Any]] = {}
    for row in rows:
        key = getattr(row, row._meta.get_field(name).attname)  # type: ignore[union-attr]
        if key is not None:
            leading.setdefault(key, []).append(row)
    loaded = {key: one for key, some in leading.items() if (one := _loaded(some, name))}
    if missing := leading.keys() - loaded.keys():
        model = next(iter(leading.values()))[0]._meta.get_field(name).related_model
        loaded |= model._base_manager.in_bulk(missing)
    for key, some in leading.items():
        then = as_it_was(loaded[key], states.get(key))
        for row in some:
            setattr(row, name, then)


def _loaded(rows: Iterable[Any], name: str) -> Any:
    field = rows[0]._meta.get_field(name)  # type: ignore[index]
    return next((getattr(row, name) for row in rows if field.is_cached(row)), None)
