"""What a voice of an area can be about: priorities, outcomes and actions of its plans."""

from __future__ import annotations

from actions.models import Action
from actions.querysets import ActionQuerySet
from committees.models import Area
from committees.querysets import Actor
from outcomes.models import HighLevelOutcome
from plans.enums import OVER
from plans.models import Heading, Plan
from voices.models import Place

ORDER = ("-plan__period_start", "plan", "position", "pk")


def open_actions(user: Actor, area: Area) -> ActionQuerySet[Action]:
    """Actions that stand in the plans of an area that `user` sees and that are not over."""
    rows = Action.objects.visible_to(user).filter(plan__area=area, withdrawn_on=None)
    return rows.exclude(plan__state__in=OVER).select_related("plan__area").order_by(*ORDER)


def places_of(user: Actor, area: Area) -> list[Place]:
    """Headings, outcomes and actions of those plans, each in its plan's order. Three queries."""
    plans = Plan.objects.visible_to(user).filter(area=area).exclude(state__in=OVER)
    headings = Heading.objects.filter(plan__in=plans).select_related("plan__area", "level")
    outcomes = HighLevelOutcome.objects.filter(plan__in=plans).select_related("plan__area")
    return [*headings.order_by(*ORDER), *outcomes.order_by(*ORDER), *open_actions(user, area)]
