"""Calls of the services that write the assurance register."""

from dataclasses import replace
from typing import Any

from assurance.enums import ActivityKind, Grade, Verdict
from assurance.rules.facts import ActivityFacts
from tests import factories as make
from tests.metatests.world import World
from tests.metatests.write_shape import DAY, Prepare
from tests.metatests.writes_of_returns import RETURNS
from tests.metatests.writes_of_reviews import REVIEWS

AUDIT = ActivityFacts(kind=ActivityKind.AUDIT, title="Audit of core groups", reported_on=DAY)


def _draft(w: World) -> dict[str, Any]:
    return {"activity": make.ActivityFactory(area=w.area, shared_at=None, shared_by=None)}


ASSURANCE: dict[str, Prepare] = {
    **REVIEWS,
    "assurance.add_activity": lambda w: {"area": w.area, "facts": AUDIT},
    "assurance.edit_activity": lambda w: {
        "activity": w.activity,
        "expected": 1,
        "facts": replace(w.activity.facts(), title="Joint inspection of 2026"),
    },
    "assurance.share_activity": _draft,
    "assurance.add_judgement": lambda w: {
        "activity": w.activity,
        "statement": "Leaders learn.",
        "grade": Grade.GOOD,
    },
    "assurance.remove_judgement": lambda w: {"judgement": w.judgement},
    "assurance.add_finding": lambda w: {
        "activity": w.activity,
        "number": "9",
        "text": "Minutes come late.",
    },
    "assurance.edit_finding": lambda w: {
        "finding": w.finding,
        "expected": 1,
        "number": "9",
        "text": "Plans are read apart.",
    },
    "assurance.remove_finding": lambda w: {"finding": w.finding},
    "assurance.join_action": lambda w: {"finding": w.finding, "action": w.action},
    "assurance.decide_finding": lambda w: {
        "finding": w.finding,
        "verdict": Verdict.DONE,
        "reason": "It was put right in May.",
        "decided_on": DAY,
        "meeting": None,
        "today": DAY,
    },
    "assurance.take_back_decision": lambda w: {"decision": w.finding_decision},
    "assurance.part_action": lambda w: {"link": w.finding_action},
    **RETURNS,
}
