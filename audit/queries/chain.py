"""What the chain is made of: rows of the record as their columns hold them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db import models

T = TypeVar("T")
# As many rows are read at once; of tables whose rows hold a whole plan, fewer.
CHUNK = 500
LARGE = {"reporting_snapshot": 4, "plans_planversion": 20}


def columns_of(model: type[models.Model]) -> list[str]:
    return sorted(str(field.column) for field in model._meta.concrete_fields)


def contents(
    model: type[models.Model], keys: Collection[int], columns: Sequence[str], using: str
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Key and columns of those of the rows that are there, in the order of their keys."""
    names = {field.column: field.attname for field in model._meta.concrete_fields}
    rows = model._base_manager.using(using).order_by()
    for part in chunks(sorted(keys), LARGE.get(model._meta.db_table, CHUNK)):
        chosen = rows.filter(pk__in=part).order_by("pk")
        told: Any = chosen.values_list("pk", *(names[column] for column in columns))
        # a part is whole in memory as it is: a cursor on the server would ask three times for it
        for key, *values in told:
            yield key, dict(zip(columns, values, strict=True))


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while part := list(islice(source, size)):
        yield part
