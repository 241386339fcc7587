"""A meeting of a plan's committee that was held, for the tests of meeting mode."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from actions.models import Action
from committees.models import Meeting
from documents.enums import Canonical
from meetings.enums import DecisionKind
from meetings.models import MeetingDecision
from meetings.services import apply_decisions, record_decision
from plans.models import Heading, Plan
from tests import factories as make

TODAY = timezone.localdate()
HELD = TODAY - timedelta(days=3)
DUE = date(2099, 7, 31)
SOON = DUE + timedelta(days=60)
LATE = DUE + timedelta(days=120)
SAID: dict[str, dict[str, Any]] = {
    DecisionKind.COMPLETE: {"evidence": "The audit report.", "difference": "Shorter waits."},
    DecisionKind.EXTEND: {
        "proposed_due": SOON,
        "reason": "The supplier withdrew.",
        "impact": "Families wait longer.",
    },
    DecisionKind.ADD: {"text": "Train every panel.", "timescale_words": "31 March 2099"},
    DecisionKind.WITHDRAW: {"reason": "Merged with another action."},
    DecisionKind.LEAD: {"reason": "The team moved."},
    DecisionKind.RATING: {"reason": "Two of the three parts are late."},
    DecisionKind.ESCALATE: {"reason": "Who pays for the advocacy service?"},
    DecisionKind.NOTED: {"reason": "The meeting was content."},
}


@dataclass
class MeetingScene:
    plan: Plan
    meeting: Meeting
    heading: Heading
    officer: User
    chair: User

    def person(self, role: Role, **fields: Any) -> User:
        return make.person_with(role, self.plan.area, **fields)

    def action(self, **fields: Any) -> Action:
        values = {"plan": self.plan, "heading": self.heading, "due": DUE}
        return make.ActionFactory.create(**{**values, **fields})

    def record(
        self,
        kind: DecisionKind,
        action: Action | None = None,
        *,
        by: User | None = None,
        token: Any = None,
        **said: Any,
    ) -> MeetingDecision:
        if kind != DecisionKind.ADD and action is None:
            action = self.action()
        return record_decision(
            by=by or self.officer,
            meeting=self.meeting,
            plan=self.plan,
            kind=kind,
            token=token or uuid4(),
            on=TODAY,
            action=action,
            **{**SAID[kind], **self.chosen(kind), **said},
        )

    def chosen(self, kind: DecisionKind) -> dict[str, Any]:
        """A post or a rating of the plan's own, where the kind takes one."""
        if kind == DecisionKind.LEAD:
            return {"lead": make.PostFactory.create(area=self.plan.area)}
        if kind == DecisionKind.RATING:
            return {"entry": make.entry_of(self.plan, Canonical.AT_RISK)}
        return {}

    def apply(self, by: User | None = None, **more: Any) -> list[MeetingDecision]:
        return apply_decisions(
            by=by or self.chair, meeting=self.meeting, plan=self.plan, on=TODAY, **more
        )


def meeting_scene(**fields: Any) -> MeetingScene:
    plan = make.PlanFactory.create(
        body=make.BodyFactory.create(), **{"period_start": date(2020, 8, 1), **fields}
    )
    plan.body.area = plan.area
    plan.body.save()
    return MeetingScene(
        plan,
        make.MeetingFactory.create(body=plan.body, held_on=HELD),
        make.HeadingFactory.create(plan=plan, level=make.LevelFactory.create(plan=plan)),
        make.person_with(Role.LEAD_OFFICER, plan.area, name="Morag Weir"),
        make.person_with(Role.CHAIR, plan.area, name="Una Ross"),
    )
