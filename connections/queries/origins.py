"""Plans of others among what actions came of: those that an action serves."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from committees.models import Area
from committees.querysets import Actor
from connections.models import Connection
from plans.queries.origins import Outstanding, Provenance, Register

SERVES: Final = "Another plan, which this action serves."


def _came_of(user: Actor, actions: Collection[int]) -> Iterator[Provenance]:
    links = Connection.objects.visible_to(user).standing().filter(action__in=actions)
    for link in links.select_related("other_plan").order_by("added_at", "pk"):
        page = "other_plan", link.other_plan_id
        yield Provenance(link.action_id, *page, str(link.other_plan), SERVES)


def _outstanding(user: Actor, area: Area) -> Iterator[Outstanding]:
    """None: its owner is held to a plan, not this area."""
    return iter(())


OTHER_PLANS: Final = Register(_came_of, _outstanding)
