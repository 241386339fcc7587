"""Calls of the services that write self-evaluation."""

from datetime import date

from assurance.enums import Grade
from evaluation.rules.facts import DomainFile, EvaluationFacts, FrameworkFile
from tests import factories as make
from tests.metatests.write_shape import DAY, LATER, Prepare

FRAME = FrameworkFile(
    "Another framework", "Written for tests", "2026", date(2026, 1, 1),
    [DomainFile("Leadership", [("1.1", "Leaders learn.")])],
)  # fmt: skip

EVALUATION: dict[str, Prepare] = {
    "evaluation.import_framework": lambda w: {"area": w.area, "sent": FRAME},
    "evaluation.write_evaluation": lambda w: {
        "indicator": w.quality_indicator,
        "expected": 1,
        "facts": EvaluationFacts(DAY, Grade.WEAK, "Few audits are read."),
        "activities": [w.activity],
        "actions": [w.action],
        "today": LATER,
    },
    "evaluation.add_evidence": lambda w: {
        "evaluation": w.evaluation_draft,
        "voice": w.voice,
        "today": LATER,
    },
    "evaluation.remove_evidence": lambda w: {
        "evidence": make.ShownFactory(evaluation=w.evaluation_draft, activity=None, voice=w.voice)
    },
    "evaluation.share_evaluation": lambda w: {"evaluation": w.evaluation_draft},
    "evaluation.plan_evaluation": lambda w: {
        "indicator": w.quality_indicator,
        "expected": 1,
        "on": DAY,
    },
}
