"""What somebody holds, and who else could decide: what the rule of interests is asked with."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.roles import Permission, roles_with
from committees.enums import PostKind
from committees.models import PostHolding, RoleGrant
from committees.querysets import Actor
from committees.rules.interests import Holding, Interest, Matter, Party, who_can, why_own

MOST_NAMES = 4


def posts_held(users: Collection[int], days: Collection[date]) -> frozenset[int]:
    """The posts that some people held or deputised for on some days. One query.

    Groups are not among them: a committee's group is held by everybody in it.
    """
    held = PostHolding.objects.filter(user__in=users, post__kind=PostKind.POST).order_by()
    rows = held.values_list("post", "starts", "ends")
    holdings = [Holding(*row) for row in rows]
    return Party(0, tuple(holdings)).posts_on(days)


@dataclass(frozen=True)
class Bench:
    """Those who could decide in an area today, the chairs first, with what they hold."""

    people: Sequence[User]
    parties: Mapping[int, Party]

    def told(self, matter: Matter, interest: Interest) -> str:
        """Who of them may decide, as a sentence; where nobody may, how somebody comes to."""
        return who_can(matter, [str(user) for user in self.free(matter, interest)][:MOST_NAMES])

    def free(self, matter: Matter, interest: Interest) -> list[User]:
        """Those of them whose own it is not."""
        return [
            user for user in self.people if not why_own(matter, self.parties[user.pk], interest)
        ]


def bench(area_id: int, permissions: Collection[Permission], today: date) -> Bench:
    """Who holds one of `permissions` in an area. Two queries."""
    roles = {role for permission in permissions for role in roles_with(permission)}
    grants = RoleGrant.objects.filter(area=area_id, role__in=roles, user__is_active=True)
    current = grants.current(today).select_related("user").order_by("role", "pk")
    people = list(dict.fromkeys(grant.user for grant in current))
    return Bench(people, PostHolding.objects.parties([person.pk for person in people]))


def why_not_theirs(
    matter: Matter,
    user: Actor,
    interest: Interest,
    *,
    area_id: int,
    permissions: Collection[Permission],
    today: date,
) -> str:
    """Why a matter is `user`'s own, with who could decide instead; "" where they may.

    One query, two more where it is refused.
    """
    why = why_own(matter, PostHolding.objects.party(user), interest)
    return f"{why} {bench(area_id, permissions, today).told(matter, interest)}" if why else ""
