"""A regional action in three areas, two of them led by one person, for the tests of pages."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from actions.models import Action, RegionalAction
from committees.models import Area
from documents.enums import Canonical
from tests import factories as make

GREEN, AMBER, RED = Canonical.ON_TRACK, Canonical.AT_RISK, Canonical.OFF_TRACK


@dataclass
class Region:
    lead: User
    regional: RegionalAction
    here: Action
    there: Action
    elsewhere: Action  # led by somebody else

    @property
    def address(self) -> str:
        return reverse("regional_update", args=[self.regional.pk])

    def entry(self, action: Action, canonical: Canonical) -> int:
        return make.entry_of(action.plan, canonical).pk

    def form(self, here: Canonical = GREEN, there: Canonical = GREEN, **words: str):
        """What the page sends."""
        return {
            f"entry_{self.here.pk}": self.entry(self.here, here),
            f"entry_{self.there.pk}": self.entry(self.there, there),
            f"expected_{self.here.pk}": 1,
            f"expected_{self.there.pk}": 1,
            "given": "11111111-1111-4111-8111-111111111111",
            "what_happened": "Both sides trained together.",
            "save": "1",
            **words,
        }


def _in(area: Area, regional: RegionalAction, lead: User) -> Action:
    """The area's own action, tied and led by its post for the group, in an open window."""
    make.RoleGrantFactory(user=lead, area=area, role=Role.ACTION_LEAD)
    plan = make.PlanFactory(area=area, title=f"Plan of {area}")
    today = timezone.localdate()
    opens, closes = today - timedelta(days=5), today + timedelta(days=9)
    make.UpdateWindowFactory(plan=plan, opens_on=opens, closes_on=closes)
    action = make.led_action(lead, plan, text=f"As {area} says it")
    make.TieFactory(regional=regional, action=action)
    return action


def build() -> Region:
    areas = [make.AreaFactory(name=name) for name in ("Glenfarrow", "Inverfar", "Strathyre")]
    group = make.RegionalGroupFactory(area=areas[0], serves=areas[1:])
    regional = make.RegionalActionFactory(body=group, text="Hand over in one way")
    lead, other = make.UserFactory(name="Ailsa Wren"), make.UserFactory(name="Tam Orr")
    here, there = (_in(area, regional, lead) for area in areas[:2])
    return Region(lead, regional, here, there, _in(areas[2], regional, other))
