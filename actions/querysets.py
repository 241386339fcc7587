from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.roles import Permission
from actions.enums import TieState
from actions.rules.facts import Shared, shared_by
from committees.models import Area, PostHolding
from committees.querysets import Actor, InAreaQuerySet, M, OwnQuerySet
from plans.enums import OVER
from plans.querysets import ByPlanQuerySet, OfPlanQuerySet, first_agreed


class ActionQuerySet(ByPlanQuerySet[M]):
    def led_by(self, user: Actor, on: date | None = None) -> "ActionQuerySet[M]":
        """Actions of the posts and groups that `user` holds, or deputises for, on a day."""
        held = PostHolding.objects.filter(user_id=user.pk or 0).current(on or timezone.localdate())
        return self.filter(Exists(held.filter(post__leads__action=OuterRef("pk"))))

    def standing_on(self, day: date) -> "ActionQuerySet[M]":
        """Actions that were part of the plan on a day: added by then and not yet withdrawn."""
        return self.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day), added_on__lte=day)

    def open_in(self, area: int) -> Self:
        """Actions that stand in those plans of an area that are not over: the newest plan first,
        each in its own order."""
        rows = self.filter(plan__area=area, withdrawn_on=None).exclude(plan__state__in=OVER)
        order = ("-plan__period_start", "plan", "position", "pk")
        return rows.select_related("plan__area").order_by(*order)

    def in_hand_of(self, user: Actor, day: date) -> "ActionQuerySet[M]":
        """Actions that `user` sees and leads on a day, in plans that are not over."""
        rows = self.visible_to(user).led_by(user, day).standing_on(day)
        return rows.exclude(plan__state__in=OVER)

    def with_facts(self) -> Self:
        """Actions with what a version keeps of them beside their own columns."""
        return self.select_related("plan").prefetch_related("leads", "outcomes", "measures")

    def with_tie(self) -> Self:
        """Actions with the key of the regional action that each is tied to now (`tied_to`)."""
        ties: Any = apps.get_model("actions", "Tie").objects
        rows = ties.filter(action=OuterRef("pk"), state=TieState.TIED)
        return self.annotate(tied_to=Subquery(rows.values("regional")[:1]))

    def with_agreement(self) -> Self:
        """Actions with the day on which their plan was first agreed (`plan_agreed_on`)."""
        return self.annotate(plan_agreed_on=first_agreed("plan"))


class ByActionQuerySet(OfPlanQuerySet[M]):
    plan_path, area_path = "action__plan__", "action__plan__area"


class ActionIndicatorQuerySet(ByActionQuerySet[M]):
    def on(self, moment: datetime) -> Self:
        """Those that held at a moment."""
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=moment), added_at__lte=moment)

    def standing(self) -> Self:
        """Those that hold now, of actions that were not withdrawn."""
        return self.filter(ended_at=None, action__withdrawn_on=None)


class ActionRiskQuerySet(ByActionQuerySet[M]):
    """Which action belongs to which risk: a risk that is joined is no draft."""

    def standing(self) -> Self:
        """Those that were not taken off again, of actions that were not withdrawn."""
        return self.filter(ended_on=None, action__withdrawn_on=None)


class LineageQuerySet(InAreaQuerySet[M]):
    area_path = "target__plan__area"
    read_permissions: Iterable[Permission] = (Permission.PLAN_READ,)


class OfficersDecisionQuerySet(InAreaQuerySet[M]):
    read_permissions: Iterable[Permission] = (Permission.REPORT_READ_ISSUED,)


# the group, and each area that has it
SIDES = ("regional__body__name", "regional__ties__area__name", "regional__ties__area_id")


class TieQuerySet(InAreaQuerySet[M]):
    """What areas make of regional actions: each sees its own row and no other's."""

    read_permissions: Iterable[Permission] = (Permission.PLAN_READ,)

    def on(self, day: date) -> Self:
        """Those that tie an action on a day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), tied_on__lte=day)

    def shared(self, actions: Collection[int], day: date) -> dict[int, Shared]:
        """With whom each of some actions is shared on a day, by its key; who shares nothing is left
        out. One query. The names of areas are public; nothing else of theirs is read."""
        rows = self.side_by_side(day).filter(action__in=actions).order_by()
        return shared_by(rows.values_list("action_id", "area_id", *SIDES))

    def side_by_side(self, day: date) -> Self:
        """What ties an action on a day, once for each area that has it on that day: `SIDES`."""
        there = "regional__ties__"
        return self.on(day).filter(
            Q(**{f"{there}ended_on": None}) | Q(**{f"{there}ended_on__gt": day}),
            **{f"{there}tied_on__lte": day},
        )

    def together(self, actions: Collection[int] | models.QuerySet[Any]) -> dict[int, int]:
        """Of some actions, those of which another one is tied to the same regional action: its key,
        by the action's. One query."""
        rows = self.filter(state=TieState.TIED, action__in=actions)
        tied: dict[int, int] = dict(rows.values_list("action_id", "regional_id"))
        many = Counter(tied.values())
        return {action: key for action, key in tied.items() if many[key] > 1}


class ByTieQuerySet(InAreaQuerySet[M]):
    area_path = "tie__area"
    read_permissions: Iterable[Permission] = (Permission.PLAN_READ,)


class RegionalActionQuerySet(InAreaQuerySet[M]):
    """Regional actions that an area has or was offered: seen by those who read its plans."""

    def visible_to(self, user: Actor) -> Self:
        seen = Area.objects.with_permission(user, Permission.PLAN_READ)
        return self.filter(ties__area__in=seen).distinct()


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
