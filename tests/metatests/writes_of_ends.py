"""One call of every service by which a plan ends; see tests/metatests/writes.py."""

from typing import Any

from actions.enums import Way
from actions.models import Action, Disposal
from outline.queries.end import end_of
from plans.enums import PlanState
from tests import factories as make
from tests.metatests.world import World
from tests.metatests.write_shape import DAY, LATER, NOW, Prepare


def ending(w: World, way: Way | None = None) -> Action:
    """An open action of a published plan, with what was decided of it."""
    plan = make.PlanFactory(area=w.area, body=w.body, state=PlanState.PUBLISHED)
    action = make.ActionFactory(plan=plan, heading=make.HeadingFactory(plan=plan))
    if way:
        Disposal.objects.create(action=action, way=way, by_label="Una Ross", decided_at=NOW)
    return action


def _follows() -> dict[str, Any]:
    return {
        "title": "The plan that follows",
        "period_start": LATER,
        "period_end": LATER.replace(year=LATER.year + 2),
        "on": DAY,
    }


def _closing(w: World) -> dict[str, Any]:
    plan = ending(w, Way.CARRY).plan
    seen = end_of(plan, DAY).digest
    return {"plan": plan, "seen": seen, "decided_by": "Chief Officers Group", **_follows()}


def _rest(w: World) -> dict[str, Any]:
    plan = ending(w).plan
    return {"plan": plan, "seen": end_of(plan, DAY).digest}


ENDS: dict[str, Prepare] = {
    "outline.dispose_of_action": lambda w: {
        "action": ending(w),
        "expected": 0,
        "way": Way.WITHDRAW,
        "reason": "Done by others.",
    },
    "outline.carry_rest": _rest,
    "outline.close_plan": _closing,
    "outline.begin_successor": lambda w: {
        "end": end_of(ending(w, Way.ONGOING).plan, DAY),
        **_follows(),
    },
    "regional.move_tie": lambda w: {
        "sources": [w.shared_action],
        "target": make.ActionFactory(plan=w.plan, heading=w.heading),
    },
}
