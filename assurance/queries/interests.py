"""Whose own a finding is: somebody else decides that no action comes of it."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from assurance.models import Finding
from audit.models import Event
from committees.queries.interests import bench, why_not_theirs
from committees.rules.interests import Interest, Matter

DECIDING = (Permission.FINDING_DECIDE,)


def of_finding(finding: Finding) -> Interest:
    """Who wrote it down and changed its words, and who shared its entry. One query."""
    told = Event.objects.filter(
        target_type=Finding._meta.label_lower,
        target_id=finding.pk,
        verb__in=("added finding", "edited finding"),
        actor_id__isnull=False,
    )
    wrote = dict(told.order_by("-pk").values_list("actor_id", "verb"))
    added = {key for key, verb in wrote.items() if verb == "added finding" and key}
    others = {*wrote, finding.activity.shared_by_id} - added
    return Interest(pressed=frozenset(added), authors=frozenset(key for key in others if key))


def why_own_finding(user: User, finding: Finding) -> str:
    """Why somebody else has to decide on it, and who can; "" where this person may."""
    return why_not_theirs(
        Matter.FINDING,
        user,
        of_finding(finding),
        area_id=finding.activity.area_id,
        permissions=DECIDING,
        today=timezone.localdate(),
    )


def who_decides(area_id: int) -> str:
    """Who may decide in an area, as a sentence."""
    people = bench(area_id, DECIDING, timezone.localdate())
    return people.told(Matter.FINDING, Interest())
