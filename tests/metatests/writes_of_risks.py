"""Calls of the services that write the risk register."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.roles import Role
from risks.enums import StepKind
from risks.rules.facts import Rating, RiskFacts
from tests import factories as make
from tests.metatests.presses_of_risks import NOT_RATED
from tests.metatests.world import World
from tests.metatests.write_shape import Prepare

LATE = RiskFacts(number="N9", event="Meetings are held late")
WHY = {"reason": "The second post is filled."}


def _after(w: World, *steps: StepKind) -> dict[str, Any]:
    risk = make.rated_risk(w.area)
    for kind in steps:
        make.RiskStepFactory(risk=risk, kind=kind, **NOT_RATED)
    return {"risk": risk, **WHY}


def _draft(w: World) -> dict[str, Any]:
    return {"risk": make.rated_risk(w.area, shared_on=None, shared_by=None)}


def _due(w: World) -> dict[str, Any]:
    """A risk of a post that somebody holds, whose review comes due."""
    post = make.PostFactory(area=w.area)
    make.PostHoldingFactory(post=post, user=make.person_with(Role.ACTION_LEAD, w.area))
    make.rated_risk(w.area, post=post, review_by=timezone.localdate() + timedelta(days=3))
    return {"today": timezone.localdate()}


RISKS: dict[str, Prepare] = {
    "risks.add_risk": lambda w: {"area": w.area, "facts": LATE},
    "risks.edit_risk": lambda w: {
        "risk": w.risk,
        "expected": 1,
        "facts": replace(w.risk.facts(), event="Too few people lead inquiries"),
    },
    "risks.set_risk_links": lambda w: {
        "risk": w.risk,
        "expected": 1,
        "headings": [w.heading],
        "indicators": [w.indicator],
    },
    "risks.share_risk": _draft,
    "risks.rate_risk": lambda w: {
        "risk": w.risk,
        "rating": Rating(4, 5, 2, 4),
        "review_by": timezone.localdate() + timedelta(days=90),
        **WHY,
    },
    "risks.escalate_risk": lambda w: _after(w),
    "risks.return_risk": lambda w: _after(w, StepKind.ESCALATED),
    "risks.close_risk": lambda w: _after(w),
    "risks.reopen_risk": lambda w: _after(w, StepKind.CLOSED),
    "risks.set_risk_scale": lambda w: {
        "area": w.area,
        "medium_from": 4,
        "high_from": 10,
        **WHY,
    },
    "risks.ask_for_reviews": _due,
    "actions.join_risk": lambda w: {"risk": w.risk, "action": w.action},
    "actions.part_risk": lambda w: {"link": w.action_risk},
}
