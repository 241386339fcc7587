from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.db.models import Q

from accounts.roles import Permission
from committees.querysets import Actor, InAreaQuerySet, M


class ActivityQuerySet(InAreaQuerySet[M]):
    """What stands in the assurance register, for those who read plans. What nobody has shared yet
    is a draft, seen by those alone who may read drafts: an inspector reads what was shared."""

    activity_path = ""
    read_permissions: Iterable[Permission] = (Permission.PLAN_READ,)

    def visible_to(self, user: Actor) -> Self:
        areas: Any = apps.get_model("committees", "Area").objects
        drafts = areas.with_permission(user, Permission.PLAN_READ_DRAFT)
        shared = Q(**{f"{self.activity_path}shared_at__isnull": False})
        return super().visible_to(user).filter(shared | Q(**{f"{self.area_path}__in": drafts}))


class OfActivityQuerySet(ActivityQuerySet[M]):
    activity_path, area_path = "activity__", "activity__area"


class FindingActionQuerySet(ActivityQuerySet[M]):
    """Which action came of which finding: for those who see both."""

    activity_path, area_path = "finding__activity__", "finding__activity__area"

    def visible_to(self, user: Actor) -> Self:
        actions: Any = apps.get_model("actions", "Action").objects
        return super().visible_to(user).filter(action__in=actions.visible_to(user))

    def standing(self) -> Self:
        """Those that were not taken off again."""
        return self.filter(ended_at=None)
