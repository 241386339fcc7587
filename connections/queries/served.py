"""Which other plans an action serves, and which actions serve another plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from actions.models import Action
from actions.queries.lineage import ancestors_of
from assurance.queries.trace import became_of
from assurance.rules.trace import Became
from committees.models import Area
from committees.querysets import Actor
from connections.models import Connection, OtherPlan


@dataclass(frozen=True)
class Listed:
    """Another plan with the number of actions that were said to serve it; `over` once its period
    has ended."""

    plan: OtherPlan
    actions: int
    over: bool


@dataclass(frozen=True)
class Served:
    """Another plan that an action serves; `through` names an earlier action whose place it took."""

    connection: Connection
    through: str


def other_plans(user: Actor, area: Area, today: date) -> list[Listed]:
    """The area's list, those whose period is over last. One query."""
    seen = Connection.objects.visible_to(user).standing()
    rows = (
        OtherPlan.objects.visible_to(user)
        .filter(area=area)
        .annotate(number=Count("connections", filter=Q(connections__in=seen)))
        .order_by("name", "pk")
    )
    listed = [Listed(row, row.number, bool(row.ends and row.ends < today)) for row in rows]
    return sorted(listed, key=lambda row: row.over)


def served_by(user: Actor, action: Action) -> list[Served]:
    """The other plans that an action serves, itself or by an action that it took the place of,
    each once."""
    above = ancestors_of([action.pk])[action.pk]
    rows = Connection.objects.visible_to(user).standing()
    rows = rows.filter(action__in=[action.pk, *above]).select_related("other_plan")
    by_plan: dict[int, Served] = {}
    for row in sorted(rows, key=lambda row: (row.action_id != action.pk, row.pk)):
        by_plan.setdefault(row.other_plan_id, Served(row, above.get(row.action_id, "")))
    return list(by_plan.values())


def serving(user: Actor, other_plan: OtherPlan, today: date) -> Sequence[Became]:
    """Every action that serves another plan as it stands today, each once, in the order of plans
    and actions. Of one that another took the place of, the other stands here."""
    rows = Connection.objects.visible_to(user).standing().filter(other_plan=other_plan)
    links = rows.order_by("action__plan__title", "action__position", "pk")
    became = became_of(user, links.values_list("pk", "action_id"), today)
    standing: dict[int, Became] = {}
    for chain in became.values():
        for one in chain:
            # the tie of its own goes before one that came by another action
            if not _replaced(one, chain) and (one.action not in standing or one.link):
                standing[one.action] = one
    return list(standing.values())


def _replaced(one: Became, chain: Sequence[Became]) -> bool:
    """Whether what came of it stands after it in its chain."""
    return one.withdrawn_on is not None and any(
        other.took_place_of == one.action for other in chain
    )
