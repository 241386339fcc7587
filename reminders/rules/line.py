"""Who stands in line for an action: the holder, the deputy, the group's chair, the coordinator."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Generic, TypeVar

from accounts.roles import Permission
from actions.rules.record import LeadState, PostState
from actions.rules.standing import Standing
from committees.enums import Capacity, PostKind

P = Permission
Who = TypeVar("Who")


@dataclass(frozen=True)
class Line(Generic[Who]):
    """Those who may be written to about one plan on a day.

    Only people who can sign in and whose role in the plan's area is current are in it: whoever has
    left is passed over, and the next in line is asked. `people` and their `permissions` go by the
    person's key, `seats` by that of the body that they chair.
    """

    people: Mapping[int, Who]
    permissions: Mapping[int, AbstractSet[Permission]]
    coordinators: list[Who]
    seats: Mapping[int, Sequence[Who]]

    def holders(self, post: PostState) -> list[Who]:
        """Who holds the post and may update what it leads."""
        return self._able(post, Capacity.HOLDER)

    def deputies(self, post: PostState) -> list[Who]:
        """Who deputises for the post and may update what it leads."""
        return self._able(post, Capacity.DEPUTY)

    def chairs(self, row: Standing) -> list[Who]:
        """The chair of the sub-committee behind an action; not one who is the silent lead.

        The body is the accountable post's, else that of a contributing group. Where it has no
        chair, the holder of the group's post.
        """
        own = self.holders(row.accountable.post) if row.accountable else []
        for lead in _behind(row):
            seated = self.seats.get(lead.post.body_id or 0) or self.holders(_group(lead, row))
            if chairs := [user for user in seated if user not in own]:
                return chairs
        return []

    def _able(self, post: PostState, capacity: Capacity) -> list[Who]:
        held = [row.user.pk for row in post.present if row.capacity == capacity]
        known = [pk for pk in dict.fromkeys(held) if pk in self.people]
        return [self.people[pk] for pk in known if self._updates(pk, post)]

    def _updates(self, person: int, post: PostState) -> bool:
        granted = self.permissions[person]
        group = post.kind == PostKind.GROUP and P.UPDATE_GROUP in granted
        return P.PLAN_READ in granted and (P.UPDATE_OWN in granted or group)


def bodies_behind(leads: Iterable[LeadState]) -> set[int]:
    """The keys of the bodies that some leads stand for."""
    return {lead.post.body_id for lead in leads if lead.post.body_id}


def _behind(row: Standing) -> list[LeadState]:
    """The leads that stand for a body: the accountable one first, then contributing groups."""
    first = [row.accountable] if row.accountable else []
    groups = [lead for lead in row.leads if lead.post.kind == PostKind.GROUP]
    return [lead for lead in dict.fromkeys([*first, *groups]) if lead.post.body_id]


def _group(lead: LeadState, row: Standing) -> PostState:
    """The group's own post where the plan names it, else the lead's."""
    groups = [item.post for item in row.leads if item.post.kind == PostKind.GROUP]
    return next((post for post in groups if post.body_id == lead.post.body_id), lead.post)
