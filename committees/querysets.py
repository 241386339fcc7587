"""How rows of an area are reached. `visible_to` is the only door."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final, Self, TypeVar

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import JSONObject
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission, roles_with
from committees.enums import AccessState, MeetingKind
from committees.rules.interests import Holding, Party
from documents.schema.content import LogoFields

M = TypeVar("M", bound=models.Model)
Actor = User | AnonymousUser


class PeriodQuerySet(models.QuerySet[M]):
    """Rows with `starts` and `ends`: both days belong to the period; no `ends` means still so.

    A day is a day in London: what ends on 31 March holds until midnight there.
    """

    def lasting(self, day: date) -> Self:
        """Rows that have not ended before `day`."""
        return self.filter(Q(ends=None) | Q(ends__gte=day))

    def current(self, on: date | None = None) -> Self:
        on = on or timezone.localdate()
        return self.lasting(on).filter(starts__lte=on)

    def overlapping(self, starts: date, ends: date | None = None) -> Self:
        """Rows with a day in common with the period from `starts` to `ends`; None: for ever."""
        rows = self.lasting(starts)
        return rows if ends is None else rows.filter(starts__lte=ends)


class EndedQuerySet(PeriodQuerySet[M]):
    """Periods that can be ended at once: `ended_at` is the moment, on the day `ends`. From then on
    that day counts no more."""

    def lasting(self, day: date) -> Self:
        return super().lasting(day).exclude(ends=day, ended_at__isnull=False)


class AreaQuerySet(models.QuerySet[M]):
    """Areas. A person reaches an area through a role grant that is current today."""

    def with_permission(self, user: Actor, *permissions: Permission) -> Self:
        """The areas where `user` holds at least one of `permissions` today."""
        return self.filter(pk__in=_reached(user, permissions))

    def visible_to(self, user: Actor) -> Self:
        """The areas whose groups, posts and meetings `user` sees."""
        return self.with_permission(user, Permission.AREA_READ)

    def known_to(self, user: Actor) -> Self:
        """The areas where `user` has any role today, be it to read published editions alone."""
        return self.filter(pk__in=_reached(user, None))


class InAreaQuerySet(models.QuerySet[M]):
    """Rows that belong to an area: seen by whoever sees the area itself.

    `area_path` names the way to the area; `read_permissions` narrows who sees the rows.
    """

    area_path = "area"
    read_permissions: Iterable[Permission] = ()

    def visible_to(self, user: Actor) -> Self:
        permissions = tuple(self.read_permissions) or (Permission.AREA_READ,)
        return self.filter(**{f"{self.area_path}__in": _reached(user, permissions)})

    def area_id_of(self, row: M) -> int:
        """The key of a row's area; what stands between them is read where it was not loaded."""
        way: Callable[[M], int] = attrgetter(f"{self.area_path.replace('__', '.')}_id")
        return way(row)


class SharedQuerySet(InAreaQuerySet[M]):
    """Rows of a register, at the end of `shared_path`, for those who read plans. What nobody has
    shared yet is a draft, seen by those alone who may read drafts: an inspector reads what was
    shared (ADR 301)."""

    shared_path = ""
    read_permissions: Iterable[Permission] = (Permission.PLAN_READ,)

    def visible_to(self, user: Actor) -> Self:
        drafts = _reached(user, (Permission.PLAN_READ_DRAFT,))
        shared = Q(**{f"{self.shared_path}shared_at__isnull": False})
        return super().visible_to(user).filter(shared | Q(**{f"{self.area_path}__in": drafts}))


class BodyQuerySet(InAreaQuerySet[M]):
    def serving(self, area: Any) -> Self:
        """The bodies of an area (or its key), and the regional groups of others that serve it."""
        also = apps.get_model("committees", "Body").also_serves.through.objects.filter(area=area)
        return self.filter(Q(area=area) | Q(pk__in=also.values("body")))


# django-stubs writes an as_manager of its own into every class, so two parents never agree
class PeriodInAreaQuerySet(EndedQuerySet[M], InAreaQuerySet[M]):  # type: ignore[override]
    pass


