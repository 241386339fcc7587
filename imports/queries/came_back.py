"""Edited files that came back, whose table lies above this app: of plans that somebody edits."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from accounts.roles import Permission
from committees.models import Area
from committees.querysets import Actor
from plans.models import Plan


@dataclass(frozen=True)
class CameBack:
    """An edited file: of which plan, by whom and when it was sent, and when it was taken over."""

    pk: int
    file_name: str
    plan: str
    area: str
    made_by: str
    made_at: datetime
    applied_at: datetime | None


FIELDS = ("pk", "file_name", "made_by__name", "made_at", "applied_at")


def came_back(user: Actor, most: int) -> list[CameBack]:
    """The newest `most`, those that wait first. One query."""
    areas = Area.objects.with_permission(user, Permission.PLAN_EDIT)
    names = [f"edited_files__{name}" for name in FIELDS]
    rows = Plan.objects.standing().filter(area__in=areas, edited_files__isnull=False)
    ordered = rows.order_by(
        F("edited_files__applied_at").desc(nulls_first=True), "-edited_files__made_at"
    )
    return [
        CameBack(pk, file_name, title, area, by, made_at, applied_at)
        for pk, file_name, by, made_at, applied_at, title, area in ordered.values_list(
            *names, "title", "area__name"
        )[:most]
    ]
