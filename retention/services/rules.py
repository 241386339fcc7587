"""How long an area keeps what is not the record."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.services.edits import EditConflict, locked
from committees.models import Area
from retention.models import RetentionRule
from retention.rules.periods import BOUNDS, FIELDS


@transaction.atomic
def set_retention(
    *,
    by: User | None,
    area: Area,
    expected: int,
    leavers: int,
    letters: int,
    drafts: int,
    jobs: int,
) -> RetentionRule:
    """Months for each kind. From now on what is older goes every night (`remove_due`).

    `expected` is the row_version seen, 0 where the area had no rule. The same again writes nothing.
    Raises ValidationError beside a field out of its bounds, EditConflict when somebody else set it.
    """
    months = {"leavers": leavers, "letters": letters, "drafts": drafts, "jobs": jobs}
    _check(months)
    locked(area)
    rule = RetentionRule.objects.filter(area=area).first() or RetentionRule(
        area=area, row_version=0
    )
    before = {name: getattr(rule, name) for name in FIELDS} if rule.pk else dict.fromkeys(FIELDS)
    if before == months:
        return rule
    if rule.row_version != expected:
        raise EditConflict(rule)
    for name, number in months.items():
        setattr(rule, name, number)
    rule.row_version += 1
    rule.save()
    changes = {
        name: [before[name], months[name]] for name in FIELDS if before[name] != months[name]
    }
    record(by=by, verb="set how long is kept", target=rule, area_id=area.pk, changes=changes)
    return rule


def _check(months: dict[str, int]) -> None:
    wrong = {
        name: f"Give a whole number of months from {least} to {most}."
        for name, (least, most) in BOUNDS.items()
        if not least <= months[name] <= most
    }
    if wrong:
        raise ValidationError(wrong)
