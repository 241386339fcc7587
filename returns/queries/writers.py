"""Who writes for a sub-committee: its own chair, else whoever stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.roles import Permission, roles_with
from committees.enums import Capacity, PostKind, Seat
from committees.models import Membership, PostHolding, RoleGrant
from returns.models import Duty


@dataclass(frozen=True)
class Writers:
    """Who may write the returns of a sub-committee on a day: active, with a role that does so.

    `chairs` are its chair, else those who hold the post of its group; `others` its vice-chair and
    those who deputise for that post.
    """

    chairs: Sequence[User] = ()
    others: Sequence[User] = ()

    @property
    def first(self) -> Sequence[User]:
        """Who is asked."""
        return self.chairs or self.others

    def __contains__(self, user: object) -> bool:
        return user in (*self.chairs, *self.others)


def writers_of(duties: Iterable[Duty], today: date) -> dict[int, Writers]:
    """By the key of each duty. Three queries."""
    rows = list(duties)
    roles = roles_with(Permission.RETURN_WRITE)
    grants = RoleGrant.objects.filter(area__in={row.area_id for row in rows}, role__in=roles)
    able = set(grants.filter(user__is_active=True).current(today).values_list("user_id", "area_id"))
    bodies = {row.body_id for row in rows}
    seated, holding = _seated(bodies, today), _holding(bodies, today)

    def writers(duty: Duty) -> Writers:
        def of(people: Sequence[User]) -> list[User]:
            return [one for one in dict.fromkeys(people) if (one.pk, duty.area_id) in able]

        body = duty.body_id
        chairs = of(seated[body, Seat.CHAIR]) or of(holding[body, Capacity.HOLDER])
        others = of([*seated[body, Seat.VICE_CHAIR], *holding[body, Capacity.DEPUTY]])
        return Writers(chairs, [one for one in others if one not in chairs])

    return {row.pk: writers(row) for row in rows}


def may_write(user: User, duty: Duty, today: date) -> bool:
    """Whether `user` is one of those who write for its sub-committee. Three queries."""
    return user in writers_of([duty], today)[duty.pk]


def _seated(bodies: Iterable[int], today: date) -> Mapping[tuple[int, str], Sequence[User]]:
    people: defaultdict[tuple[int, str], list[User]] = defaultdict(list)
    rows = Membership.objects.filter(
        body__in=bodies, seat__in=(Seat.CHAIR, Seat.VICE_CHAIR), user__isnull=False
    ).current(today)
    for row in rows.select_related("user").order_by("user__name", "user_id"):
        if row.user:
            people[row.body_id, row.seat].append(row.user)
    return people


def _holding(bodies: Iterable[int], today: date) -> Mapping[tuple[int, str], Sequence[User]]:
    people: defaultdict[tuple[int, str], list[User]] = defaultdict(list)
    rows = PostHolding.objects.filter(post__body__in=bodies, post__kind=PostKind.GROUP)
    held = rows.current(today).select_related("user", "post").order_by("user__name", "user_id")
    for row in held:
        people[row.post.body_id or 0, row.capacity].append(row.user)
    return people
