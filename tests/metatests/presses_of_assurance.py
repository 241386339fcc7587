"""What a person types into the forms of the assurance register, and of the committee itself."""

from tests import factories as make
from tests.metatests.press import Prepared, Press
from tests.metatests.presses_of_connections import CONNECTIONS
from tests.metatests.presses_of_evaluation import EVALUATION
from tests.metatests.presses_of_governance import GOVERNANCE
from tests.metatests.presses_of_returns import RETURNS
from tests.metatests.presses_of_reviews import REVIEWS
from tests.metatests.presses_of_risks import RISKS
from tests.metatests.presses_of_voices import VOICES
from tests.metatests.presses_of_written import WRITTEN
from tests.metatests.world import World

ENTRY = {
    "kind": "audit",
    "title": "Audit of core groups",
    "reported_on": "2026-06-17",
    "sample": "20",
    "good_or_better": "12",
    "went_well": "Children were seen alone.",
}


def _draft(w: World) -> Press:
    return Press(at=[make.ActivityFactory(area=w.area, shared_at=None, shared_by=None).pk])


def _parted(w: World) -> Press:
    finding = make.FindingFactory(activity=w.activity)
    return Press(at=[make.FindingActionFactory(finding=finding, action=w.action).pk])


ASSURANCE: dict[str, Prepared] = {
    **VOICES,
    **GOVERNANCE,
    **CONNECTIONS,
    **RISKS,
    **REVIEWS,
    **EVALUATION,
    **WRITTEN,
    "activity_add": lambda w: Press(ENTRY),
    "activity_edit": lambda w: Press({"title": "Joint inspection of 2026"}),
    "activity_share": _draft,
    "judgement_add": lambda w: Press({"statement": "Leaders learn.", "grade": "4"}),
    "judgement_remove": lambda w: Press(at=[make.JudgementFactory(activity=w.activity).pk]),
    "finding_add": lambda w: Press({"number": "9", "text": "Minutes come late."}),
    "finding_edit": lambda w: Press({"text": "Plans are read apart."}),
    "finding_remove": lambda w: Press(at=[make.FindingFactory(activity=w.activity).pk]),
    "finding_join": lambda w: Press({"action": w.action.pk}),
    "finding_part": _parted,
    "finding_decide": lambda w: Press(
        {"verdict": "done", "reason": "It was put right in May.", "decided_on": "2026-06-17"},
        at=[make.FindingFactory(activity=w.activity).pk],
    ),
    "finding_decision_end": lambda w: Press(
        at=[make.FindingDecisionFactory(finding__activity=w.activity).pk]
    ),
    "action_findings": lambda w: Press({"finding": make.FindingFactory(activity=w.activity).pk}),
    **RETURNS,
}
