"""What a person types into the forms of other plans."""

from tests import factories as make
from tests.metatests.press import Prepared, Press
from tests.metatests.world import World


def _connected(w: World) -> Press:
    action = make.ActionFactory(plan=w.plan)
    row = make.ConnectionFactory(other_plan=w.other_plan, action=action)
    return Press(at=[row.pk])


CONNECTIONS: dict[str, Prepared] = {
    "other_plan_add": lambda w: Press({"name": "Public protection plan"}),
    "other_plan_edit": lambda w: Press({"owner": "The council"}),
    "other_plan_connect": lambda w: Press({"action": w.own_action.pk}),
    "action_other_plans": lambda w: Press({"other_plan": make.OtherPlanFactory(area=w.area).pk}),
    "connection_end": _connected,
}
