"""A plan in the middle of its quarter, with a lead who is asked, for the tests of pages."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from actions.models import Action
from documents.enums import Canonical
from plans.models import Plan
from tests.factories import (
    PlanFactory,
    ProgressUpdateFactory,
    UpdateWindowFactory,
    entry_of,
    led_action,
    person_with,
)
from windows.models import UpdateWindow

# so far ahead that it is never overdue, on whatever day the tests run
DUE = date(2099, 7, 31)


@dataclass
class Scene:
    plan: Plan
    lead: User
    action: Action
    window: UpdateWindow

    def person(self, role: Role) -> User:
        return person_with(role, self.plan.area)

    def more(self, **fields: object) -> Action:
        """Another action of the same lead."""
        return led_action(self.lead, self.plan, **{"due": DUE, **fields})

    def form(self, canonical: str = Canonical.ON_TRACK, **fields: object) -> dict[str, object]:
        """What the update form sends."""
        self.action.refresh_from_db()
        return {
            "entry": entry_of(self.plan, canonical).pk,
            "what_happened": "The group agreed the draft.",
            "expected": self.action.row_version,
            "save": "Save update",
            **fields,
        }


def scene(**fields: object) -> Scene:
    """An open window, an action lead, and one action that was last rated before the window."""
    plan = PlanFactory.create()
    lead = person_with(Role.ACTION_LEAD, plan.area, name="Ailsa Wren")
    today = timezone.localdate()
    window = UpdateWindowFactory.create(
        plan=plan, label="Quarter 2", opens_on=today - timedelta(days=5),
        closes_on=today + timedelta(days=9),
    )  # fmt: skip
    action = led_action(lead, plan, **{"due": DUE, **fields})
    ProgressUpdateFactory.create(
        action=action, as_at=today - timedelta(days=80), canonical=Canonical.ON_TRACK, author=lead
    )
    return Scene(plan, lead, action, window)
