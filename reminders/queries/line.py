"""Who stands in line for an action: the holder, the deputy, the group's chair, the coordinator."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from accounts.models import User
from accounts.roles import ROLE_PERMISSIONS, Permission, Role
from actions.rules.record import LeadState, PostState
from actions.rules.standing import Standing
from committees.enums import Capacity, PostKind, Seat
from committees.models import Membership, RoleGrant
from plans.models import Plan

P = Permission


class Line:
    """Those who may be written to about one plan on a day.

    Only people who can sign in and whose role in the plan's area is current are in it: whoever has
    left is passed over, and the next in line is asked.
    """

    def __init__(self, plan: Plan, leads: Iterable[LeadState], today: date) -> None:
        """Two queries; `leads` come with the holders of the day."""
        self._users: dict[int, User] = {}
        self._permissions: defaultdict[int, set[Permission]] = defaultdict(set)
        self.coordinators: list[User] = []
        grants = RoleGrant.objects.filter(area=plan.area_id, user__is_active=True).current(today)
        for grant in grants.select_related("user").order_by("user__name", "user_id", "role"):
            self._users[grant.user_id] = grant.user
            self._permissions[grant.user_id] |= ROLE_PERMISSIONS[Role(grant.role)]
            if grant.role == Role.LEAD_OFFICER and grant.user not in self.coordinators:
                self.coordinators.append(grant.user)
        bodies = {lead.post.body_id for lead in leads if lead.post.body_id}
        self._chairs: defaultdict[int, list[User]] = defaultdict(list)
        seats = Membership.objects.filter(
            body__in=bodies, seat=Seat.CHAIR, user__is_active=True
        ).current(today)
        for seat in seats.select_related("user"):
            if seat.user and P.PLAN_READ in self._permissions[seat.user.pk]:
                self._chairs[seat.body_id].append(seat.user)

    def holders(self, post: PostState) -> list[User]:
        """Who holds the post and may update what it leads."""
        return self._able(post, Capacity.HOLDER)

    def deputies(self, post: PostState) -> list[User]:
        """Who deputises for the post and may update what it leads."""
        return self._able(post, Capacity.DEPUTY)

    def chairs(self, row: Standing) -> list[User]:
        """The chair of the sub-committee behind an action; not one who is the silent lead.

        The body is the accountable post's, else that of a contributing group. Where it has no
        chair, the holder of the group's post.
        """
        own = self.holders(row.accountable.post) if row.accountable else []
        for lead in _behind(row):
            found = self._chairs[lead.post.body_id or 0] or self.holders(_group(lead, row))
            if chairs := [user for user in found if user not in own]:
                return chairs
        return []

    def _able(self, post: PostState, capacity: Capacity) -> list[User]:
        held = [row.user.pk for row in post.present if row.capacity == capacity]
        people = [self._users[pk] for pk in dict.fromkeys(held) if pk in self._users]
        return [user for user in people if self._updates(user, post)]

    def _updates(self, user: User, post: PostState) -> bool:
        granted = self._permissions[user.pk]
        group = post.kind == PostKind.GROUP and P.UPDATE_GROUP in granted
        return P.PLAN_READ in granted and (P.UPDATE_OWN in granted or group)


def _behind(row: Standing) -> list[LeadState]:
    """The leads that stand for a body: the accountable one first, then contributing groups."""
    first = [row.accountable] if row.accountable else []
    groups = [lead for lead in row.leads if lead.post.kind == PostKind.GROUP]
    return [lead for lead in dict.fromkeys([*first, *groups]) if lead.post.body_id]


def _group(lead: LeadState, row: Standing) -> PostState:
    """The group's own post where the plan names it, else the lead's."""
    groups = [item.post for item in row.leads if item.post.kind == PostKind.GROUP]
    return next((post for post in groups if post.body_id == lead.post.body_id), lead.post)
