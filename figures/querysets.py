from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from accounts.roles import Permission
from committees.querysets import Actor, InAreaQuerySet, M


def held_by(user: Actor) -> Any:
    """The keys of the posts that `user` holds or deputises for today."""
    holdings: Any = apps.get_model("committees", "PostHolding").objects
    rows = holdings.current(timezone.localdate()).filter(Q(user=user.pk or 0))
    return rows.values("post")


class DefinitionQuerySet(InAreaQuerySet[M]):
    """What indicators mean: for everybody who reads plans or figures. It holds no number."""

    read_permissions: Iterable[Permission] = (Permission.PLAN_READ, Permission.FIGURE_READ)


class OfIndicatorQuerySet(DefinitionQuerySet[M]):
    area_path = "indicator__area"


class ExactQuerySet(InAreaQuerySet[M]):
    """Exact numbers: for those who may read figures as they are, and for those whose post gives
    them. Everybody else sees what was issued to them, and nothing of what was not."""

    area_path = "indicator__area"
    read_permissions: Iterable[Permission] = (Permission.FIGURE_READ,)

    def visible_to(self, user: Actor) -> Self:
        areas: Any = apps.get_model("committees", "Area").objects
        reading = areas.with_permission(user, *self.read_permissions)
        giving = areas.with_permission(user, Permission.FIGURE_GIVE_OWN)
        own = Q(indicator__area__in=giving, indicator__post__in=held_by(user))
        return self.filter(Q(indicator__area__in=reading) | own)


class EditionQuerySet(InAreaQuerySet[M]):
    """Editions of figures: in preparation for those who see exact numbers; issued ones for their
    audience. Chief officers see what members see, and all see what is public."""

    read_permissions: Iterable[Permission] = (Permission.FIGURE_READ,)

    def visible_to(self, user: Actor) -> Self:
        areas: Any = apps.get_model("committees", "Area").objects
        exact = areas.with_permission(user, Permission.FIGURE_READ)
        members = areas.with_permission(user, Permission.REPORT_READ_ISSUED)
        known = areas.known_to(user)
        issued = Q(state="issued")
        return self.filter(
            Q(area__in=exact)
            | Q(area__in=members, audience="members") & issued
            | Q(area__in=known, audience="public") & issued
        )
