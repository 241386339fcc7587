from typing import Any, Self

from django.apps import apps

from committees.querysets import Actor, M, SharedQuerySet


class ActivityQuerySet(SharedQuerySet[M]):
    """What stands in the assurance register, for those who read plans."""


class OfActivityQuerySet(ActivityQuerySet[M]):
    shared_path, area_path = "activity__", "activity__area"


class FindingActionQuerySet(ActivityQuerySet[M]):
    """Which action came of which finding: for those who see both."""

    shared_path, area_path = "finding__activity__", "finding__activity__area"

    def visible_to(self, user: Actor) -> Self:
        actions: Any = apps.get_model("actions", "Action").objects
        return super().visible_to(user).filter(action__in=actions.visible_to(user))

    def standing(self) -> Self:
        """Those that were not taken off again."""
        return self.filter(ended_at=None)


class FindingDecisionQuerySet(ActivityQuerySet[M]):
    """What was decided on findings without an action."""

    shared_path, area_path = "finding__activity__", "finding__activity__area"

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(ended_at=None)
