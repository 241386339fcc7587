from typing import Any, Self

from django.apps import apps

from committees.querysets import Actor, M, SharedQuerySet


class StatementQuerySet(SharedQuerySet[M]):
    """What was said of the difference made: for those who see the plan; what nobody has shared yet
    is a draft."""

    plan_path, area_path = "plan", "plan__area"

    def visible_to(self, user: Actor) -> Self:
        plans: Any = apps.get_model("plans", "Plan").objects
        seen = {f"{self.plan_path}__in": plans.visible_to(user)}
        return super().visible_to(user).filter(**seen)


class OfStatementQuerySet(StatementQuerySet[M]):
    plan_path, area_path, shared_path = "statement__plan", "statement__plan__area", "statement__"
