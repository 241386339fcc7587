"""What a person types into the forms of the risk register."""

from risks.enums import StepKind
from tests import factories as make
from tests.metatests.press import Prepared, Press, ahead
from tests.metatests.world import World

WHY = {"reason": "The second post is filled."}
NOT_RATED = dict.fromkeys(("likelihood", "impact", "likelihood_after", "impact_after", "review_by"))
REVIEW = {
    "likelihood": "4",
    "impact": "5",
    "likelihood_after": "2",
    "impact_after": "4",
    **WHY,
}


def _nobodys(w: World, *steps: StepKind) -> Press:
    """A risk that nobody owns, so that anybody may close it, after some steps."""
    risk = make.rated_risk(w.area)
    for kind in steps:
        make.RiskStepFactory(risk=risk, kind=kind, **NOT_RATED)
    return Press(WHY, at=[risk.pk])


def _draft(w: World) -> Press:
    return Press(at=[make.rated_risk(w.area, shared_on=None, shared_by=None).pk])


RISKS: dict[str, Prepared] = {
    "risk_add": lambda w: Press({"number": "N9", "event": "Meetings are held late"}),
    "risk_edit": lambda w: Press({"event": "Too few people lead inquiries"}),
    "risk_links": lambda w: Press({"headings": [w.heading.pk], "indicators": [w.indicator.pk]}),
    "risk_share": _draft,
    "risk_scale": lambda w: Press({"medium_from": "4", "high_from": "10", **WHY}),
    "risk_rate": lambda w: Press({**REVIEW, "review_by": ahead(90)}),
    "risk_escalate": lambda w: _nobodys(w),
    "risk_return": lambda w: _nobodys(w, StepKind.ESCALATED),
    "risk_close": lambda w: _nobodys(w),
    "risk_reopen": lambda w: _nobodys(w, StepKind.CLOSED),
    "risk_join": lambda w: Press({"action": w.action.pk}),
    "risk_part": lambda w: Press(at=[make.ActionRiskFactory(risk=w.risk, action=w.own_action).pk]),
    "action_risks": lambda w: Press({"risk": make.rated_risk(w.area).pk}),
}
