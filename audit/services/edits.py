"""How a row is written when two people, or two presses of one button, come at once.

One habit holds on both databases. Whoever adds something locks the row under which it stands,
`locked(parent)`, then looks: what stands there already is not made again. Whoever changes a row
goes through `edit`, which locks it and compares versions. Only what has no row above it (a person,
an agency, an area) leaves the question to its constraint: `save_unless_taken`.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Max

from audit.models.conflict import EditConflict as EditConflict

M = TypeVar("M", bound=models.Model)
Changes = dict[str, Any]
GONE = "This is not here any more: it was removed meanwhile."


def locked(row: M, *related: str) -> M:
    """`row` as it stands now, with its `related` rows. Others who lock it wait for this
    transaction's end; whoever only points at it does not.

    Raises ValidationError when it was removed meanwhile.
    """
    model: type[M] = row._meta.model  # type: ignore[assignment]
    rows = model._base_manager.select_for_update(of=("self",), no_key=True)
    now = rows.select_related(*related).filter(pk=row.pk).first()
    if now is None:
        raise ValidationError(GONE, code="gone")
    return now


def locked_rows(rows: models.QuerySet[M]) -> list[M]:
    """Each of `rows` as it stands now, locked as by `locked`; what is gone is left out.

    In the order of their keys: of two who lock several neither holds what the other waits for.
    """
    return list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))


def after_last(rows: models.QuerySet[Any], column: str = "position") -> int:
    """The number that follows the highest of `rows`, 1 where there is none. Whoever gives it out
    has locked the row above them."""
    last = rows.order_by().aggregate(last=Max(column))["last"]
    return int(last or 0) + 1


def edit(
    row: M,
    values: Mapping[str, Any],
    *,
    expected: int,
    check: Callable[[M], None] = lambda row: None,
    also: Mapping[str, Any] | None = None,
    always: bool = False,
) -> Changes:
    """Write `values` on `row`; returns what changed, `{field: [before, after]}`.

    `also` is what changes beside its own columns and is written by the caller. Where all stands so
    already (a button pressed twice) nothing is checked or written and the answer is empty, unless
    it is written `always`. Raises EditConflict when somebody else saved it after version
    `expected`, and what `check(row)` raises.
    """
    now = locked(row)
    changes: Changes = {
        name: [getattr(now, name), value]
        for name, value in values.items()
        if getattr(now, name) != value
    } | dict(also or {})
    if (changes or always) and now.row_version != expected:  # type: ignore[attr-defined]
        raise EditConflict(now)
    for name, value in values.items():
        setattr(row, name, value)
    if changes or always:
        check(row)
        write_if_unchanged(row, expected=expected, **values)
    return changes


def write_if_unchanged(row: models.Model, *, expected: int, **values: Any) -> None:
    """Set `values` on `row` in one conditional UPDATE and raise its row_version by one.

    Its other columns are read again: they may have changed since the caller loaded it.

    Raises EditConflict, holding the row as it stands now, when row_version is no longer `expected`.
    """
    manager = type(row)._default_manager
    changed = manager.filter(pk=row.pk, row_version=expected).update(
        row_version=F("row_version") + 1, **values
    )
    if not changed:
        raise EditConflict(manager.get(pk=row.pk))
    plain = {field.name for field in row._meta.concrete_fields if not field.is_relation}
    row.refresh_from_db(fields=[*plain, *(name for name in values if name not in plain)])


def raise_version(row: models.Model, *, expected: int) -> None:
    """The same where nothing is written on `row` itself, only beside it: until the transaction's
    end nobody else does. One query; the row in memory is not read again."""
    rows = type(row)._default_manager.filter(pk=row.pk, row_version=expected)
    if not rows.update(row_version=F("row_version") + 1):
        raise EditConflict(type(row)._default_manager.get(pk=row.pk))
    row.row_version = expected + 1  # type: ignore[attr-defined]


def save_unless_taken(row: M, check: Callable[[M], None]) -> M:
    """Write a `row` that has none above it to lock: the constraint is asked.

    `check` raises ValidationError, beside the field, for what stands in its way, or gives it
    another name. It is asked before the write, and once more when the database refuses: by then the
    other's row is there to be seen.
    """
    check(row)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        check(row)
        row.save()
    return row
