"""A committee's quarter: how many days before and after its meetings what happens."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.services.edits import EditConflict, locked, write_if_unchanged
from committees.models import Body, Offsets
from committees.rules.quarter import faults

OFFSET_FIELDS = (
    "opens_before",
    "closes_before",
    "review_before",
    "papers_before",
    "applied_after",
    "report_after",
    "reminder_before_closing",
    "last_before_closing",
    "deputy_after_closing",
    "chair_after_closing",
)


@transaction.atomic
def set_offsets(*, by: User | None, body: Body, expected: int, **fields: int) -> Offsets:
    """Set a body's days, `OFFSET_FIELDS`; those not given stay. `expected` is the row_version seen.

    It is 0 where the body has the defaults (`committees.queries.groups.offsets_of`). Setting what
    is set already writes nothing. Raises ValidationError beside the fields that are out of order,
    and EditConflict when somebody else set the days since.
    """
    for name in fields:
        if name not in OFFSET_FIELDS:
            raise ValueError(f"A quarter has no {name} to set")
    locked(body)
    row, _ = Offsets.objects.get_or_create(body=body, defaults={"row_version": 0})
    before = {name: getattr(row, name) for name in OFFSET_FIELDS}
    changed = {name: value for name, value in fields.items() if before[name] != value}
    if row.row_version and not changed:
        return row
    if row.row_version != expected:
        raise EditConflict(row)
    _check(Offsets(body=body, **before | fields))
    write_if_unchanged(row, expected=expected, **fields)
    changes = {name: [before[name], value] for name, value in changed.items()}
    record(by=by, verb="set quarter", target=row, area_id=body.area_id, changes=changes)
    return row


def _check(wanted: Offsets) -> None:
    wrong = faults(wanted)
    if wrong:
        raise ValidationError(wrong)
