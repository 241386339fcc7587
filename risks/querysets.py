from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.db.models import Q

from accounts.roles import Permission
from committees.querysets import Actor, InAreaQuerySet, M


class ScaleQuerySet(InAreaQuerySet[M]):
    """What an area's scores mean: for everybody who reads its plans."""

    read_permissions: Iterable[Permission] = (Permission.PLAN_READ,)


class RiskQuerySet(ScaleQuerySet[M]):
    """Risks, for those who read plans. What nobody has put in the register yet is a draft, seen by
    those alone who may read drafts: an inspector reads what was shared."""

    risk_path = ""

    def visible_to(self, user: Actor) -> Self:
        areas: Any = apps.get_model("committees", "Area").objects
        drafts = areas.with_permission(user, Permission.PLAN_READ_DRAFT)
        shared = Q(**{f"{self.risk_path}shared_on__isnull": False})
        return super().visible_to(user).filter(shared | Q(**{f"{self.area_path}__in": drafts}))

    def in_register(self) -> Self:
        """Those that somebody has put in the register."""
        return self.filter(**{f"{self.risk_path}shared_on__isnull": False})


class OfRiskQuerySet(RiskQuerySet[M]):
    risk_path, area_path = "risk__", "risk__area"
