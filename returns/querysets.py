from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from accounts.roles import Permission
from committees.enums import Capacity, PostKind, Seat
from committees.querysets import Actor, InAreaQuerySet, M
from returns.enums import Outcome

P = Permission
SPEAKERS = (Seat.CHAIR, Seat.VICE_CHAIR)


def bodies_spoken_for(user: Actor) -> Q:
    """The bodies for which `user` may write today, as a condition on bodies: those whose chair or
    vice-chair they are, and those whose group they hold or deputise for."""
    today, key = timezone.localdate(), user.pk or 0
    seats: Any = apps.get_model("committees", "Membership").objects
    held: Any = apps.get_model("committees", "PostHolding").objects
    chaired = seats.current(today).filter(user=key, seat__in=SPEAKERS)
    groups = held.current(today).filter(
        user=key, post__kind=PostKind.GROUP, capacity__in=list(Capacity)
    )
    return Q(pk__in=chaired.values("body")) | Q(pk__in=groups.values("post__body"))


class DutyQuerySet(InAreaQuerySet[M]):
    """Which sub-committee owes which return: for everybody who reads plans."""

    read_permissions: Iterable[Permission] = (P.PLAN_READ,)


class RequestQuerySet(InAreaQuerySet[M]):
    """Who was asked, and so who was silent: the committee's own, which no inspector reads."""

    area_path = "duty__area"
    read_permissions: Iterable[Permission] = (P.PLAN_READ_DRAFT,)


class ReturnQuerySet(InAreaQuerySet[M]):
    """Returns. A draft is seen by those who write it; what was sent by the committee; what was
    accepted by everybody who reads plans."""

    return_path = ""
    area_path = "duty__area"
    read_permissions: Iterable[Permission] = (P.PLAN_READ,)

    def visible_to(self, user: Actor) -> Self:
        areas: Any = apps.get_model("committees", "Area").objects
        checks: Any = apps.get_model("returns", "Check").objects
        bodies: Any = apps.get_model("committees", "Body").objects
        way, area = self.return_path, self.area_path
        accepted = checks.filter(outcome=Outcome.ACCEPTED).values("sending")
        sent = Q(**{f"{way}sent_at__isnull": False})
        own = bodies.filter(bodies_spoken_for(user))
        return (
            super()
            .visible_to(user)
            .filter(
                Q(**{f"{way or 'pk'}".removesuffix("__") + "__in": accepted})
                | sent & Q(**{f"{area}__in": areas.with_permission(user, P.PLAN_READ_DRAFT)})
                | Q(**{f"{area}__in": areas.with_permission(user, P.RETURN_KEEP)})
                | Q(
                    **{
                        f"{area}__in": areas.with_permission(user, P.RETURN_WRITE),
                        f"{way}duty__body__in": own,
                    }
                )
            )
        )


class OfReturnQuerySet(ReturnQuerySet[M]):
    return_path, area_path = "sending__", "sending__duty__area"


class OfEntryQuerySet(ReturnQuerySet[M]):
    return_path, area_path = "entry__sending__", "entry__sending__duty__area"


class OfQuestionQuerySet(ReturnQuerySet[M]):
    return_path = "question__entry__sending__"
    area_path = "question__entry__sending__duty__area"
