"""The one writer of the chain. It is called before a transaction is committed, for what the
transaction wrote in the record (`audit.databases.written`), and by whoever takes a text out."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connections, models, transaction
from django.utils import timezone

from audit.databases.written import RECORD, Rows, Written
from audit.models import Event, Head, Link, Shape
from audit.queries.chain import chunks, columns_of, contents
from audit.rules.chain import BEGAN, Entry, Salts, row_digest, shape_number
from audit.services.edits import locked
from audit.services.record import SYSTEM

HEAD = 1


def enter(using: str, written: Written) -> None:
    """Append a link for each row that stands as it was written, in one pass.

    Rows are read and hashed first; the head is locked only while the links are made, and until the
    commit that follows: two transactions cannot follow one link.
    """
    if not _ready(using):
        return
    drafts = [draft for rows in written.values() for draft in _drafts(using, rows)]
    if drafts:
        _append(using, drafts)


class _Draft:
    """A link without its place."""

    def __init__(self, table: str, key: int, shape: int, salts: Salts, digest: str) -> None:
        self.table, self.key, self.shape = table, key, shape
        self.salts, self.digest = salts, digest

    def link(self, position: int, at: datetime, previous: str) -> Link:
        entry = Entry(position, at, self.table, self.key, self.shape, self.digest)
        return Link(
            pk=position,
            at=at,
            table=self.table,
            key=self.key,
            shape=self.shape,
            salt=self.salts.root,
            digest=self.digest,
            hash=entry.follow(previous),
        )


def _drafts(using: str, rows: Rows) -> Iterator[_Draft]:
    table, columns = rows.model._meta.db_table, columns_of(rows.model)
    shape = shape_number(table, columns)
    _keep_shape(using, shape, table, tuple(columns))
    left = set(rows.keys)
    for key, values in contents(rows.model, rows.keys, columns, using):
        left.discard(key)
        salts = Salts(secrets.token_hex(32))
        yield _Draft(table, key, shape, salts, row_digest(values, salts))
    if table in RECORD.followed:
        known = Link.objects.using(using).filter(table=table, key__in=left)
        for key in sorted(set(known.values_list("key", flat=True))):
            yield _Draft(table, key, shape, Salts(""), "")


def _append(using: str, drafts: list[_Draft]) -> None:
    head, at = _locked_head(using), timezone.now()
    position, previous = head.position, head.hash
    links = []
    for draft in drafts:
        position += 1
        links.append(draft.link(position, at, previous))
        previous = links[-1].hash
    _forget_earlier(using, drafts)
    Link.objects.using(using).bulk_create(links)
    Head.objects.using(using).filter(pk=HEAD).update(position=position, hash=previous)


def _locked_head(using: str) -> Head:
    head = Head(pk=HEAD)
    head._state.db = using
    try:
        return locked(head)
    except ValidationError:
        last = Link.objects.using(using).last()
        begun = Head(HEAD, last.pk, last.hash) if last else Head(HEAD)
        Head.objects.using(using).bulk_create([begun], ignore_conflicts=True)
        return locked(head)


def _forget_earlier(using: str, drafts: Iterable[_Draft]) -> None:
    """The salts of what a followed row was before: nothing is verified by them any more, and with
    them a text that was taken out of it could be guessed."""
    for table in {draft.table for draft in drafts} & set(RECORD.followed):
        keys = [draft.key for draft in drafts if draft.table == table]
        earlier = Link.objects.using(using).filter(table=table, key__in=keys).exclude(salt="")
        earlier.update(salt="")


@lru_cache(maxsize=500)
def _keep_shape(using: str, number: int, table: str, columns: tuple[str, ...]) -> None:
    """Once a process. Where the transaction ends in nothing the next process keeps it."""
    shapes = Shape.objects.using(using)
    if not shapes.filter(pk=number).exists():  # SQLite's trigger refuses what stands already
        shapes.bulk_create([Shape(number, table, list(columns))], ignore_conflicts=True)


@lru_cache(maxsize=5)
def _there(using: str) -> bool:
    if Head._meta.db_table in connections[using].introspection.table_names():
        return True
    raise LookupError  # not kept: a migration is about to make it


def _ready(using: str) -> bool:
    """Whether there is a chain: while migrations are applied for the first time there is not."""
    try:
        return _there(using)
    except LookupError:
        return False


def forget_texts(*, row: models.Model, paths: Iterable[str]) -> None:
    """Take the salts of the texts at `paths` out of the chain, before they are taken out of `row`,
    which is one of a permanent table; a path is a column, or a pointer into its JSON
    ("changes/text/1").

    Their digests stay, so that the rest of the row and the chain can still be verified; of a row
    with such a text the command asks for an event that says so.
    """
    model = type(row)
    link = Link.objects.get(table=model._meta.db_table, key=row.pk)
    shape = Shape.objects.filter(pk=link.shape).first()
    columns = shape.columns if shape else columns_of(model)
    [(_, values)] = contents(model, [row.pk], columns, "default")
    salts = link.salts.without(values, paths)
    link.salt, link.kept = "", {"others": salts.others, "removed": salts.removed}
    link.save(update_fields=["salt", "kept"])


def begin(using: str) -> None:
    """Enter what was there before the chain, in the order of tables and keys; an event says how
    much. Nothing is done where the chain has begun."""
    models_of = recorded_models()
    if Head.objects.using(using).exists() or not any(
        model._base_manager.using(using).exists() for model in models_of
    ):
        return
    with transaction.atomic(using=using):
        for model in models_of:
            keys = model._base_manager.using(using).order_by("pk").values_list("pk", flat=True)
            for part in chunks(list(keys), 1000):
                enter(using, {model._meta.db_table: Rows(model, set(part))})
        Event.objects.using(using).create(
            verb=BEGAN,
            actor_label=SYSTEM,
            target_type=Link._meta.label_lower,
            target_label="The chain of the record",
            changes={"rows": Head.objects.using(using).get(pk=HEAD).position},
        )


def recorded_models() -> list[type[models.Model]]:
    """The models whose rows the chain holds, permanent ones first."""
    of_table = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    return [of_table[table] for table in (*RECORD.permanent, *RECORD.followed)]
