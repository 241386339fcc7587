"""Who may open what of other plans that actions serve; see `addresses.py`."""

from dataclasses import replace

from tests.metatests.gates import Gate, P, in_area, of_plan

CONNECTIONS: dict[str, Gate] = {
    "other_plans": in_area(P.PLAN_READ),
    "other_plan_add": in_area(P.PLAN_EDIT),
    "other_plan": of_plan("other_plan", P.PLAN_READ),
    "other_plan_file": replace(
        of_plan("other_plan", P.PLAN_READ), made=lambda world: [world.other_plan.pk, "xlsx"]
    ),
    "other_plan_edit": of_plan("other_plan", P.PLAN_EDIT),
    "other_plan_connect": of_plan("other_plan", P.PLAN_EDIT),
    "action_other_plans": of_plan("action", P.PLAN_EDIT),
    "connection_end": of_plan("connection", P.PLAN_EDIT, post_only=True),
}
