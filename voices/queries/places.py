"""What a voice of an area can be about: priorities, outcomes and actions of its plans."""

from __future__ import annotations

from actions.models import Action
from committees.models import Area
from committees.querysets import Actor
from outcomes.models import HighLevelOutcome
from plans.enums import OVER
from plans.models import Heading, Plan
from voices.models import Place

ORDER = ("-plan__period_start", "plan", "position", "pk")


def places_of(user: Actor, area: Area) -> list[Place]:
    """Headings, outcomes and actions of those plans, each in its plan's order. Three queries."""
    plans = Plan.objects.visible_to(user).filter(area=area).exclude(state__in=OVER)
    headings = Heading.objects.filter(plan__in=plans).select_related("plan__area", "level")
    actions = Action.objects.visible_to(user).open_in(area.pk)
    outcomes = HighLevelOutcome.objects.filter(plan__in=plans).select_related("plan__area")
    return [*headings.order_by(*ORDER), *outcomes.order_by(*ORDER), *actions]
