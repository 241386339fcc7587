"""What comes next for a plan: its update window and the meetings that look at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions.models import UpdateWindow
from actions.queries import PlanRecord
from committees.enums import BodyKind
from committees.models import Meeting
from plans.models import Plan

LOOKED_AT_BY = (BodyKind.COMMITTEE, BodyKind.CHIEF_OFFICERS_GROUP)
ENOUGH = 12


@dataclass(frozen=True)
class Diary:
    """`window` is open on the day, `next_window` opens later; `meetings`: the next of each body."""

    window: UpdateWindow | None
    next_window: UpdateWindow | None
    meetings: Sequence[Meeting]


def diary(plan: Plan, record: PlanRecord, day: date) -> Diary:
    """The window and the meetings that follow `day`, which counts as still to come. One query."""
    opened = record.window_on(day)
    later = [window for window in record.windows if window.opens_on > day]
    return Diary(
        window=opened if opened and opened.closes_on >= day else None,
        next_window=later[0] if later else None,
        meetings=_next_meetings(plan, day),
    )


def _next_meetings(plan: Plan, day: date) -> list[Meeting]:
    upcoming = (
        Meeting.objects.filter(
            body__area=plan.area_id, body__kind__in=LOOKED_AT_BY, held_on__gte=day
        )
        .select_related("body")
        .order_by("held_on")[:ENOUGH]
    )
    first: dict[int, Meeting] = {}
    for meeting in upcoming:
        first.setdefault(meeting.body_id, meeting)
    return list(first.values())
