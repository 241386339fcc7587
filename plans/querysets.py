from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db.models import Case, F, OuterRef, Q, Subquery, When

from accounts.roles import Permission
from committees.querysets import Actor, InAreaQuerySet, M
from plans.enums import Decision, PlanState


class OfPlanQuerySet(InAreaQuerySet[M]):
    """Rows of a plan, at the end of `plan_path`: those who see the plan see them. A draft is seen
    by those alone who may read drafts: an inspector reads what was agreed. One that was taken back
    is seen by nobody here: `PlanQuerySet.taken_back_to` is the way to it."""

    plan_path = "plan__"
    area_path = "plan__area"
    read_permissions: Iterable[Permission] = (Permission.PLAN_READ,)

    def visible_to(self, user: Actor) -> Self:
        areas: Any = apps.get_model("committees", "Area").objects
        drafts = areas.with_permission(user, Permission.PLAN_READ_DRAFT)
        state = f"{self.plan_path}state"
        agreed = ~Q(**{f"{state}__in": (PlanState.DRAFT, PlanState.TAKEN_BACK)})
        draft = Q(**{state: PlanState.DRAFT, f"{self.area_path}__in": drafts})
        return super().visible_to(user).filter(agreed | draft)


class PlanQuerySet(OfPlanQuerySet[M]):
    plan_path, area_path = "", "area"

    def taken_back_to(self, user: Actor) -> Self:
        """Plans whose import was taken back, for those who read drafts."""
        areas: Any = apps.get_model("committees", "Area").objects
        drafts = areas.with_permission(user, Permission.PLAN_READ_DRAFT)
        return self.filter(state=PlanState.TAKEN_BACK, area__in=drafts)

    def standing(self) -> Self:
        """Without those that were taken back: their titles may be given again."""
        return self.exclude(state=PlanState.TAKEN_BACK)

    def with_agreement(self) -> Self:
        """Plans with the day on which each was first agreed (`agreed_on`): later actions are
        marked as added."""
        return self.annotate(agreed_on=first_agreed("pk"))


def first_agreed(plan: str) -> Subquery:
    """The day on which the plan whose key stands in column `plan` was first agreed."""
    agreed: Any = apps.get_model("plans", "SignOff").objects
    rows = agreed.filter(plan=OuterRef(plan), decision=Decision.AGREED).order_by("decided_on")
    return Subquery(rows.values("decided_on")[:1])


class ByPlanQuerySet(OfPlanQuerySet[M]):
    """Rows that hang from a plan are seen by those who see the plan."""


class ReviewQuerySet(ByPlanQuerySet[M]):
    def under_way(self) -> Self:
        return self.filter(ended_on=None)

    def under_way_on(self, day: date) -> Self:
        """Begun by a day, and not yet ended by the version that is dated to it or before."""
        open_then = Q(ended_on=None) | Q(version__dated__gt=day)
        return self.filter(open_then, begun_on__lte=day)


class AskingQuerySet(ByPlanQuerySet[M]):
    """Rows of a plan with a day on which leads begin to be asked (`opens_on`)."""

    def with_asking(self) -> Self:
        """Each with `asks_from`, the first day from its opening on on which the plan was agreed or
        published: nobody is asked about a draft. NULL where it has been a draft ever since."""
        agreed: Any = apps.get_model("plans", "SignOff").objects
        rows = agreed.filter(plan=OuterRef("plan"))
        before = rows.filter(decided_on__lte=OuterRef("opens_on")).order_by("-decided_on", "-pk")
        after = rows.filter(decided_on__gt=OuterRef("opens_on"), decision=Decision.AGREED)
        return self.annotate(stood=Subquery(before.values("decision")[:1])).annotate(
            asks_from=Case(
                When(Q(stood__in=(Decision.AGREED, Decision.PUBLISHED)), then=F("opens_on")),
                default=Subquery(after.order_by("decided_on").values("decided_on")[:1]),
            )
        )
