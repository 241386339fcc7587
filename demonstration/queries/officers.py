"""Who acts in a demonstration area, and when."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from committees.models import Post
from plans.models import Plan

NOON = time(12)


def lead_officer(plan: Plan) -> User:
    return User.objects.get(role_grants__area=plan.area, role_grants__role=Role.LEAD_OFFICER)


def holder_of_chair(plan: Plan, on: date) -> User:
    post = Post.objects.get(area=plan.area, title__contains="Chair", body=None)
    return post.holdings.current(on).select_related("user").get().user


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, NOON))
