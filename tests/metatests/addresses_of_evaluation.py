"""Who may open what of self-evaluation; see `addresses.py`."""

from dataclasses import replace

from tests.metatests.gates import Gate, P, in_area, of_plan

EVALUATION: dict[str, Gate] = {
    "evaluation_list": in_area(P.PLAN_READ),
    "evaluation_framework": of_plan("framework", P.PLAN_READ),
    "evaluation_file": replace(
        of_plan("framework", P.PLAN_READ), made=lambda world: [world.framework.pk, "xlsx"]
    ),
    "evaluation_indicator": of_plan("quality_indicator", P.PLAN_READ),
    "evaluation_write": of_plan("quality_indicator", P.ASSURANCE_EDIT),
    "evaluation_plan": of_plan("quality_indicator", P.ASSURANCE_EDIT),
    "evaluation_evidence": of_plan("evaluation", P.ASSURANCE_EDIT),
    "evaluation_evidence_remove": of_plan("evaluation_evidence", P.ASSURANCE_EDIT, post_only=True),
    "evaluation_share": of_plan("evaluation", P.ASSURANCE_EDIT, post_only=True),
}
