"""Whom an answer to an e-mail reaches."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from accounts.models import User
from accounts.roles import Role


def administrators(today: date) -> list[User]:
    """Everybody who administers an area today and may sign in. One query."""
    current = Q(role_grants__ends=None) | Q(role_grants__ends__gte=today)
    people = User.objects.filter(
        current,
        is_active=True,
        role_grants__role=Role.ADMINISTRATOR,
        role_grants__starts__lte=today,
    )
    return list(people.order_by("name", "pk").distinct())


def coordinators_of(areas: Iterable[int], today: date) -> list[User]:
    """The lead officers of these areas who may sign in and whose role is current. One query."""
    current = Q(role_grants__ends=None) | Q(role_grants__ends__gt=today)
    current |= Q(role_grants__ends=today, role_grants__ended_at=None)
    officers = User.objects.filter(
        current,
        is_active=True,
        role_grants__area__in=areas,
        role_grants__role=Role.LEAD_OFFICER,
        role_grants__starts__lte=today,
    )
    return list(officers.order_by("name", "pk").distinct())
