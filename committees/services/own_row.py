"""A body's own row in place of the defaults: its quarter, its rule of dates."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.services.edits import edit, locked
from committees.models import Body, DateRule, Offsets

Own = TypeVar("Own", Offsets, DateRule)


@transaction.atomic
def set_own(
    *,
    by: User | None,
    row_type: type[Own],
    body: Body,
    expected: int,
    values: Mapping[str, int],
    verb: str,
    check: Callable[[Own], None] = lambda row: None,
) -> Own:
    """Write `values` on the body's row, which is made when somebody first sets it.

    `expected` is 0 where the body has the defaults. Setting what is set already writes nothing.
    Raises EditConflict when somebody else set it since, and what `check(row)` raises.
    """
    locked(body)
    row, _ = row_type._default_manager.get_or_create(body=body, defaults={"row_version": 0})
    first = row.row_version == 0
    changes = edit(row, values, expected=expected, check=check, always=first)
    if changes or first:
        record(by=by, verb=verb, target=row, area_id=body.area_id, changes=changes)
    return row
