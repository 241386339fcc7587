"""Whose own an edition is: somebody else issues it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from committees.models import PostHolding
from committees.queries.interests import posts_held, why_not_theirs
from committees.querysets import Actor
from committees.rules.interests import Interest, Matter, why_own
from editions.models import ReportEdition


def of_edition(edition: ReportEdition, today: date) -> Interest:
    """Whose own an edition is: of whoever prepared it, and of the posts that they held."""
    days = frozenset({timezone.localdate(edition.prepared_at), today})
    key = edition.prepared_by_id
    return Interest(
        pressed=frozenset({key} if key else ()),
        posts=posts_held([key], days) if key else frozenset(),
        days=days,
    )


def why_own_edition(user: User, edition: ReportEdition, today: date) -> str:
    """Why somebody else has to issue it; "" where this person may."""
    return why_own(Matter.EDITION, PostHolding.objects.party(user), of_edition(edition, today))


def why_not_issue(user: Actor, edition: ReportEdition) -> str:
    """The same with who could."""
    today = timezone.localdate()
    return why_not_theirs(
        Matter.EDITION,
        user,
        of_edition(edition, today),
        area_id=edition.area_id,
        permissions=(Permission.REPORT_ISSUE,),
        today=today,
    )
