"""The rows of an area written here, with the keys that they have here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import models

from archive.queries.contents import columns, goes, leads_to, model_of
from archive.rules.arrival import Arrived
from archive.rules.contents import AGENCY, TABLES, USER
from archive.rules.document import Json
from archive.rules.keys import Keys
from archive.rules.references import OF_KIND, changes_there, state_there, target_there, text_there
from archive.rules.stored import edition_there, kept_keys_of_edition, kept_keys_of_snapshot
from audit.enums import Kind

AT_ONCE = 500
Change = Callable[[Json, Keys], Mapping[str, Any]]


def write_rows(arrived: Arrived, keys: Keys, addresses: Mapping[str, str]) -> None:
    """Every row that is not here already, table by table; constraints between them are asked when
    all are there."""
    for table in TABLES:
        rows = {
            key: values
            for key, values in arrived.rows[table].items()
            if not (table in (USER, AGENCY) and _is_here(table, keys, key))
        }
        made = [_row(table, key, values, keys) for key, values in sorted(rows.items())]
        if table == "plans.plan":
            for row in made:
                row.slug = addresses.get(row.slug, row.slug)
        model_of(table)._base_manager.bulk_create(made, batch_size=AT_ONCE)
        _moments(table, rows, keys)


def _is_here(table: str, keys: Keys, key: int) -> bool:
    return model_of(table)._base_manager.filter(pk=keys.of(table, key)).exists()


def _row(table: str, key: int, values: Json, keys: Keys) -> Any:
    model, told = model_of(table), goes(table)
    here: dict[str, Any] = {} if told is None else dict(told.without)
    for field in columns(table):
        here[field.attname] = _value(field, values[field.attname], keys)
    here |= CHANGES.get(table, _unchanged)(values, keys)
    return model(pk=keys.of(table, key), **here)


def _value(field: models.Field[Any, Any], value: Any, keys: Keys) -> Any:
    """A column's value here: of what leads to a row that stayed, nothing."""
    if table := leads_to(field):
        return None if value is None else keys.of(table, value)
    return value if isinstance(field, models.JSONField) else field.to_python(value)


def _moments(table: str, rows: Mapping[int, Json], keys: Keys) -> None:
    """The moments that Django sets itself where a row is added."""
    names = [field.attname for field in columns(table) if getattr(field, "auto_now_add", False)]
    for key, values in rows.items() if names else ():
        told = {name: values[name] for name in names}
        model_of(table)._base_manager.filter(pk=keys.of(table, key)).update(**told)


def _unchanged(values: Json, keys: Keys) -> Mapping[str, Any]:
    return {}


def _event(values: Json, keys: Keys) -> Mapping[str, Any]:
    target = str(values["target_type"])
    return {
        "actor_id": _loose(USER, values["actor_id"], keys),
        "area_id": _loose("committees.area", values["area_id"], keys),
        "target_id": target_there(target, values["target_id"], keys.of_any),
        "changes": changes_there(values["changes"], keys.of_any),
    }


def _version(values: Json, keys: Keys) -> Mapping[str, Any]:
    kind = Kind(values["kind"])
    return {
        "key": keys.of(OF_KIND[kind], values["key"]),
        "plan_id": _loose("plans.plan", values["plan_id"], keys),
        "area_id": _loose("committees.area", values["area_id"], keys),
        "by_id": _loose(USER, values["by_id"], keys),
        "state": state_there(kind, values["state"], keys.of),
    }


def _loose(table: str, key: int | None, keys: Keys) -> int | None:
    return None if key is None else keys.of_any(table, key)


def _snapshot(values: Json, keys: Keys) -> Mapping[str, Any]:
    return {"keys_here": kept_keys_of_snapshot(values, keys.of_any)}


def _edition(values: Json, keys: Keys) -> Mapping[str, Any]:
    return {
        "keys_here": kept_keys_of_edition(values, keys.of_any),
        "workings": edition_there(values["workings"], keys.of_any),
    }


def _import(values: Json, keys: Keys) -> Mapping[str, Any]:
    return {"mapping": changes_there(values["mapping"], keys.of_any)}


def _person(values: Json, keys: Keys) -> Mapping[str, Any]:
    return {"password": make_password(None)}


def _kept_version(values: Json, keys: Keys) -> Mapping[str, Any]:
    return {"content": text_there(values["content"], keys.of_any)}


CHANGES: Mapping[str, Change] = {
    "audit.event": _event,
    "audit.version": _version,
    "plans.planversion": _kept_version,
    "reporting.snapshot": _snapshot,
    "editions.reportedition": _snapshot,
    "figures.edition": _edition,
    "imports.importdraft": _import,
    "accounts.user": _person,
}
