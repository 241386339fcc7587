"""What partners contribute, in England."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Agency, User
from audit.services import record
from audit.services.edits import edit, locked
from committees.enums import Nation
from committees.models import Body
from governance.models import Contribution

ENGLAND_ONLY = "Contributions of partners are recorded in England."


@transaction.atomic
def add_contribution(
    *, by: User | None, body: Body, agency: Agency, year: int, amount: Decimal
) -> Contribution:
    """What a partner gives in a year, in pounds. Raises ValidationError where that is recorded
    already, and outside England."""
    body = locked(body, "area")
    if body.area.nation != Nation.ENGLAND:
        raise ValidationError(ENGLAND_ONLY)
    if Contribution.objects.filter(body=body, agency=agency, year=year).exists():
        raise ValidationError({"agency": "What it gives in this year is recorded already."})
    row = Contribution(body=body, agency=agency, year=year, amount=amount)
    _check(row)
    row.save()
    record(by=by, verb="added contribution", target=row, area_id=body.area_id)
    return row


@transaction.atomic
def edit_contribution(
    *, by: User | None, contribution: Contribution, expected: int, amount: Decimal
) -> Contribution:
    """Another amount. Raises EditConflict when somebody else saved it after version `expected`."""
    changes = edit(contribution, {"amount": amount}, expected=expected, check=_check)
    if changes:
        area_id = contribution.body.area_id
        said = {"amount": [str(value) for value in changes["amount"]]}
        record(
            by=by, verb="edited contribution", target=contribution, area_id=area_id, changes=said
        )
    return contribution


def _check(row: Contribution) -> None:
    if row.amount < 0:
        raise ValidationError({"amount": "A contribution is no less than nought."})
    row.full_clean(exclude=["body", "agency"])
