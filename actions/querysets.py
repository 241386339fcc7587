from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.roles import Permission
from committees.models import PostHolding
from committees.querysets import Actor, InAreaQuerySet, M
from plans.querysets import ByPlanQuerySet


class ActionQuerySet(ByPlanQuerySet[M]):
    def led_by(self, user: Actor, on: date | None = None) -> "ActionQuerySet[M]":
        """Actions of the posts and groups that `user` holds, or deputises for, on a day."""
        held = PostHolding.objects.filter(user_id=user.pk or 0).current(on or timezone.localdate())
        return self.filter(Exists(held.filter(post__leads__action=OuterRef("pk"))))

    def standing_on(self, day: date) -> "ActionQuerySet[M]":
        """Actions that were part of the plan on a day: added by then and not yet withdrawn."""
        return self.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day), added_on__lte=day)


class ByActionQuerySet(InAreaQuerySet[M]):
    area_path = "action__plan__area"
    read_permissions: Iterable[Permission] = (Permission.PLAN_READ,)


class ImportDraftQuerySet(InAreaQuerySet[M]):
    read_permissions = (Permission.PLAN_IMPORT,)
