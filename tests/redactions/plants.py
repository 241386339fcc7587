"""One text planted in every column of words that there is, and in files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import IntegrityError, connection, models, transaction

from audit.models.removal_triggers import allow_removal
from audit.models.triggers import PERMANENT, drop_statements, guard_anew
from entrance.services.store import SessionStore
from redactions.queries.columns import Table, tables
from redactions.rules import structure

TABLES = [table for names in PERMANENT.values() for table in names]


def planted_text(field, words, stands):
    """What a column is given: the words, inside others where there is room for them.

    What is written as a structure stays one of the same shape.
    """
    inside = f"about {words} here"
    if isinstance(stands, str) and (value := structure.read(stands)):
        longest = max((text for _, text in structure.texts(value)), key=len)
        grown = f"{longest} {inside}"
        return structure.written(
            structure.changed(value, lambda text: grown if text == longest else text)
        )
    if isinstance(field, models.JSONField):
        kept = field.model._meta.db_table in TABLES
        return {"rows": [[inside, {"words": words}]], "a name" if kept else words: "of a member"}
    room = field.max_length or 999
    slug = isinstance(field, models.SlugField)
    return words.replace(" ", "-").lower() if slug else inside if room > 60 else words


def takes(field, words) -> bool:
    """Whether the column has room for the words at all."""
    return (field.max_length or 999) >= len(words)


def plant(words: str, spared: Iterable[type[models.Model]] = ()) -> list[tuple[str, str]]:
    """Write the words into the first row of every table, past the guard, and into a session.

    Returns the columns that hold them now. What is permanent is written with its triggers away.
    `spared` are left as they are, and what migrations write.
    """
    done = []
    for table in tables():
        row = table.model._base_manager.order_by("pk").first()
        if row is None or issubclass(table.model, AbstractBaseSession):
            continue
        if table.model in (*spared, ContentType, Permission):
            continue
        for field in table.columns:
            if takes(field, words):
                stands = getattr(row, field.attname)
                if _write(table, field, row.pk, planted_text(field, words, stands)):
                    done.append((table.name, field.name))
    store = SessionStore()
    store["typed"] = {"/x/": {"fields": {"text": [f"about {words} here"]}}}
    store.save()
    return [*done, ("entrance_session", "session_data")]


def _write(table: Table, field, pk, value) -> bool:
    """False where a constraint of the column leaves no room for words."""
    try:
        _set(table, field, pk, value)
    except IntegrityError:
        return False
    return True


def _set(table: Table, field, pk, value) -> None:
    permanent = table.name in TABLES
    with transaction.atomic(), connection.cursor() as cursor:
        if permanent:
            for statement in drop_statements(table.name, connection.vendor):
                cursor.execute(statement)
        given = value
        if isinstance(field, models.JSONField):
            given = connection.ops.adapt_json_value(value, None)
        column, key = field.column, table.model._meta.pk.column
        cursor.execute(f'UPDATE "{table.name}" SET "{column}" = %s WHERE "{key}" = %s', [given, pk])
    if permanent:
        guard_anew(connection)
        allow_removal(connection)


def plant_file(name: str, text: str, folder: str = "kept") -> Path:
    path = Path(settings.DATA) / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
