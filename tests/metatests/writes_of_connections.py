"""Calls of the services that write other plans, and which action serves which."""

from connections.rules.facts import OtherPlanFacts
from tests.metatests.write_shape import Prepare

CONNECTIONS: dict[str, Prepare] = {
    "connections.add_other_plan": lambda w: {
        "area": w.area,
        "facts": OtherPlanFacts("Public protection plan"),
    },
    "connections.edit_other_plan": lambda w: {
        "other_plan": w.other_plan,
        "expected": 1,
        "facts": OtherPlanFacts(w.other_plan.name, "The council"),
    },
    "connections.connect_action": lambda w: {"other_plan": w.other_plan, "action": w.action},
    "connections.disconnect_action": lambda w: {"connection": w.connection},
}
