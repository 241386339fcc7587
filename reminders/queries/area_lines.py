"""Who stands in line for what a whole area is asked, figures or returns, and by which steps."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from accounts.models import User
from accounts.roles import ROLE_PERMISSIONS, Permission, Role
from committees.models import Offsets, RoleGrant
from reminders.enums import ReminderKind, Why
from reminders.rules.steps import CHAIR, COORDINATOR, DEPUTY, LEAD, Asking

READS = frozenset(role for role in Role if Permission.PLAN_READ in ROLE_PERMISSIONS[role])
Whom = tuple[User, Why, tuple[ReminderKind, ...]]


@dataclass
class AreaLine:
    """Who hears of an area's asking beside those who answer."""

    coordinators: list[User] = field(default_factory=list)
    readers: set[int] = field(default_factory=set)
    offsets: Offsets = field(default_factory=Offsets)

    def asking(self, opens: date, closes: date, nation: str) -> Asking:
        """Days of asking with the committee's own offsets."""
        return Asking(
            opens_on=opens,
            closes_on=closes,
            reminder_before=self.offsets.reminder_before_closing,
            last_before=self.offsets.last_before_closing,
            deputy_after=self.offsets.deputy_after_closing,
            chair_after=self.offsets.chair_after_closing,
            nation=nation,
        )

    def whom(
        self,
        holders: Sequence[User],
        deputies: Sequence[User],
        chairs: Sequence[User] = (),
        *,
        late: bool,
    ) -> Iterator[Whom]:
        """As for updates: those who answer, then deputy, chair and coordinator."""
        first = holders or deputies
        if not late:
            for user in first:
                yield user, Why.LEAD if holders else Why.STANDS_IN, LEAD
            return
        for user in deputies if holders else ():
            yield user, Why.DEPUTY, DEPUTY
        for user in chairs:
            if user not in first and user.pk in self.readers:
                yield user, Why.CHAIR, CHAIR
        for user in self.coordinators:
            yield user, Why.COORDINATOR, COORDINATOR

    def nobody(self, *, late: bool) -> Iterator[Whom]:
        """Where there is nobody to ask the coordinator hears of it at once."""
        for user in self.coordinators:
            yield user, Why.NOBODY, COORDINATOR if late else LEAD


def area_lines(areas: Collection[int], today: date) -> dict[int, AreaLine]:
    """By area. Two queries."""
    lines = {pk: AreaLine() for pk in areas}
    grants = RoleGrant.objects.filter(area__in=areas, role__in=READS, user__is_active=True)
    for grant in grants.current(today).select_related("user").order_by("user__name", "user_id"):
        line = lines[grant.area_id]
        line.readers.add(grant.user_id)
        if grant.role == Role.LEAD_OFFICER and grant.user not in line.coordinators:
            line.coordinators.append(grant.user)
    for offsets in Offsets.objects.filter(body__area__in=areas).select_related("body"):
        lines[offsets.body.area_id].offsets = offsets
    return lines
