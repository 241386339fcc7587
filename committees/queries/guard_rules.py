"""What the guard knows in an area, and what it said to the area's people."""

from django.db.models import Q, QuerySet

from audit.models import GuardEntry
from committees.models import Area, RoleGrant
from guard.models import GuardPattern


def patterns_of(area: Area) -> QuerySet[GuardPattern]:
    """The area's own, and those of the whole installation."""
    rows = GuardPattern.objects.filter(Q(area=area) | Q(area=None))
    return rows.select_related("added_by", "area")


def log_of(area: Area, *, everywhere: bool) -> QuerySet[GuardEntry]:
    """Of everybody who has or had a role in the area; `everywhere`: of commands and of those who
    had not signed in too, whatever area they wrote for."""
    people = RoleGrant.objects.filter(area=area).values("user_id")
    shown = Q(by_id__in=people)
    if everywhere:
        shown |= Q(by_id=None)
    return GuardEntry.objects.filter(shown)
