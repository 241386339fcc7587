"""Who may be named on a review, who is, and who of them keeps the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from accounts.roles import Permission, roles_with
from committees.models import Area, RoleGrant
from learning_reviews.models import NamedPerson, Review

READ = "read learning review"


@dataclass(frozen=True)
class Known:
    """Somebody who may know of a review, or might; `here` is whether they have a role in the area
    today, without which being named opens nothing."""

    row: NamedPerson
    name: str
    here: bool
    readings: int
    last_read: datetime | None


def nameable(area: Area) -> QuerySet[User]:
    """People with a role in the area today that opens more than published editions."""
    return User.objects.filter(
        is_active=True, pk__in=_with(area.pk, Permission.AREA_READ).values("user")
    ).order_by("name", "pk")


def keepers_of(review: Review) -> set[int]:
    """The keys of those who are named on a review and keep the register of its area today."""
    named = review.people.filter(ended_at=None).order_by().values("person_key")
    return set(keeping(review.area_id).filter(user__in=named).values_list("user", flat=True))


def keeping(area_id: int) -> QuerySet[RoleGrant]:
    """The roles by which people keep the register of an area today."""
    return _with(area_id, Permission.REVIEW_KEEP).filter(user__is_active=True)


def known_by(review: Review) -> list[Known]:
    """Everybody who is or was named, in that order, with how often they read it. Four queries."""
    rows = list(review.people.order_by("added_at", "pk"))
    keys = {row.person_key for row in rows}
    names, here = _names(keys), set(nameable(review.area).values_list("pk", flat=True))
    read: defaultdict[int | None, list[datetime]] = defaultdict(list)
    for key, at in review.entries.filter(verb=READ).values_list("actor_id", "at"):
        read[key].append(at)
    return [
        Known(
            row=row,
            name=names[row.person_key],
            here=row.person_key in here,
            readings=len(read[row.person_key]),
            last_read=max(read[row.person_key], default=None),
        )
        for row in rows
    ]


def _names(keys: Collection[int]) -> dict[int, str]:
    return {user.pk: str(user) for user in User.objects.filter(pk__in=keys)}


def _with(area_id: int, permission: Permission) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(area=area_id, role__in=roles_with(permission)).current()
