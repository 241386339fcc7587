"""Who may open what of where actions came from, and of the committee itself; see `addresses.py`."""

from dataclasses import replace

from tests.metatests.addresses_of_connections import CONNECTIONS
from tests.metatests.addresses_of_evaluation import EVALUATION
from tests.metatests.addresses_of_governance import GOVERNANCE
from tests.metatests.addresses_of_returns import RETURNS
from tests.metatests.addresses_of_reviews import REVIEWS
from tests.metatests.addresses_of_risks import RISKS
from tests.metatests.addresses_of_voices import VOICES
from tests.metatests.gates import Gate, P, in_area, of_indicator, of_plan

ASSURANCE: dict[str, Gate] = {
    **REVIEWS,
    **EVALUATION,
    **VOICES,
    **GOVERNANCE,
    **CONNECTIONS,
    **RISKS,
    "indicator_actions": of_indicator(P.PLAN_EDIT),
    "action_indicators": of_plan("action", P.PLAN_EDIT),
    "action_indicator_end": of_plan("action_indicator", P.PLAN_EDIT, post_only=True),
    "assurance": Gate(in_area=False),
    "assurance_list": in_area(P.PLAN_READ),
    "commitments": in_area(P.PLAN_READ),
    "activity_add": in_area(P.ASSURANCE_EDIT),
    "activity": of_plan("activity", P.PLAN_READ),
    "activity_file": replace(
        of_plan("activity", P.PLAN_READ), made=lambda world: [world.activity.pk, "xlsx"]
    ),
    "activity_edit": of_plan("activity", P.ASSURANCE_EDIT),
    "activity_share": of_plan("activity", P.ASSURANCE_EDIT, post_only=True),
    "judgement_add": of_plan("activity", P.ASSURANCE_EDIT),
    "judgement_remove": of_plan("judgement", P.ASSURANCE_EDIT, post_only=True),
    "finding_add": of_plan("activity", P.ASSURANCE_EDIT),
    "finding_edit": of_plan("finding", P.ASSURANCE_EDIT),
    "finding_remove": of_plan("finding", P.ASSURANCE_EDIT, post_only=True),
    "finding_join": of_plan("finding", P.ASSURANCE_EDIT),
    "finding_part": of_plan("finding_action", P.ASSURANCE_EDIT, post_only=True),
    "finding_decide": of_plan("finding", P.FINDING_DECIDE),
    "finding_decision_end": of_plan("finding_decision", P.FINDING_DECIDE, post_only=True),
    "action_findings": of_plan("action", P.ASSURANCE_EDIT),
    **RETURNS,
}
