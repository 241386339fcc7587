"""What waits for a second person, and who that can be. Each takes a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission, Role, roles_with
from committees.enums import AccessKind, Capacity
from committees.models import AccessChange, Area, RoleGrant
from committees.permissions import may
from committees.rules.access import why_not_confirm, why_not_decide
from committees.rules.access_words import AccessWords, sentence
from timescales.date_format import long_day

SHOWN = 50


def in_words(change: AccessChange) -> str:
    """The change in one sentence, with the addresses that it is about."""
    return sentence(
        AccessWords(
            kind=AccessKind(change.kind),
            person=change.user.name or change.former_email,
            email=change.email,
            former=change.former_email,
            role=change.get_role_display() if change.role else "",
            post=change.post.title if change.post else "",
            deputy=change.capacity == Capacity.DEPUTY,
            roles=_roles(change) if change.kind == AccessKind.RETURN else (),
            starts=change.starts,
            ends=change.ends,
        )
    )


def _roles(change: AccessChange) -> list[str]:
    grants = RoleGrant.objects.filter(user=change.user_id, area=change.area_id).current()
    return [grant.get_role_display() for grant in grants]


def chairs_of(area: Area) -> list[User]:
    """The area's chairs, its vice-chairs where it has none. One query or two."""
    return _with_role(area, Role.CHAIR) or _with_role(area, Role.VICE_CHAIR)


def confirmers_of(area: Area) -> list[User]:
    """Who is asked to confirm a change: chief officers only where there is nobody else."""
    near = [role for role in roles_with(Permission.ACCESS_CONFIRM) if role != Role.CHIEF_OFFICER]
    return _with_role(area, *near) or _with_role(area, Role.CHIEF_OFFICER)


@dataclass(frozen=True)
class Proposed:
    """A change that waits, in words; `why_not` says why this person cannot confirm it."""

    change: AccessChange
    words: str
    why_not: str
    withdraws: bool

    @property
    def said(self) -> str:
        """By whom it was proposed, and how long it waits."""
        day, last = timezone.localdate(self.change.proposed_at), self.change.expires_on
        return (
            f"Proposed by {self.change.proposed_by} on {long_day(day)}, until the end of "
            f"{long_day(last)}."
        )


def proposed_in(area: Area, user: User, today: date) -> list[Proposed]:
    """What waits in the area, as `user` sees it, the oldest first."""
    holds = may(user, Permission.ACCESS_CONFIRM, area)
    rows = _rows(area).filter(pk__in=_waiting(area, today))
    return [_proposed(change, user, holds, today) for change in rows]


def answered_in(area: Area, today: date) -> list[tuple[AccessChange, str, str]]:
    """What was proposed lately and waits no more: the row, its words, what became of it."""
    rows = _rows(area).exclude(pk__in=_waiting(area, today)).order_by("-proposed_at", "-pk")[:SHOWN]
    return [(row, in_words(row), row.standing(today).label) for row in rows]


def to_confirm(user: User, areas: Sequence[Area], today: date) -> dict[int, int]:
    """How many changes wait for `user` as the second person, by the area's key. One query."""
    own = [area.pk for area in areas if may(user, Permission.ACCESS_CONFIRM, area)]
    if not own:
        return {}
    rows = AccessChange.objects.filter(area__in=own).waiting(today)
    rows = rows.exclude(proposed_by=user).exclude(user=user).order_by()
    counts: dict[int, int] = {}
    for row in rows.select_related(None):
        if not row.own_address or row.verified_at:
            counts[row.area_id] = counts.get(row.area_id, 0) + 1
    return counts


def waiting_address(user: User, today: date) -> AccessChange | None:
    """The change of `user`'s own address that waits, whoever proposed it."""
    rows = AccessChange.objects.filter(user=user, kind=AccessKind.ADDRESS)
    return rows.waiting(today).select_related("area", "proposed_by").first()


def _waiting(area: Area, today: date) -> list[int]:
    rows = AccessChange.objects.filter(area=area).waiting(today)
    return list(rows.order_by().values_list("pk", flat=True))


def _rows(area: Area) -> QuerySet[AccessChange]:
    rows = AccessChange.objects.filter(area=area).order_by("proposed_at", "pk")
    return rows.select_related("area", "user", "post", "proposed_by", "decided_by")


def _proposed(change: AccessChange, user: User, holds: bool, today: date) -> Proposed:
    why = why_not_decide(
        by=user.pk, proposer=change.proposed_by_id, person=change.user_id, holds=holds
    )
    why = why or why_not_confirm(
        change.standing(today),
        own_address=change.own_address,
        verified=change.verified_at is not None,
    )
    withdraws = change.proposed_by_id == user.pk
    return Proposed(change, in_words(change), why, withdraws)


def _with_role(area: Area, *roles: Role) -> list[User]:
    current = RoleGrant.objects.filter(area=area, role__in=roles).current().values("user")
    return list(User.objects.filter(is_active=True, pk__in=current).order_by("name", "pk"))
