"""The rows of an area, of every table that goes with it."""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet

from archive.rules.contents import AGENCY, CONTENTS, EVENT, TABLES, USER, Goes
from archive.rules.document import Row
from audit.models import Event, Version
from committees.models import Area

AT_ONCE = 200
# who did something, and what is told of, without a foreign key
LOOSE = {"actor_id": USER, "by_id": USER}


def model_of(table: str) -> type[models.Model]:
    return apps.get_model(table)


def goes(table: str) -> Goes | None:
    row = CONTENTS.get(table)
    return row if isinstance(row, Goes) else None


def columns(table: str) -> list[models.Field[Any, Any]]:
    """The columns of a table that go, but its key."""
    row = goes(table)
    without = row.without if row else {}
    fields = model_of(table)._meta.concrete_fields
    return [one for one in fields if not one.primary_key and one.name not in without]


def leads_to(field: models.Field[Any, Any]) -> str:
    """The table that a foreign key leads to; "" for any other column."""
    model = field.related_model
    return model._meta.label_lower if model is not None and not isinstance(model, str) else ""


def rows_of(area: Area) -> Iterator[Row]:
    """Every row that goes, table by table in the order of their keys; people and agencies last,
    since they go where a row that goes names them."""
    named: dict[str, set[int]] = defaultdict(set)
    for table in TABLES:
        if table in (USER, AGENCY):
            continue
        for row in _rows(table, queryset(table, area)):
            _note(row, named)
            yield row
    for table in (USER, AGENCY):
        yield from _rows(table, model_of(table)._base_manager.filter(pk__in=named[table]))


def queryset(table: str, area: Area) -> QuerySet[Any]:
    """The rows of a table that go with an area, but people and agencies."""
    row = goes(table)
    if row is None:
        raise ValueError(f"{table} does not go with an area")
    rows: QuerySet[Any] = model_of(table)._base_manager.all()
    if row.path:
        return rows.filter(**{row.path: area.pk}, **row.only)
    return _events(area) if table == EVENT else _versions(area)


def _events(area: Area) -> QuerySet[Event]:
    return Event.objects.filter(area_id=area.pk)


def _versions(area: Area) -> QuerySet[Version]:
    """Those of the area and its plans, and of the agencies that it works with."""
    agencies = Q(kind="agency", key__in=area.agencies.values("pk"))
    return Version.objects.filter(Q(area_id=area.pk) | agencies)


def _rows(table: str, rows: QuerySet[Any]) -> Iterator[Row]:
    fields = columns(table)
    names = [field.attname for field in fields]
    told: Any = rows.order_by("pk").values_list("pk", *names)
    for key, *values in told.iterator(chunk_size=AT_ONCE):
        plainly = zip(fields, values, strict=True)
        yield Row(table, key, {field.attname: plain(field, value) for field, value in plainly})


def plain(field: models.Field[Any, Any], value: Any) -> Any:
    """A column's value in JSON's own types: dates, numbers with a fraction and images as text."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return b64encode(value).decode()  # as the field reads it again
    if isinstance(field, models.FloatField):
        raise TypeError(f"{field} is of a kind that no file of an area was thought for")
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)


def _note(row: Row, named: dict[str, set[int]]) -> None:
    for field in columns(row.table):
        table = leads_to(field) or LOOSE.get(field.attname, "")
        key = row.values[field.attname]
        if table in (USER, AGENCY) and key is not None:
            named[table].add(key)
    if row.table == "audit.version":
        if row.values["kind"] == "agency":
            named[AGENCY].add(row.values["key"])
        elif row.values["kind"] == "post" and (agency := row.values["state"].get("agency_id")):
            named[AGENCY].add(agency)
