from typing import Any, Self

from django.apps import apps
from django.db.models import OuterRef, Subquery

from accounts.roles import Permission
from committees.querysets import InAreaQuerySet, M
from plans.enums import Decision


class PlanQuerySet(InAreaQuerySet[M]):
    read_permissions = (Permission.PLAN_READ,)

    def with_agreement(self) -> Self:
        """Plans with the day on which each was first agreed (`agreed_on`): later actions are
        marked as added."""
        return self.annotate(agreed_on=first_agreed("pk"))


def first_agreed(plan: str) -> Subquery:
    """The day on which the plan whose key stands in column `plan` was first agreed."""
    agreed: Any = apps.get_model("plans", "SignOff").objects
    rows = agreed.filter(plan=OuterRef(plan), decision=Decision.AGREED).order_by("decided_on")
    return Subquery(rows.values("decided_on")[:1])


class ByPlanQuerySet(InAreaQuerySet[M]):
    """Rows that hang from a plan are seen by those who see the plan."""

    area_path = "plan__area"
    read_permissions = (Permission.PLAN_READ,)
