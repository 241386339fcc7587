"""Row versions: how a lost update is caught."""

from typing import Any

from django.db import models
from django.db.models import F

from audit.models.conflict import EditConflict as EditConflict


def write_if_unchanged(row: models.Model, *, expected: int, **values: Any) -> None:
    """Set `values` on `row` in one conditional UPDATE and raise its row_version by one.

    Raises EditConflict, holding the row as it stands now, when row_version is no longer `expected`.
    """
    manager = type(row)._default_manager
    changed = manager.filter(pk=row.pk, row_version=expected).update(
        row_version=F("row_version") + 1, **values
    )
    if not changed:
        raise EditConflict(manager.get(pk=row.pk))
    row.refresh_from_db(fields=["row_version", *values])
