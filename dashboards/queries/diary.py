"""What comes next for a plan: its update window and the meetings that look at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from actions.rules.record import WindowState
from actions.rules.standing import PlanRecord
from committees.enums import BodyKind
from committees.models import Meeting
from plans.models import Plan

LOOKED_AT_BY = {
    "committee": BodyKind.COMMITTEE,
    "chief_officers": BodyKind.CHIEF_OFFICERS_GROUP,
}


@dataclass(frozen=True)
class NextMeeting:
    body: str
    held_on: date


@dataclass(frozen=True)
class Diary:
    """`window` is open on the day, `next_window` opens later; `meetings`: the next of each body."""

    window: WindowState | None
    next_window: WindowState | None
    meetings: Sequence[NextMeeting]


def with_next_meetings(plans: QuerySet[Plan], day: date) -> QuerySet[Plan]:
    """Plans with the next meeting of committee and chief officers group; `day` is still to come."""
    columns: dict[str, Any] = {}
    for name, kind in LOOKED_AT_BY.items():
        upcoming = Meeting.objects.filter(
            body__area=OuterRef("area"), body__kind=kind, held_on__gte=day
        ).order_by("held_on", "pk")
        columns[f"{name}_meets"] = Subquery(upcoming.values("held_on")[:1])
        columns[f"{name}_name"] = Subquery(upcoming.values("body__name")[:1])
    return plans.annotate(**columns)


def diary(plan: Plan, record: PlanRecord, day: date) -> Diary:
    """The window and the meetings that follow `day`, of a plan loaded `with_next_meetings`."""
    opened = record.window_on(day)
    later = [window for window in record.windows if window.opens_on > day]
    meetings = [
        NextMeeting(getattr(plan, f"{name}_name"), getattr(plan, f"{name}_meets"))
        for name in LOOKED_AT_BY
        if getattr(plan, f"{name}_meets")
    ]
    return Diary(
        window=opened if opened and opened.closes_on >= day else None,
        next_window=later[0] if later else None,
        meetings=sorted(meetings, key=lambda meeting: meeting.held_on),
    )
