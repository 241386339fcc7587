from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.roles import Permission
from committees.models import Area, PostHolding
from committees.querysets import Actor, InAreaQuerySet, M, OwnQuerySet
from plans.querysets import ByPlanQuerySet, OfPlanQuerySet, first_agreed


class ActionQuerySet(ByPlanQuerySet[M]):
    def led_by(self, user: Actor, on: date | None = None) -> "ActionQuerySet[M]":
        """Actions of the posts and groups that `user` holds, or deputises for, on a day."""
        held = PostHolding.objects.filter(user_id=user.pk or 0).current(on or timezone.localdate())
        return self.filter(Exists(held.filter(post__leads__action=OuterRef("pk"))))

    def standing_on(self, day: date) -> "ActionQuerySet[M]":
        """Actions that were part of the plan on a day: added by then and not yet withdrawn."""
        return self.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day), added_on__lte=day)

    def with_facts(self) -> Self:
        """Actions with what a version keeps of them beside their own columns."""
        return self.select_related("plan").prefetch_related("leads", "outcomes", "measures")

    def with_agreement(self) -> Self:
        """Actions with the day on which their plan was first agreed (`plan_agreed_on`)."""
        return self.annotate(plan_agreed_on=first_agreed("plan"))


class ByActionQuerySet(OfPlanQuerySet[M]):
    plan_path, area_path = "action__plan__", "action__plan__area"


class LineageQuerySet(InAreaQuerySet[M]):
    area_path = "target__plan__area"
    read_permissions: Iterable[Permission] = (Permission.PLAN_READ,)


class OfficersDecisionQuerySet(InAreaQuerySet[M]):
    read_permissions: Iterable[Permission] = (Permission.REPORT_READ_ISSUED,)


class OwnDraftQuerySet(OwnQuerySet[M]):
    """A draft is its writer's, as long as they still see the plan."""

    def visible_to(self, user: Actor) -> "OwnDraftQuerySet[M]":
        seen = Area.objects.with_permission(user, Permission.PLAN_READ)
        return super().visible_to(user).filter(action__plan__area__in=seen)


class EvidenceQuerySet(ByActionQuerySet[M]):
    """Evidence of updates that were sent, and one's own that was not sent yet."""

    def visible_to(self, user: Actor) -> "EvidenceQuerySet[M]":
        own = Q(update_shown=None, added_by_id=user.pk or 0)
        return super().visible_to(user).filter(Q(update_shown__isnull=False) | own)

    def kept_by(self, user: Actor) -> "EvidenceQuerySet[M]":
        """What `user` has kept for their next update of an action."""
        return self.visible_to(user).filter(update_shown=None, added_by_id=user.pk or 0)
