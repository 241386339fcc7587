"""Who may open what of the risk register; see `addresses.py`."""

from dataclasses import replace

from tests.metatests.gates import Gate, P, holders, in_area, of_plan

RISKS: dict[str, Gate] = {
    "risk_list": in_area(P.PLAN_READ),
    "risk_file": replace(in_area(P.PLAN_READ), made=lambda world: [world.area.slug, "xlsx"]),
    "risk_add": in_area(P.RISK_EDIT),
    "risk_scale": in_area(P.RISK_EDIT),
    "risk": of_plan("risk", P.PLAN_READ),
    "risk_edit": of_plan("risk", P.RISK_EDIT),
    "risk_links": of_plan("risk", P.RISK_EDIT),
    "risk_share": of_plan("risk", P.RISK_EDIT, post_only=True),
    # everybody in the test deputises for the post that owns it
    "risk_rate": replace(
        of_plan("risk", P.RISK_EDIT), allowed=holders(P.RISK_EDIT, P.RISK_REVIEW_OWN)
    ),
    "risk_escalate": of_plan("risk", P.RISK_ESCALATE),
    "risk_return": of_plan("risk", P.RISK_ESCALATE),
    "risk_close": of_plan("risk", P.RISK_EDIT),
    "risk_reopen": of_plan("risk", P.RISK_EDIT),
    "risk_join": of_plan("risk", P.RISK_EDIT),
    "risk_part": of_plan("action_risk", P.RISK_EDIT, post_only=True),
    "action_risks": of_plan("action", P.RISK_EDIT),
}