class HoldingQuerySet(EndedQuerySet[M], InAreaQuerySet[M]):  # type: ignore[override]
    area_path = "post__area"

    def party(self, user: Actor) -> Party:
        """Somebody with all that they hold or deputise for, today and before. One query."""
        key = user.pk or 0
        return self.parties([key])[key]

    def parties(self, users: Collection[int]) -> dict[int, Party]:
        """The same of several, by the key of each. One query."""
        held: defaultdict[int, list[Holding]] = defaultdict(list)
        rows = self.filter(user__in=users).order_by()
        for user, post, starts, ends in rows.values_list("user", "post", "starts", "ends"):
            held[user].append(Holding(post, starts, ends))
        return {user: Party(user, tuple(held[user])) for user in users}


class ByBodyQuerySet(InAreaQuerySet[M]):
    area_path = "body__area"


# what bears the day of a meeting, in rooms above
COUNTING: Final = (
    *("ratings_agreed", "actions_added", "dates_decided", "officers_decisions", "plan_versions"),
    "attendance",
)


class MeetingQuerySet(ByBodyQuerySet[M]):
    def with_decisions(self) -> Self:
        """Those from whose day something counts: what was applied, agreed or kept at them."""
        counts = models.Q(decisions__state="applied")
        for name in COUNTING:
            counts |= models.Q(**{f"{name}__isnull": False})
        return self.filter(counts)

    def sittings(self) -> Self:
        """Meetings at which people meet: what was decided by correspondence is none."""
        return self.exclude(kind=MeetingKind.CORRESPONDENCE)


class LogoQuerySet(InAreaQuerySet[M]):
    def told(self, area: Any) -> models.QuerySet[Any, Any]:
        """How the logo of an area (or its key, or a reference to it) stands, as one JSON value; a
        column of another query or, with `first`, one of its own."""
        told = JSONObject(sha256="sha256", width="width", height="height", alt="alt")
        rows = self.filter(area=area).order_by("-pk").annotate(told=told)
        return rows.values_list("told", flat=True)[:1]


def logo_fields(told: Any) -> LogoFields:
    """What a report says of a logo that stands so; nothing where none does."""
    return {"logo": told} if told and told["sha256"] else {}


class OfferQuerySet(InAreaQuerySet[M]):
    """Offers of regional groups: seen in the area that offers, and in the one that is asked."""

    def visible_to(self, user: Actor) -> Self:
        seen = _reached(user, (Permission.AREA_READ,))
        return self.filter(Q(area__in=seen) | Q(body__area__in=seen))


class AccessQuerySet(InAreaQuerySet[M]):
    """Proposed changes of access: for those who propose, and those who confirm."""

    read_permissions: Iterable[Permission] = (Permission.ACCESS_CONFIRM, Permission.ROLE_GRANT)

    def waiting(self, today: date) -> Self:
        return self.filter(state=AccessState.WAITING, expires_on__gte=today)


class OwnQuerySet(models.QuerySet[M]):
    """Rows that belong to one person and are seen by nobody else."""

    def visible_to(self, user: Actor) -> Self:
        return self.filter(user_id=user.pk or 0)


class PeriodByBodyQuerySet(PeriodQuerySet[M], ByBodyQuerySet[M]):  # type: ignore[override]
    pass


def _reached(user: Actor, permissions: tuple[Permission, ...] | None) -> models.QuerySet[Any, Any]:
    """The keys of the areas where `user` holds at least one of `permissions` today, None: any role.
    They are a part of another statement, which asks for them whenever it is sent."""
    key = user.pk if user.is_authenticated else None
    # a copy: were the kept one ever asked by itself, it would remember the answer
    return _reached_by(key, permissions, timezone.localdate()).all()


@lru_cache(maxsize=1024)
def _reached_by(
    user: int | None, permissions: tuple[Permission, ...] | None, day: date
) -> models.QuerySet[Any, Any]:
    """Kept are the words of the statement and never a row: to put them together for each statement
    anew was a tenth of a page (ADR 383)."""
    grants: PeriodQuerySet[Any] = apps.get_model("committees", "RoleGrant").objects.all()
    if user is None:
        return grants.none().values("area")
    held = grants.filter(user=user).current(day).order_by()
    if permissions is not None:
        roles = {role for permission in permissions for role in roles_with(permission)}
        held = held.filter(role__in=sorted(roles))
    return held.values("area")
