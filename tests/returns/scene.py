"""A group with its chair and vice-chair, a lead officer, and an account of courses that it owes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from accounts.models import User
from accounts.roles import Role
from committees.enums import Seat
from committees.models import Area
from returns.models import Duty, Return
from tests import factories as make

END = date(2026, 6, 30)
ASKED, DUE = date(2026, 7, 1), date(2026, 7, 21)


@dataclass
class Scene:
    area: Area
    duty: Duty
    chair: User
    vice: User
    officer: User

    def draft(self, **fields) -> Return:
        return make.DraftReturnFactory(duty=self.duty, begun_by=self.chair, **fields)

    def address(self) -> list:
        return [self.duty.pk, END.isoformat()]


def scene() -> Scene:
    area = make.AreaFactory(name="Strathfarrow")
    group = make.BodyFactory(area=area, name="Learning Group", kind="sub_committee")
    chair = make.person_with(Role.SUB_COMMITTEE_CHAIR, area, name="Catriona Muir")
    vice = make.person_with(Role.ACTION_LEAD, area, name="Dugald Reid")
    make.MembershipFactory(body=group, user=chair, seat=Seat.CHAIR)
    make.MembershipFactory(body=group, user=vice, seat=Seat.VICE_CHAIR)
    officer = make.person_with(Role.LEAD_OFFICER, area, name="Morag Weir")
    duty = make.DutyFactory(area=area, body=group, starts=date(2026, 4, 1))
    return Scene(area, duty, chair, vice, officer)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
