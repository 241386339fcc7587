"""The links of the chain that tell of an area's rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Max

from archive.queries.contents import model_of
from archive.rules.document import Json
from archive.rules.proof import link_item
from audit.databases.written import RECORD
from audit.models import Head, Link, Shape
from audit.queries.chain import chunks, columns_of


def recorded(table: str) -> bool:
    """Whether the chain holds the rows of a table."""
    return model_of(table)._meta.db_table in {*RECORD.permanent, *RECORD.followed}


def head() -> str:
    return Head.objects.printed(whole=True)


def proof(keys: Mapping[str, Iterable[int]]) -> Iterator[Json]:
    """The newest link of each row, by the keys of each table that goes. Three queries for 500."""
    for table, of_table in keys.items():
        if recorded(table):
            for part in chunks(sorted(of_table), 500):
                yield from _links(table, part)


def _links(table: str, keys: list[int]) -> Iterator[Json]:
    model = model_of(table)
    links = Link.objects.filter(table=model._meta.db_table, key__in=keys)
    newest = links.order_by().values("key").annotate(last=Max("pk")).values_list("last", flat=True)
    rows = list(Link.objects.filter(pk__in=list(newest)).order_by("pk"))
    before = dict(
        Link.objects.filter(pk__in=[row.pk - 1 for row in rows]).values_list("pk", "hash")
    )
    shapes = dict(
        Shape.objects.filter(pk__in={row.shape for row in rows}).values_list("pk", "columns")
    )
    for row in rows:
        yield link_item(row, before.get(row.pk - 1, ""), shapes.get(row.shape) or columns_of(model))
