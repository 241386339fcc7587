"""Which roles of an area need a second factor."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from accounts.roles import Role
from audit.services import record
from audit.services.edits import edit, locked
from committees.models import Area
from entrance.enums import POLICY_SET
from entrance.models import FactorPolicy
from entrance.queries import roles_named


@transaction.atomic
def set_policy(
    *, by: User | None, area: Area, expected: int, roles: Iterable[Role | str]
) -> FactorPolicy:
    """Let these roles, and no others, need a second factor in `area`.

    `expected` is 0 where the area has the default. Whoever holds such a role and has none is led
    to set one up before the next page. Raises EditConflict when somebody else set it since.
    """
    locked(area)
    wanted = [role.value for role in Role if role in set(roles)]
    row, _ = FactorPolicy.objects.get_or_create(area=area, defaults={"row_version": 0})
    first = row.row_version == 0
    changes = edit(row, {"roles": wanted}, expected=expected, always=first)
    if changes or first:
        words = {name: [roles_named(one) for one in both] for name, both in changes.items()}
        record(by=by, verb=POLICY_SET, target=area, area_id=area.pk, changes=words)
    return row
