from accounts.roles import Permission
from committees.querysets import InAreaQuerySet, M


class PlanQuerySet(InAreaQuerySet[M]):
    read_permissions = (Permission.PLAN_READ,)


class ByPlanQuerySet(InAreaQuerySet[M]):
    """Rows that hang from a plan are seen by those who see the plan."""

    area_path = "plan__area"
    read_permissions = (Permission.PLAN_READ,)
