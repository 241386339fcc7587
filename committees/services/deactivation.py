"""Somebody's access is closed in one press, with all that hangs on it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.services import deactivate_person
from audit.services import record
from audit.services.edits import locked, locked_rows
from committees.models import Area, CalendarFeed, PostHolding, RoleGrant
from committees.services.access_letters import write_deactivation_letters
from committees.services.answers import void_access
from committees.services.posts import end_holding

ELSEWHERE = (
    "{} has a role in another area too, which this area does not close. End the roles here; "
    "whoever runs cpcplan can close the sign-in."
)


@transaction.atomic
def deactivate(*, by: User | None, area: Area, user: User) -> User:
    """Close the sign-in of somebody of `area`, end their sessions, calendar addresses and time in
    posts now, and void what waits about them or was proposed by them. Their roles stay as they
    were, for the day on which a second person lets them in again.

    The person, the chair and the coordinators are told, with the posts that nobody holds now.
    Raises ValidationError for oneself, for somebody of another area too, and for the only
    administrator.
    """
    area = locked(area)
    if by is not None and by.pk == user.pk:
        raise ValidationError("Nobody deactivates themselves. Ask another administrator.")
    person = locked(user)
    if not person.is_active:
        return person
    _check(by, area, person)
    feeds = CalendarFeed.objects.filter(user=person)
    count = feeds.count()
    feeds.delete()
    left = _leave_posts(by, person)
    void = void_access(by=by, user=person)
    person = deactivate_person(by=by, user=person, area_id=area.pk)
    changes = {
        "calendar addresses": count,
        "proposals": void,
        "posts": [str(post) for post in left],
    }
    record(by=by, verb="closed access", target=person, area_id=area.pk, changes=changes)
    write_deactivation_letters(by=by, area=area, user=person, posts=[str(post) for post in left])
    return person


def _check(by: User | None, area: Area, person: User) -> None:
    today = timezone.localdate()
    roles = RoleGrant.objects.filter(user=person).lasting(today)
    if by is not None and roles.exclude(area=area).exists():
        raise ValidationError(ELSEWHERE.format(person))
    others = RoleGrant.objects.filter(area=area, role=Role.ADMINISTRATOR, user__is_active=True)
    if (
        by is not None
        and not others.lasting(today + timedelta(days=1)).exclude(user=person).exists()
    ):
        raise ValidationError("Somebody else must be administrator before this.")


def _leave_posts(by: User | None, person: User) -> list[PostHolding]:
    """Their time in posts ends now: what the posts lead has nobody to ask."""
    today = timezone.localdate()
    held = PostHolding.objects.filter(user=person).lasting(today).select_related("post", "user")
    rows = locked_rows(held)
    for row in rows:
        last = max(today, row.starts)
        end_holding(by=by, holding=row, expected=row.row_version, ends=last)
    return rows
