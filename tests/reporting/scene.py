"""A plan with a lead officer, a chair and a chief officer, for the tests of reports."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from accounts.models import User
from accounts.roles import Role
from actions.enums import CompletionState
from documents.enums import Canonical, ReportKind
from plans.models import Plan
from reporting.enums import Marking, ReportState
from reporting.models import Report
from reporting.services import begin_report, freeze_report
from tests import factories as make
from timescales.quarters import Period

AS_OF = date(2026, 8, 31)
NOW = datetime(2026, 9, 5, 9, 30, tzinfo=UTC)
QUARTER = Period(date(2026, 6, 1), AS_OF, "Quarter to 31 August 2026")


@dataclass
class Scene:
    plan: Plan
    officer: User
    chair: User
    chief: User

    def person(self, role: Role) -> User:
        return make.person_with(role, self.plan.area)

    def begin(self, **fields: Any) -> Report:
        values: dict[str, Any] = {
            "kind": ReportKind.QUARTERLY.value,
            "period": QUARTER,
            "as_of": AS_OF,
            "marking": Marking.OFFICIAL,
        }
        return begin_report(by=self.officer, plan=self.plan, **values | fields)

    def frozen(self, **fields: Any) -> Report:
        return freeze_report(by=self.officer, report=self.begin(**fields), now=NOW)

    def issued(self, **fields: Any) -> Report:
        """A report that was frozen and released: what the next is compared with."""
        report = self.frozen(**fields)
        by = {"issued_by": self.chair, "issued_at": NOW}
        Report.objects.filter(pk=report.pk).update(state=ReportState.ISSUED, **by)
        report.refresh_from_db()
        return report


NEXT = Period(date(2026, 9, 1), date(2026, 9, 5), "Quarter to 5 September 2026")


def scene(actions: int = 4) -> Scene:
    """Actions that are on track, silent, challenged and complete, under two outcomes."""
    plan = make.PlanFactory.create()
    level = make.LevelFactory.create(plan=plan)
    headings = [make.HeadingFactory.create(plan=plan, level=level) for _ in range(2)]
    for place in range(actions):
        action = make.ActionFactory.create(plan=plan, heading=headings[place % 2])
        make.LeadFactory.create(action=action)
        _told(action, place % 4)
    officer = make.person_with(Role.LEAD_OFFICER, plan.area)
    chair = make.person_with(Role.CHAIR, plan.area)
    return Scene(plan, officer, chair, make.person_with(Role.CHIEF_OFFICER, plan.area))


def _told(action: Any, which: int) -> None:
    if which == 0:
        make.ProgressUpdateFactory.create(action=action)
    elif which == 1:
        make.ProgressUpdateFactory.create(action=action, as_at=date(2026, 2, 1))
    elif which == 2:
        update = make.ProgressUpdateFactory.create(action=action)
        make.ChallengeFactory.create(
            action=action, update_challenged=update, canonical=Canonical.OFF_TRACK
        )
    else:
        make.CompletionFactory.create(action=action, state=CompletionState.VERIFIED)
