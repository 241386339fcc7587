"""When a new date goes to the chief officers group: a setting of the committee (rule 5)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from committees.models import Body, DateRule
from committees.services.own_row import set_own

DATE_RULE_FIELDS = ("officers_from_move", "officers_after_days")
BOUNDS = {
    "officers_from_move": (1, 9, "Give a whole number from 1 to 9."),
    "officers_after_days": (0, 730, "Give a whole number of days from 0 to 730."),
}


@transaction.atomic
def set_date_rule(*, by: User | None, body: Body, expected: int, **fields: int) -> DateRule:
    """Set `DATE_RULE_FIELDS` of a body; those not given stay. `expected` is the row_version seen.

    It is 0 where the body has the defaults (`committees.queries.groups.date_rule_of`). Requests
    that wait keep the way they were asked. Setting what is set already writes nothing. Raises
    ValidationError beside a field out of its bounds, EditConflict when somebody else set it since.
    """
    if unknown := set(fields) - set(DATE_RULE_FIELDS):
        raise ValueError(f"A rule of dates has no {', '.join(sorted(unknown))} to set")
    wrong = {
        name: BOUNDS[name][2]
        for name, value in fields.items()
        if not BOUNDS[name][0] <= value <= BOUNDS[name][1]
    }
    if wrong:
        raise ValidationError(wrong)
    return set_own(
        by=by,
        row_type=DateRule,
        body=body,
        expected=expected,
        values=fields,
        verb="set rule of dates",
    )
