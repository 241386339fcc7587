from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps

from accounts.roles import Permission
from committees.querysets import Actor, InAreaQuerySet, M


class OtherPlanQuerySet(InAreaQuerySet[M]):
    """Which other plans there are is known to those who read plans."""

    read_permissions: Iterable[Permission] = (Permission.PLAN_READ,)


class ConnectionQuerySet(OtherPlanQuerySet[M]):
    """Which action serves which other plan: for those who see the action."""

    area_path = "other_plan__area"

    def visible_to(self, user: Actor) -> Self:
        actions: Any = apps.get_model("actions", "Action").objects
        return super().visible_to(user).filter(action__in=actions.visible_to(user))

    def standing(self) -> Self:
        """Those that were not taken off again."""
        return self.filter(ended_at=None)
