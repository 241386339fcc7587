"""Giving and ending roles. Nobody gives themselves one; an inspector's always has an end."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.services import add_person, correct_address, send_invitation
from audit.services import record
from audit.services.edits import edit, locked
from committees.models import Area, RoleGrant
from committees.queries.groups import people_of


@transaction.atomic
def grant_role(
    *,
    by: User | None,
    user: User,
    area: Area,
    role: Role | str,
    starts: date | None = None,
    ends: date | None = None,
) -> RoleGrant:
    """Give `user` a role in `area` from `starts` (today) to `ends`, both days included."""
    starts = starts or timezone.localdate()
    if by is not None and by.pk == user.pk:
        raise ValidationError(
            {"user": "Nobody gives themselves a role. Ask another administrator."}
        )
    return give_role(by=by, user=user, area=area, role=role, starts=starts, ends=ends)


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
    """As `grant_role`, whoever does it: for whoever makes an area, who is its only one then."""
    _check_grant(Role(role), starts, ends)
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
def welcome_person(
    *,
    by: User | None,
    area: Area,
    name: str,
    email: str,
    role: Role | str,
    starts: date | None = None,
    ends: date | None = None,
    invite: bool = True,
) -> RoleGrant:
    """Give somebody their first role in `area`, and an invitation if they are new to cpcplan.

    Somebody whom another area knows keeps the name and password that they have.
    """
    locked(area)
    known = User.objects.filter(email__iexact=email.strip()).first()
    user = known or add_person(by=by, name=name, email=email, invite=invite, area_id=area.pk)
    return grant_role(by=by, user=user, area=area, role=role, starts=starts, ends=ends)


@transaction.atomic
def invite_all(*, by: User | None, area: Area) -> int:
    """Send everybody with a role here who chose no password yet the link to do so; how many."""
    locked(area)
    people = [user for user in people_of(area) if not user.has_usable_password()]
    for user in people:
        send_invitation(by=by, user=user, area_id=area.pk)
    return len(people)


@transaction.atomic
def correct_email(*, by: User | None, grant: RoleGrant, expected: int, email: str) -> User:
    """Put right the e-mail address of somebody with a role in the area; `expected` is the person's
    version.

    Raises ValidationError when they also have a role in another area: whoever has the address can
    choose a new password, and an area's administrator opens no other area.
    """
    others = RoleGrant.objects.filter(user=grant.user_id).exclude(area=grant.area_id)
    if others.filter(Q(ends=None) | Q(ends__gte=timezone.localdate())).exists():
        raise ValidationError(
            {
                "email": f"{grant.user} also has a role in another area. They change their address "
                "themselves, after signing in with the old one."
            }
        )
    return correct_address(
        by=by, user=grant.user, expected=expected, email=email, area_id=grant.area_id
    )


@transaction.atomic
def end_role(
    *, by: User | None, grant: RoleGrant, expected: int, ends: date | None = None
) -> RoleGrant:
    """End a role; `ends` is its last day (yesterday when not given: it stops now).

    A role that begins after `ends` never took effect; it ends on the day that it begins.
    Raises ValidationError when the area would be left without an administrator, and EditConflict
    when somebody else gave it an end after version `expected`.
    """
    ends = ends or timezone.localdate() - timedelta(days=1)
    locked(grant.area)
    if grant.role == Role.ADMINISTRATOR and not _others(grant, ends).exists():
        raise ValidationError("Somebody else must be administrator before this role can end.")
    changes = edit(grant, {"ends": max(ends, grant.starts)}, expected=expected)
    if changes:
        record(by=by, verb="ended role", target=grant, area_id=grant.area_id, changes=changes)
    return grant


def _check_grant(role: Role, starts: date, ends: date | None) -> None:
    if role == Role.INSPECTOR and ends is None:
        raise ValidationError({"ends": "An inspector's access needs a last day."})
    if ends is not None and ends < starts:
        raise ValidationError({"ends": "The last day is before the first."})


def _others(grant: RoleGrant, day: date) -> QuerySet[RoleGrant]:
    """Administrators of the same area who go on after `day`."""
    return RoleGrant.objects.filter(
        Q(ends=None) | Q(ends__gt=day), area_id=grant.area_id, role=Role.ADMINISTRATOR
    ).exclude(pk=grant.pk)
