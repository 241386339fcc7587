"""A committee's year: the month in which it begins, and how often it meets at least."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import keep, keep_edit, record
from audit.services.edits import edit, locked
from committees.models import Body
from governance.models import YearRule


@transaction.atomic
def set_year(
    *, by: User | None, body: Body, expected: int, first_month: int, least_meetings: int
) -> YearRule:
    """Set both; `expected` is 0 where the body has the defaults. Setting what is set already writes
    nothing. Raises EditConflict when somebody else set it since."""
    locked(body)
    row, _ = YearRule.objects.get_or_create(body=body, defaults={"row_version": 0})
    first = row.row_version == 0
    values = {"first_month": first_month, "least_meetings": least_meetings}
    changes = edit(row, values, expected=expected, check=_check, always=first)
    if first:  # before this day the committee had the defaults
        keep(by=by, row=row, since=timezone.localdate())
    elif changes:
        keep_edit(by=by, row=row, changes=changes)
    if changes or first:
        about = {"first_month": first_month, "least_meetings": least_meetings}
        record(by=by, verb="set committee's year", target=row, area_id=body.area_id, changes=about)
    return row


def _check(row: YearRule) -> None:
    if not 1 <= row.first_month <= 12:
        raise ValidationError({"first_month": "Choose a month."})
    if not 0 <= row.least_meetings <= 24:
        raise ValidationError({"least_meetings": "Give a whole number from 0 to 24."})
