"""Roles as they are written and ended. Who may have one is proposed and confirmed: `access`."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.services import send_invitation
from audit.services import record
from audit.services.edits import edit, locked
from committees.models import Area, PostHolding, RoleGrant
from committees.queries.groups import people_of
from timescales.date_format import long_day


@transaction.atomic
def give_role(
    *,
    by: User | None,
    user: User,
    area: Area,
    role: Role | str,
    starts: date,
    ends: date | None = None,
) -> RoleGrant:
    """Write a role that two people agreed on, or that was set up with the area or by the operator:
    `committees.services.access` alone calls it."""
    check_period(Role(role), starts, ends)
    locked(area)
    same = RoleGrant.objects.filter(user=user, area=area, role=role)
    if same.overlapping(starts, ends).exists():
        raise ValidationError({"role": f"{user} has that role here already."})
    grant = RoleGrant.objects.create(user=user, area=area, role=role, starts=starts, ends=ends)
    record(
        by=by,
        verb="granted role",
        target=grant,
        area_id=area.pk,
        changes={"user": user, "role": grant.get_role_display(), "starts": starts, "ends": ends},
    )
    return grant


@transaction.atomic
def invite_all(*, by: User | None, area: Area) -> int:
    """Send everybody with a role here who chose no password yet the link to do so; how many."""
    locked(area)
    people = [user for user in people_of(area) if not user.has_usable_password()]
    for user in people:
        send_invitation(by=by, user=user, area_id=area.pk)
    return len(people)


@transaction.atomic
def end_role(
    *, by: User | None, grant: RoleGrant, expected: int, ends: date | None = None
) -> RoleGrant:
    """End a role: at once (today, or no day given), or with the end of a later day.

    Raises ValidationError for a day that is over, for a longer time than it has (that is a new
    role, which somebody else confirms) and when the area would be left without an administrator,
    and EditConflict when somebody else gave it an end after version `expected`.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    ends = ends or today
    if ends < today:
        raise ValidationError({"ends": "That day is over. Choose today, which ends it now."})
    locked(grant.area)
    before = locked(grant)
    if grant.role == Role.ADMINISTRATOR and not _others(grant, ends).exists():
        raise ValidationError("Somebody else must be administrator before this role can end.")
    at_once = ends == today
    values = {"ends": max(ends, grant.starts), "ended_at": now if at_once else None}
    if at_once and before.ended_at:
        return before

    def check(row: RoleGrant) -> None:
        check_end(before, row.ends or ends)

    changes = edit(grant, values, expected=expected, check=check)
    if changes:
        record(by=by, verb="ended role", target=grant, area_id=grant.area_id, changes=changes)
    return grant


def check_end(before: RoleGrant | PostHolding, ends: date) -> None:
    """Raises ValidationError where `ends` would give a longer time than was given."""
    ended = before.ended_at is not None
    if before.ends is not None and (ends > before.ends or (ended and ends == before.ends)):
        said = f"This ends on {long_day(before.ends)} already. A longer time is given anew."
        raise ValidationError({"ends": said})


def check_period(role: Role, starts: date, ends: date | None) -> None:
    """Raises ValidationError for a time in which nobody can have `role`."""
    if role == Role.INSPECTOR and ends is None:
        raise ValidationError({"ends": "An inspector's access needs a last day."})
    if ends is not None and ends < starts:
        raise ValidationError({"ends": "The last day is before the first."})


def _others(grant: RoleGrant, day: date) -> QuerySet[RoleGrant]:
    """Administrators of the same area who go on after `day`."""
    rows = RoleGrant.objects.lasting(day + timedelta(days=1))
    others = rows.filter(area_id=grant.area_id, role=Role.ADMINISTRATOR, user__is_active=True)
    return others.exclude(user=grant.user_id)
