"""Returns that wait for one person: to be written, answered, or checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.roles import Permission
from committees.models import Area, Body
from committees.permissions import may
from returns.enums import ReturnState
from returns.models import CourseQuestion, Duty, Return
from returns.queries.register import Owed, owed_of
from returns.querysets import bodies_spoken_for

S = ReturnState


@dataclass(frozen=True)
class ReturnsWaiting:
    to_write: Sequence[Owed] = ()
    courses: Sequence[CourseQuestion] = ()
    to_check: Sequence[Return] = ()

    def __bool__(self) -> bool:
        return bool(self.to_write or self.courses or self.to_check)


def returns_waiting(user: User, areas: Sequence[Area], today: date) -> ReturnsWaiting:
    """What `user` was asked for and is not there, what was wanted first coming first, and what came
    and nobody has checked. One or two queries for those who write for no group."""
    keeps = [area for area in areas if may(user, Permission.RETURN_KEEP, area)]
    to_check = _unchecked(keeps) if keeps else ()
    within = [area for area in areas if may(user, Permission.RETURN_WRITE, area)]
    if not within:
        return ReturnsWaiting(to_check=to_check)
    own = Body.objects.filter(bodies_spoken_for(user))
    rows = Duty.objects.filter(area__in=within, body__in=own, starts__lte=today)
    duties = list(rows.select_related("area", "body"))
    if not duties:
        return ReturnsWaiting(to_check=to_check)
    asked = (S.AWAITED, S.SILENT, S.SENT_BACK)
    to_write = [one for one in owed_of(duties, today) if one.standing.state in asked]
    courses = CourseQuestion.objects.filter(
        entry__sending__duty__in=duties, answers__isnull=True, asked_on__lte=today
    )
    return ReturnsWaiting(
        sorted(to_write, key=lambda one: (one.due_on, one.duty.pk)),
        list(courses.select_related("entry__sending__duty__body").order_by("due_on", "pk")),
        to_check,
    )


def _unchecked(areas: Sequence[Area]) -> list[Return]:
    rows = Return.objects.filter(duty__area__in=areas, sent_at__isnull=False, verdict__isnull=True)
    return list(rows.select_related("duty__body").order_by("sent_at", "pk"))
