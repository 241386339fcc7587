"""When a new date goes to the chief officers group: a setting of the committee (rule 5)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.services.edits import EditConflict, locked, write_if_unchanged
from committees.models import Body, DateRule

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
    locked(body)
    row, _ = DateRule.objects.get_or_create(body=body, defaults={"row_version": 0})
    before = {name: getattr(row, name) for name in DATE_RULE_FIELDS}
    changed = {name: value for name, value in fields.items() if before[name] != value}
    if row.row_version and not changed:
        return row
    if row.row_version != expected:
        raise EditConflict(row)
    write_if_unchanged(row, expected=expected, **fields)
    changes = {name: [before[name], value] for name, value in changed.items()}
    record(by=by, verb="set rule of dates", target=row, area_id=body.area_id, changes=changes)
    return row
