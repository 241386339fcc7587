"""What a transaction wrote in tables of the record, noted until it is committed.

Rows are noted where Django compiles its SQL, so that no service has to remember it: inserts into
permanent tables, and whatever is done to a row of a followed table. Before the commit, as late as
can be, the chain is asked to enter them; what was rolled back to a savepoint is not there to be
read by then. SQL that is written by hand is not noted: the row that it leaves is in no link.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, models, transaction
from django.db.models.lookups import Exact, In
from django.db.models.sql import Query
from django.db.models.sql.constants import MULTI
from django.db.models.sql.where import AND, WhereNode

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper as Wrapper
    from django.db.models.sql.compiler import SQLCompiler as Compiler
    from django.db.models.sql.compiler import SQLInsertCompiler as InsertCompiler
else:
    Wrapper = Compiler = InsertCompiler = object


@dataclass
class Rows:
    """Rows of one table, by their keys; the model is the one that wrote them."""

    model: type[models.Model]
    keys: set[int] = field(default_factory=set)


Written = dict[str, Rows]


@dataclass
class Record:
    """Which tables are noted, and who enters what was written; set when the apps are ready."""

    permanent: Collection[str] = ()
    followed: Collection[str] = ()
    enter: Callable[[str, Written], None] = lambda using, written: None


RECORD = Record()


class NotingWrapper(Wrapper):
    """A connection that knows what its transaction wrote in the record."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.written: Written = {}

    def note(self, model: type[models.Model], keys: Iterable[int]) -> None:
        """Remember rows; outside a transaction they are committed already and entered at once."""
        rows = self.written.setdefault(model._meta.db_table, Rows(model))
        rows.keys.update(keys)
        if self.get_autocommit():
            with transaction.atomic(using=self.alias):
                pass

    def _commit(self) -> None:
        written, self.written = self.written, {}
        if written:
            try:
                RECORD.enter(self.alias, written)
            except DatabaseError:
                raise
            except Exception as error:
                # Django rolls back on errors of the database alone.
                raise DatabaseError("The record could not be entered in its chain") from error
        super()._commit()  # type: ignore[misc]

    def _rollback(self) -> None:
        self.written = {}
        super()._rollback()  # type: ignore[misc]

    def close(self) -> None:
        self.written = {}
        super().close()


class NotingInsert(InsertCompiler):
    def execute_sql(self, returning_fields: Any = None) -> Any:  # type: ignore[override]
        rows = super().execute_sql(returning_fields)
        model = self.query.model
        if model is not None and model._meta.db_table in {*RECORD.permanent, *RECORD.followed}:
            given = [one.pk for one in self.query.objs if one.pk is not None]
            # what has no key yet is told it by the database, the key first
            self.connection.note(model, given or [row[0] for row in rows])  # type: ignore[attr-defined]
        return rows


class NotingChange(Compiler):
    """An UPDATE or DELETE: which rows of a followed table it is about is asked first."""

    def execute_sql(self, *args: Any, **options: Any) -> Any:
        model = self.query.model
        followed = model is not None and model._meta.db_table in RECORD.followed
        # in a transaction that is broken already the statement itself says why
        keys = _keys(self) if followed and not self.connection.needs_rollback else []
        done = super().execute_sql(*args, **options)
        if model and keys and done != 0:  # no row met the conditions
            self.connection.note(model, keys)  # type: ignore[attr-defined]
        return done


def _keys(compiler: Compiler) -> list[int]:
    """The keys of the rows that a query is about; asked where its conditions do not name them."""
    if named := _named(compiler.query.where):
        return named
    compiler.query.get_initial_alias()
    query = compiler.query.chain(klass=Query)
    query.select_related = False
    query.clear_ordering(force=True)
    query.extra = {}
    query.select = ()
    query.add_fields([query.get_meta().pk.name])
    rows = query.get_compiler(compiler.using).execute_sql(MULTI)
    return [row[0] for chunk in rows for row in chunk]


def _named(where: WhereNode) -> list[int]:
    """The keys that a condition names, if others are only added to it."""
    if where.connector != AND or where.negated:
        return []
    conditions: Iterable[Any] = where.children
    for part in conditions:
        of_key = isinstance(part, Exact | In) and getattr(part.lhs, "target", None)
        if of_key and of_key.primary_key:
            given = [part.rhs] if isinstance(part, Exact) else list(_plain(part.rhs))
            if given and all(isinstance(key, int) for key in given):
                return given
    return []


def _plain(given: Any) -> Iterable[Any]:
    return given if isinstance(given, list | tuple | set | frozenset) else ()
