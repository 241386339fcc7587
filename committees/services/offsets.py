"""A committee's quarter: how many days before and after its meetings what happens."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from committees.models import Body, Offsets
from committees.rules.quarter import faults
from committees.services.own_row import set_own

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
    return set_own(
        by=by,
        row_type=Offsets,
        body=body,
        expected=expected,
        values=fields,
        verb="set quarter",
        check=_check,
    )


def _check(wanted: Offsets) -> None:
    wrong = faults(wanted)
    if wrong:
        raise ValidationError(wrong)
