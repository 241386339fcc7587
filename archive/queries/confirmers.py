"""Who may confirm that the whole of an area leaves in a file."""

from __future__ import annotations

from accounts.models import User
from accounts.roles import Permission, roles_with
from committees.models import Area, RoleGrant


def confirmers_of(area: Area) -> list[User]:
    """Everybody who may today, by name. One query."""
    grants = RoleGrant.objects.filter(area=area, role__in=roles_with(Permission.ARCHIVE_CONFIRM))
    grants = grants.current().filter(user__is_active=True).select_related("user")
    people = {grant.user_id: grant.user for grant in grants}
    return sorted(people.values(), key=lambda user: (user.name, user.pk))
