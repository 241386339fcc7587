"""What one person proposes about who sees what; another confirms it (`answers`)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.services import add_person
from audit.services import record
from audit.services.edits import locked
from committees.enums import SEND_ADDRESS_LINK, AccessKind, Capacity
from committees.models import AccessChange, Area, Post, PostHolding, RoleGrant
from committees.rules.access import why_not_confirm
from committees.services.access_changes import propose_access
from committees.services.posts import set_deputy, set_holder
from committees.services.roles import check_period
from jobs.models import Job
from jobs.services import enqueue

OWN_ROLE = "Nobody gives themselves a role. Ask another administrator."
ELSEWHERE = (
    "{} also has a role in another area. They change their address themselves, after signing in "
    "with the old one."
)


@transaction.atomic
def propose_role(
    *,
    by: User | None,
    area: Area,
    user: User,
    role: Role | str,
    starts: date | None = None,
    ends: date | None = None,
    invite: bool = False,
    told: bool = True,
) -> AccessChange:
    """Propose a role for `user` in `area` from `starts` (today) to `ends`, both days included.

    With `invite` whoever chose no password yet is sent the link once it is confirmed. Letters go
    out unless the caller sends them for several together (`told`).
    """
    starts = starts or timezone.localdate()
    if by is not None and by.pk == user.pk:
        raise ValidationError({"user": OWN_ROLE})
    check_period(Role(role), starts, ends)
    if RoleGrant.objects.filter(user=user, area=area, role=role).overlapping(starts, ends).exists():
        raise ValidationError({"role": f"{user} has that role here already."})
    values = {"role": role, "starts": starts, "ends": ends, "invite": invite}
    kind = AccessKind.ROLE
    return propose_access(by=by, area=area, user=user, kind=kind, values=values, told=told)


@transaction.atomic
def propose_person(
    *,
    by: User | None,
    area: Area,
    name: str,
    email: str,
    role: Role | str,
    starts: date | None = None,
    ends: date | None = None,
    invite: bool = True,
    told: bool = True,
) -> AccessChange:
    """Propose somebody's first role in `area`. Somebody whom another area knows keeps the name and
    password that they have; who is new can do nothing, and is written nothing, before it is
    confirmed."""
    locked(area)
    known = User.objects.filter(email__iexact=email.strip()).first()
    user = known or add_person(by=by, name=name, email=email, area_id=area.pk)
    return propose_role(
        by=by,
        area=area,
        user=user,
        role=role,
        starts=starts,
        ends=ends,
        invite=invite,
        told=told,
    )


@transaction.atomic
def propose_address(*, by: User | None, area: Area, user: User, email: str) -> AccessChange:
    """Propose another e-mail address for somebody with a role in the area.

    Raises ValidationError when they also have a role in another area: whoever has the address can
    choose a new password, and an area opens no other (ADR 55). Somebody's own change is
    `change_own_address`.
    """
    others = RoleGrant.objects.filter(user=user).exclude(area=area)
    if by is not None and others.lasting(timezone.localdate()).exists():
        raise ValidationError({"email": ELSEWHERE.format(user)})
    return _propose_address(by, area, user, email)


@transaction.atomic
def change_own_address(*, by: User, email: str) -> AccessChange:
    """Propose another address for oneself. It counts once the new one was opened (`verify_address`)
    and a second person of one's area confirmed it.

    Raises ValidationError where one has no role anywhere, so that nobody could confirm it.
    """
    grants = RoleGrant.objects.filter(user=by).current().select_related("area")
    grant = grants.exclude(role=Role.ELECTED_MEMBER).order_by("pk").first() or grants.first()
    if grant is None:
        raise ValidationError(
            {"email": "You have no role in an area, so whoever runs cpcplan changes your address."}
        )
    change = _propose_address(by, grant.area, by, email)
    sent = Job.objects.filter(task=SEND_ADDRESS_LINK, payload={"change": change.pk})
    if not sent.exists():
        enqueue(
            task=SEND_ADDRESS_LINK, payload={"change": change.pk}, by=by, area_id=change.area_id
        )
    return change


@transaction.atomic
def verify_address(*, by: User, change: AccessChange) -> AccessChange:
    """The link that was sent to the new address was opened, by whose address it becomes."""
    row = locked(change, "area", "user")
    why = why_not_confirm(row.standing(timezone.localdate()), own_address=False, verified=True)
    if why or not row.own_address or row.user_id != by.pk:
        raise ValidationError(why or "This link belongs to somebody else.")
    if row.verified_at is None:
        row.verified_at = timezone.now()
        row.save(update_fields=["verified_at"])
        record(by=by, verb="verified address", target=row, area_id=row.area_id)
    return row


@transaction.atomic
def propose_holding(
    *,
    by: User,
    post: Post,
    starts: date,
    ends: date | None = None,
    capacity: Capacity | str = Capacity.HOLDER,
) -> AccessChange:
    """Propose oneself for a post. Anybody else is put there by `set_holder` or `set_deputy`: a post
    gives no sight of a plan, only a role does."""
    if ends is not None and ends < starts:
        raise ValidationError({"ends": "The last day is before the first."})
    values = {"post": post, "capacity": capacity, "starts": starts, "ends": ends}
    return propose_access(by=by, area=post.area, user=by, kind=AccessKind.HOLDING, values=values)


@transaction.atomic
def name_holder(
    *, by: User, post: Post, user: User, starts: date, ends: date | None = None
) -> PostHolding | AccessChange:
    """Say who holds a post: oneself as a proposal, anybody else at once."""
    if by.pk == user.pk:
        return propose_holding(by=by, post=post, starts=starts, ends=ends)
    return set_holder(by=by, post=post, user=user, starts=starts, ends=ends)


@transaction.atomic
def name_deputy(
    *, by: User, post: Post, user: User, starts: date, ends: date | None = None
) -> PostHolding | AccessChange:
    """Add a deputy, as `name_holder`."""
    if by.pk == user.pk:
        capacity = Capacity.DEPUTY
        return propose_holding(by=by, post=post, capacity=capacity, starts=starts, ends=ends)
    return set_deputy(by=by, post=post, user=user, starts=starts, ends=ends)


@transaction.atomic
def propose_return(*, by: User | None, area: Area, user: User) -> AccessChange:
    """Propose that somebody who was deactivated may sign in again, with the roles they have."""
    if user.is_active:
        raise ValidationError(f"{user} can sign in.")
    return propose_access(by=by, area=area, user=user, kind=AccessKind.RETURN, values={})


def _propose_address(by: User | None, area: Area, user: User, email: str) -> AccessChange:
    email = email.strip().lower()
    if email == user.email:
        raise ValidationError({"email": "This is the address already."})
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError({"email": "Somebody else has this e-mail address."})
    kind, values = AccessKind.ADDRESS, {"email": email}
    return propose_access(by=by, area=area, user=user, kind=kind, values=values)
